package dev.meanwhile.proof.desk;

import dev.meanwhile.integrations.simulator.Mood;
import dev.meanwhile.proof.Tally;
import dev.meanwhile.proof.http.Answer;
import dev.meanwhile.proof.node.Pause;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The scenarios of the documents, one after the other.
final class Scenes {
  private static final String DISTANCES = "calculate_distances";
  private static final String CONTACT = "add_openphone_contact";
  private static final String HINT =
      "Travel times are still being calculated. Transit time may need to be entered manually.";

  private final Tally tally;
  private final Office office;
  private final Town town;

  Scenes(Tally tally, Office office) {
    this.tally = tally;
    this.office = office;
    this.town = office.town();
  }

  void transitions() throws IOException, SQLException {
    JsonNode saved = office.add("Transitions");
    String good = Office.task(saved, DISTANCES);
    office.awaitTask(good, "done");
    town.quo().mood(new Mood.Broken(400));
    String bad = Office.task(office.add("Refused"), CONTACT);
    office.awaitTask(bad, "needs attention");
    town.quo().mood(new Mood.Fine());
    tally.check(
        office.statuses(good).equals(List.of("pending", "processing", "completed"))
            && office.statuses(bad).equals(List.of("pending", "processing", "failed")),
        "1 transitions: %s; %s"
            .formatted(
                String.join(" → ", office.statuses(good)),
                String.join(" → ", office.statuses(bad))));
  }

  /// A client is created, and an appointment at once, while nobody knows the way yet.
  void race() throws IOException, SQLException {
    town.maps().mood(new Mood.Slow(Duration.ofSeconds(3)));
    JsonNode saved = office.add("Race");
    String client = saved.get("client_id").asString();
    JsonNode before = transit(client);
    JsonNode early = book(client, null).get("appointment");
    var typed = new HashMap<String, Object>();
    typed.put("transit_minutes", 25);
    JsonNode manual = book(client, typed).get("appointment");
    office.awaitTask(Office.task(saved, DISTANCES), "done");
    town.maps().mood(new Mood.Fine());
    office.awaitIdle();
    JsonNode after = transit(client);
    JsonNode filled = office.get("/api/appointments/" + early.get("id").asString());
    JsonNode kept = office.get("/api/appointments/" + manual.get("id").asString());
    tally.check(
        before.get("hint").asString("").equals(HINT)
            && early.get("transit_minutes").isNull()
            && early.get("pickup_address").asString("").contains("Syracuse")
            && after.get("hint").isNull()
            && after.get("minutes").asInt(0) > 0
            && kept.get("transit_minutes").asInt() == 25
            && kept.get("transit_source").asString().equals("manual"),
        "2 race: booked with blank transit and the client's own address, told so; %d minutes a moment later, filled in at the appointment: %s; the 25 minutes that were typed stay"
            .formatted(
                after.get("minutes").asInt(0), filled.get("transit_minutes").asString("not yet")));
  }

  void failure() throws IOException, SQLException {
    town.quo().mood(new Mood.Broken(400));
    JsonNode saved = office.add("Failure");
    String task = Office.task(saved, CONTACT);
    office.awaitTask(task, "needs attention");
    town.quo().mood(new Mood.Fine());
    String told = office.get("/get-failed-tasks").toString();
    JsonNode failed = office.get("/api/tasks/" + task);
    Answer dismissed = office.ask("/dismiss-task", Map.of("task_id", task));
    String gone = office.get("/get-failed-tasks").toString();
    Pause.millis(1_000);
    JsonNode end = office.get("/api/tasks/" + task);
    tally.check(
        told.contains(task)
            && dismissed.status() == 200
            && !gone.contains(task)
            && end.get("label").asString().equals("dismissed"),
        "3 failure: told to whoever watches (\"%s\"), dismissed, gone from the list, not tried again"
            .formatted(failed.get("error_message").asString("")));
  }

  /// The node is killed while the task runs.
  void stale() throws IOException, SQLException {
    town.maps().mood(new Mood.Slow(Duration.ofSeconds(5)));
    JsonNode saved = office.add("Stale");
    String task = Office.task(saved, DISTANCES);
    office.awaitTask(task, "running");
    office.node().kill();
    town.maps().mood(new Mood.Fine());
    office.node().restart();
    office.node().awaitReady();
    long began = System.nanoTime();
    JsonNode done = office.awaitTask(task, "done");
    tally.check(
        done.get("attempt").asInt() >= 2,
        "4 stale: killed in the middle, done %.1f s after the node was back, in attempt %d"
            .formatted((System.nanoTime() - began) / 1e9, done.get("attempt").asInt()));
    office.awaitIdle();
  }

