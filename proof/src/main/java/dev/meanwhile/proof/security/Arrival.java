package dev.meanwhile.proof.security;

import dev.meanwhile.proof.ProofFailed;
import dev.meanwhile.proof.node.Pause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import tools.jackson.databind.JsonNode;

/// Sets a fresh house up: people, and some rows of theirs.
final class Arrival {
  private static final Pattern CODE = Pattern.compile("the code ([2-9A-Z]{5}(?:-[2-9A-Z]{5}){3})");
  private static final List<String> COMMON =
      List.of(
          "admin",
          "root",
          "administrator",
          "meanwhile",
          "sandra",
          "postgres",
          "test",
          "demo",
          "user",
          "ada");

  private final Guest nobody;
  private final Path printed;
  private final DataSource database;
  private final RandomGenerator chance;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private final Map<String, UUID> rows = new LinkedHashMap<>();
  private final Map<String, String> secrets = new LinkedHashMap<>();

  Arrival(Guest nobody, Path printed, DataSource database, RandomGenerator chance) {
    this.nobody = nobody;
    this.printed = printed;
    this.database = database;
    this.chance = chance;
  }

  /// What was given out for use.
  Map<String, String> secrets() {
    return secrets;
  }

  /// Nobody gets in before the house is set up, and nobody by a password that everybody knows.
  static void defaults(Guest nobody, Count count) {
    for (String name : COMMON) {
      for (String password : List.of(name, "password")) {
        Reply reply = nobody.post("/api/session", Map.of("username", name, "password", password));
        count.one(
            Threat.T26, reply.refused(), "%s / %s: %d".formatted(name, password, reply.status()));
      }
    }
  }

  House furnish(Count count) throws IOException, SQLException {
    defaults(nobody, count);
    String code = code();
    secrets.put("set-up code", code);
    var ada =
        Map.of(
            "code",
            code,
            "username",
            "ada",
            "full_name",
            "Ada Admin",
            "email",
            "ada@desk.example",
            "password",
            House.PASSWORD);
    Reply made = nobody.post("/api/setup", ada);
    if (made.status() != 201) {
      throw new ProofFailed("The house cannot be set up: " + made.body());
    }
    var eve = new LinkedHashMap<>(ada);
    eve.put("username", "eve");
    eve.put("email", "eve@desk.example");
    count.one(Threat.T26, nobody.post("/api/setup", eve).refused(), "The set-up code works twice.");
    cookies.put("admin", House.signIn(nobody, "ada", House.PASSWORD));
    Guest admin = as("admin");
    rows.put("admin", id(admin.must(admin.get("/api/me"))));
    for (String person : List.of("agent1", "agent2", "supervisor", "driver", "client")) {
      hire(admin, person, person.startsWith("agent") ? "booking_agent" : person);
    }
    rows.put("user", rows.get("agent1"));
    rows(as("agent1"));
    Guest other = as("agent2");
    rows.put("other", id(other.must(other.post("/api/tasks", Map.of("task_type", "nothing")))));
    secrets.put("password", House.PASSWORD);
    secrets.put(
        "session", as("agent1").cookie().replaceFirst(".*meanwhile_session=([^;]+).*", "$1"));
    return new House(nobody, cookies, rows, database, chance);
  }

  private Guest as(String person) {
    return nobody.as(cookies.getOrDefault(person, ""));
  }

  private String code() throws IOException {
    for (int i = 0; i < 100; i++) {
      var found = CODE.matcher(Files.readString(printed));
      if (found.find()) {
        return found.group(1);
      }
      Pause.millis(100);
    }
    throw new ProofFailed("The node printed no set-up code.");
  }

  private void hire(Guest admin, String person, String role) {
    JsonNode invited =
        admin.must(
            admin.post(
                "/api/users",
                Map.of(
                    "username",
                    person,
                    "full_name",
                    "Person " + person,
                    "email",
                    person + "@desk.example",
                    "role",
                    role)));
    String word = invited.get("link").asString().split("#", 2)[1];
    secrets.put("invitation", word);
    nobody.must(nobody.post("/api/invitations", Map.of("word", word, "password", House.PASSWORD)));
    rows.put(person, id(invited.get("user")));
    cookies.put(person, House.signIn(nobody, person, House.PASSWORD));
  }

  /// The rows of the first agent that others want.
  private void rows(Guest agent) throws SQLException {
    UUID done = id(agent.must(agent.post("/api/tasks", Map.of("task_type", "nothing"))));
    agent.must(agent.get("/api/tasks/%s?wait=6&version=2".formatted(done)));
    new SecurityStore(database).archive();
    JsonNode archived = agent.must(agent.get("/api/tasks/" + done));
    if (archived.get("archived_at").isNull()) {
      throw new ProofFailed("The task was not archived.");
    }
    rows.put("archived", done);
    UUID failed =
        id(
            agent.must(
                agent.post(
                    "/api/tasks",
                    Map.of(
                        "task_type",
                        "speech",
                        "input_data",
                        Map.of("text", "ZmFpbGVk", "thrown", false)))));
    agent.must(agent.get("/api/tasks/%s?wait=6&version=3".formatted(failed)));
    rows.put("failed", failed);
    rows.put(
        "task",
        id(
            agent.must(
                agent.post(
                    "/api/tasks",
                    Map.of("task_type", "nothing", "run_at", "2099-01-01T00:00:00Z")))));
    rows.put("audit", id(agent.must(agent.get("/api/audit")).get("items").get(0)));
    rows.put("session", id(agent.must(agent.get("/api/sessions")).get("items").get(0)));
    JsonNode key = agent.must(agent.post("/api/keys", Map.of("name", "mine", "scope", "write")));
    rows.put("key", id(key.get("key")));
    secrets.put("key", key.get("secret").asString());
    Reply upload =
        agent.send(
            "POST",
            "/api/uploads?name=people.csv",
            Map.of("Content-Type", "text/csv"),
            "First Name,Last Name,E-mail\nA,B,c@d.example\n");
    rows.put("upload", id(agent.must(upload)));
    rows.put(
        "import",
        id(
            agent.must(
                agent.post(
                    "/api/tasks",
                    Map.of(
                        "task_type",
                        "data_import",
                        "input_data",
                        Map.of(
                            "source_type",
                            "csv",
                            "upload_id",
                            rows.get("upload"),
                            "target",
                            "contacts",
                            "mapping_config",
                            Map.of(
                                "columns",
                                Map.of(
                                    "first_name",
                                    "First Name",
                                    "last_name",
                                    "Last Name",
                                    "email",
                                    "E-mail"))))))));
    for (long version = 1; version < 40; ) {
      JsonNode task =
          agent.must(
              agent.get("/api/tasks/%s?wait=5&version=%d".formatted(rows.get("import"), version)));
      if (!task.get("processing_completed_at").isNull()) {
        return;
      }
      version = task.get("version").asLong();
    }
    throw new ProofFailed("The import did not end.");
  }

  private static UUID id(JsonNode node) {
    return UUID.fromString(node.get("id").asString());
  }
}
