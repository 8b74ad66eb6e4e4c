package dev.meanwhile.proof.desk;

import dev.meanwhile.engine.Json;
import dev.meanwhile.postgres.LocalPostgres;
import dev.meanwhile.proof.ProofFailed;
import dev.meanwhile.proof.http.Answer;
import dev.meanwhile.proof.http.Line;
import dev.meanwhile.proof.node.NodeProcess;
import dev.meanwhile.proof.node.Pause;
import dev.meanwhile.proof.node.Premises;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// A desk: a database, a node in a process of its own, simulated partners, two clinics and eight
/// drivers.
final class Office implements AutoCloseable {
  private static final String DATABASE = "meanwhile";
  private static final long PATIENCE_NANOS = 120_000_000_000L;
  private static final String[] STREETS = {"Salina St", "Erie Blvd", "James St", "Genesee St"};

  private final Town town;
  private final LocalPostgres postgres;
  private final NodeProcess node;
  private final DeskStore store;
  private String clinic = "";
  private String driver = "";

  private Office(LocalPostgres postgres, NodeProcess node, Town town) {
    this.postgres = postgres;
    this.node = node;
    this.town = town;
    this.store = new DeskStore(postgres.dataSource(DATABASE));
  }

  static Office open(Premises premises) throws IOException, SQLException {
    var postgres = LocalPostgres.start(premises.file("postgres"));
    postgres.createDatabase(DATABASE);
    var town = new Town();
    var node =
        NodeProcess.start(
            premises,
            premises.jar("apps"),
            List.of("serve"),
            postgres,
            DATABASE,
            town.environment());
    var office = new Office(postgres, node, town);
    office.furnish();
    return office;
  }

  private void furnish() throws IOException, SQLException {
    for (var name : List.of("Lakeside Clinic", "Eastview Dialysis")) {
      clinic =
          post("/api/clinics", Map.of("name", name, "address", "1 Water St", "zip", "13202"), 201)
              .get("clinic_id")
              .asString();
    }
    for (int i = 1; i <= 8; i++) {
      var form = new HashMap<String, Object>();
      form.put("full_name", "Driver " + i);
      form.put("home_address", i + " Oak St");
      form.put("home_zip", "13203");
      form.put("calendar_id", Town.CALENDAR);
      driver = post("/add-driver", form, 201).get("driver_id").asString();
    }
    awaitIdle();
  }

  Town town() {
    return town;
  }

  NodeProcess node() {
    return node;
  }

  DeskStore store() {
    return store;
  }

  String clinic() {
    return clinic;
  }

  String driver() {
    return driver;
  }

  /// What an agent fills in for a client.
  Map<String, Object> form(String lastName, int number) {
    var form = new HashMap<String, Object>();
    form.put("first_name", "John");
    form.put("last_name", lastName);
    form.put("phone", "+1315555%04d".formatted(100 + number % 100));
    form.put("address", "%d %s".formatted(number + 1, STREETS[number % STREETS.length]));
    form.put("city", "Syracuse");
    form.put("state", "NY");
    form.put("zip", "13202");
    form.put("primary_clinic_id", clinic);
    return form;
  }

  /// A new client, answered with what is documented.
  JsonNode add(String lastName) throws IOException {
    return post("/add-client", form(lastName, lastName.hashCode() & 0xff), 201);
  }

  JsonNode post(String path, Map<String, ?> form, int expected) throws IOException {
    try (var line = new Line(node.port())) {
      return line.post(path, Json.write(form)).json(expected);
    }
  }

  Answer ask(String path, Map<String, ?> form) throws IOException {
    try (var line = new Line(node.port())) {
      return line.post(path, Json.write(form));
    }
  }

  JsonNode get(String path) throws IOException {
    try (var line = new Line(node.port())) {
      return line.get(path).json(200);
    }
  }

  /// The id of the task of this type that a save left for later.
  static String task(JsonNode saved, String type) {
    for (JsonNode task : saved.get("tasks")) {
      if (task.get("task_type").asString().equals(type)) {
        return task.get("id").asString();
      }
    }
    throw new ProofFailed("The save left no task '%s': %s".formatted(type, saved));
  }

  /// The task when people read this word for it.
  JsonNode awaitTask(String id, String label) throws IOException {
    long began = System.nanoTime();
    while (true) {
      JsonNode task = get("/api/tasks/" + id);
      if (task.get("label").asString().equals(label)) {
        return task;
      }
      patience(
          began, "the task is '%s': it is '%s'".formatted(label, task.get("label").asString()));
    }
  }

  /// All statuses that a task has had, in their order.
  List<String> statuses(String id) throws IOException {
    var statuses = new ArrayList<String>();
    for (JsonNode event : get("/api/tasks/" + id + "/events?limit=200").get("items")) {
      String status = event.path("event_data").path("status").asString("");
      if (!status.isEmpty() && (statuses.isEmpty() || !statuses.getLast().equals(status))) {
        statuses.add(status);
      }
    }
    return statuses;
  }

  /// Waits until no task waits or runs.
  void awaitIdle() throws SQLException {
    long began = System.nanoTime();
    while (store.open() > 0) {
      patience(began, "everything is done: %d tasks are open".formatted(store.open()));
    }
  }

  static void patience(long began, String what) {
    if (System.nanoTime() - began > PATIENCE_NANOS) {
      throw new ProofFailed("It took longer than 120 s until " + what);
    }
    Pause.millis(50);
  }

  @Override
  public void close() {
    node.close();
    town.close();
    postgres.close();
  }
}