  /// Five clients in thirty seconds, at the pace of quick people.
  void rapid() throws IOException, SQLException {
    var saved = new ArrayList<JsonNode>();
    long began = System.nanoTime();
    for (int i = 0; i < 5; i++) {
      saved.add(office.add("Rapid" + i));
      Pause.millis(500);
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    office.awaitIdle();
    int done = done(saved);
    tally.check(
        done == 10 && seconds < 30,
        "5 rapid: 5 clients in %.1f s, each with tasks of its own, %d of 10 done"
            .formatted(seconds, done));
  }

  void outage() throws IOException, SQLException {
    town.maps().mood(new Mood.Down());
    town.quo().mood(new Mood.Broken(403));
    var saved = new ArrayList<JsonNode>();
    for (int i = 0; i < 20; i++) {
      saved.add(office.add("Outage" + i));
    }
    awaitIncident();
    for (JsonNode one : saved) {
      office.awaitTask(Office.task(one, CONTACT), "needs attention");
    }
    int exhausted = 0;
    for (JsonNode one : saved) {
      String label =
          office.get("/api/tasks/" + Office.task(one, DISTANCES)).get("label").asString();
      exhausted += label.equals("needs attention") ? 1 : 0;
    }
    long during = office.get("/api/incidents").get("items").size();
    town.all(new Mood.Fine());
    var order = new HashMap<String, Object>();
    order.put("action", "retry");
    order.put("filter", Map.of("type", List.of(CONTACT)));
    order.put(
        "expected",
        office.get("/api/tasks/changes/count?action=retry&type=" + CONTACT).get("count").asInt());
    order.put("reason", "The key works again.");
    Answer retried = office.ask("/api/tasks/changes", order);
    office.awaitIdle();
    int done = done(saved);
    tally.check(
        during == 1 && exhausted == 0 && retried.status() == 202 && done == 40,
        "6 outage: 20 clients saved while Google Maps is away and Quo refuses: %d incident, %d ran out of retries for it; mended, Maps drains by itself, Quo by one bulk retry: %d of 40 done"
            .formatted(during, exhausted, done));
  }

  /// How many of the tasks that these saves left for later are done.
  private int done(List<JsonNode> saved) throws IOException {
    int done = 0;
    for (JsonNode one : saved) {
      for (String type : List.of(DISTANCES, CONTACT)) {
        JsonNode task = office.get("/api/tasks/" + Office.task(one, type));
        done += task.get("label").asString().equals("done") ? 1 : 0;
      }
    }
    return done;
  }

  private void awaitIncident() throws IOException {
    long began = System.nanoTime();
    while (office.get("/api/incidents").get("items").isEmpty()) {
      Office.patience(began, "an incident is opened");
    }
  }

  /// Step 6 of the instructions: quick, told when it fails, dismissed, archived by hand.
  void quickAdd() throws IOException, SQLException {
    Answer answer = office.ask("/add-client", office.form("Quick", 7));
    JsonNode body = answer.json(201);
    boolean words =
        body.get("success").asBoolean()
            && body.get("message")
                .asString()
                .equals("Client saved. Drive times and Quo sync processing in background.");
    town.maps().mood(new Mood.Broken(400));
    String task = Office.task(office.add("Simulated"), DISTANCES);
    office.awaitTask(task, "needs attention");
    town.maps().mood(new Mood.Fine());
    boolean shown = office.get("/get-failed-tasks").toString().contains(task);
    office.post("/dismiss-task", Map.of("task_id", task), 200);
    boolean stamped = office.get("/api/tasks/" + task).hasNonNull("dismissed_at");
    office.awaitIdle();
    long before = office.store().archived();
    office.store().archive();
    long archived = office.store().archived() - before;
    boolean readable = office.get("/api/tasks/" + task).hasNonNull("archived_at");
    tally.check(
        words && shown && stamped && archived > 0 && readable,
        "step 6: answered in %.0f ms in the documents' words, the failure shown, the dismissal stamped, %d tasks archived by hand and readable"
            .formatted(answer.millis(), archived));
  }

  void doubleClick() throws IOException, SQLException {
    var form = office.form("Twice", 3);
    var clicks = new ArrayList<Callable<Answer>>();
    for (int i = 0; i < 10; i++) {
      clicks.add(() -> office.ask("/add-client", form));
    }
    var ids = new ArrayList<String>();
    try (var hands = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var one : hands.invokeAll(clicks)) {
        ids.add(one.get().json(201).get("client_id").asString());
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IOException(e);
    }
    tally.check(
        ids.stream().distinct().count() == 1 && office.store().named("Twice") == 1,
        "a double click: the same form 10 times at once is %d client, all 10 answered with it"
            .formatted(office.store().named("Twice")));
    office.awaitIdle();
  }

  private JsonNode transit(String client) throws IOException {
    return office.get("/api/desk/transit?client=%s&clinic=%s".formatted(client, office.clinic()));
  }

  private JsonNode book(String client, @Nullable Map<String, Object> more) throws IOException {
    String type = office.get("/api/appointment-types").at("/items/0/id").asString();
    var form = new HashMap<String, Object>();
    form.put("client_id", client);
    form.put("driver_id", office.driver());
    form.put("appointment_type_id", type);
    form.put("starts_at", "2099-03-02T%02d:30".formatted(more == null ? 9 : 14));
    if (more != null) {
      form.putAll(more);
    }
    return office.post("/save-appointment", form, 201);
  }
}
