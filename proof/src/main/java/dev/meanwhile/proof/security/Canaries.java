package dev.meanwhile.proof.security;

import dev.meanwhile.engine.Json;
import dev.meanwhile.proof.node.Pause;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// Twelve secrets that are sent into everything, and looked for everywhere afterwards.
///
/// @param logs what the node wrote
/// @param heard what live streams, answers and pages said
/// @param databasePassword the node's own
/// @param real secrets that were given out for use; they must be kept as hashes
record Canaries(
    List<Path> logs, Supplier<String> heard, String databasePassword, Map<String, String> real)
    implements Trial {
  /// Where a secret may stand as it is, because it is what the table is for.
  private static final Map<String, Set<String>> HOMES =
      Map.of(
          "phone", Set.of("users", "audit_logs"),
          "birth", Set.of("tasks"));

  @Override
  public void run(House house, Count count) throws IOException, SQLException {
    Map<String, String> secrets = secrets(house);
    secrets.forEach((kind, secret) -> spread(house, kind, secret));
    awaitQuiet(house);
    atRest(house, count);
    String words = heard.get();
    var store = house.database() == null ? null : new SecurityStore(house.database());
    for (var secret : secrets.entrySet()) {
      for (Path log : logs) {
        count.one(
            Threat.T20,
            !Files.readString(log).contains(secret.getValue()),
            "The %s stands in %s".formatted(secret.getKey(), log.getFileName()));
      }
      if (!secret.getKey().equals("birth") && !secret.getKey().equals("phone")) {
        count.one(
            Threat.T20,
            !words.contains(secret.getValue()),
            "The %s was told".formatted(secret.getKey()));
      }
      if (store == null) {
        continue;
      }
      for (String table : store.tables()) {
        boolean home =
            HOMES.getOrDefault(secret.getKey(), Set.of()).contains(table.replace("meanwhile.", ""));
        count.one(
            Threat.T20,
            home || !store.holds(table, secret.getValue()),
            "The %s stands in %s".formatted(secret.getKey(), table));
      }
    }
  }

  /// What proves who somebody is, as it was given out, is nowhere to be read.
  private void atRest(House house, Count count) throws IOException, SQLException {
    if (house.database() == null) {
      count.one(Threat.T25, false, "There is no database to look into.");
      return;
    }
    var store = new SecurityStore(house.database());
    for (var secret : real.entrySet()) {
      for (String table : store.tables()) {
        count.one(
            Threat.T25,
            !store.holds(table, secret.getValue()),
            "The %s stands in %s".formatted(secret.getKey(), table));
      }
      for (Path log : logs) {
        boolean printed =
            secret.getKey().equals("set-up code"); // on the terminal, where it belongs
        count.one(
            Threat.T25,
            printed || !Files.readString(log).contains(secret.getValue()),
            "The %s stands in %s".formatted(secret.getKey(), log.getFileName()));
      }
    }
  }

  private Map<String, String> secrets(House house) {
    String mark = Long.toString(house.chance().nextLong(1L << 40), 36).toUpperCase(Locale.ROOT);
    var secrets = new LinkedHashMap<String, String>();
    secrets.put("password", "green-canary-" + mark);
    secrets.put("guess", "guess-canary-" + mark);
    secrets.put("new password", "fresh-canary-" + mark);
    secrets.put("set-up code", "CANAR-YCODE-" + mark.substring(0, 5) + "-ABCDE");
    secrets.put("invitation", "mwi_canaryinvitation" + mark);
    secrets.put("key", "mwk_canarykeycanary" + mark);
    secrets.put("bearer", "canarybearer." + mark + ".signature");
    secrets.put("session", "canarysession" + mark);
    secrets.put("webhook", "whsec_canarywebhook" + mark);
    secrets.put("phone", "+4366" + (10_000_000 + house.chance().nextInt(89_999_999)));
    secrets.put("birth", "birth-canary-" + mark);
    secrets.put("database password", databasePassword);
    return secrets;
  }

  /// Into every input that knows such a thing, and down every path that fails.
  private static void spread(House house, String kind, String secret) {
    Guest nobody = house.nobody();
    Guest agent = house.as("agent1");
    var asked = Map.of("Content-Type", "application/json");
    nobody.post("/api/session", Map.of("username", "agent2", "password", secret));
    nobody.post("/api/session", Map.of("username", "nobody-such", "password", secret));
    nobody.post(
        "/api/setup",
        Map.of("code", secret, "username", "eve", "full_name", "Eve", "password", secret));
    nobody.post("/api/invitations", Map.of("word", secret, "password", secret));
    agent.put("/api/me/password", Map.of("current_password", secret, "new_password", secret));
    agent.post("/change-password", Map.of("currentPassword", secret, "newPassword", "short"));
    nobody.as("meanwhile_session=" + secret).get("/api/me");
    nobody.as("meanwhile_device=" + secret).get("/api/me");
    for (String scheme : List.of("Bearer ", "Basic ", "")) {
      nobody.send("GET", "/api/tasks", Map.of("Authorization", scheme + secret), "");
      nobody.send(
          "POST",
          "/api/tasks",
          Map.of("Authorization", scheme + secret, "Content-Type", "application/json"),
          "{");
    }
    nobody.send("GET", "/api/tasks", Map.of("X-Api-Key", secret), "");
    for (String path : List.of("/api/tokens", "/api/tokens/refresh", "/refresh")) {
      nobody.post(path, Map.of("refresh_token", secret, "username", "agent2", "password", secret));
    }
    for (String broken :
        List.of(
            "{\"password\": \"%s\"",
            "{\"password\": [\"%s\"]}", "{\"password\": {\"a\": \"%s\"}}", "\"%s\"", "%s")) {
      nobody.send("POST", "/api/session", asked, broken.formatted(secret));
      agent.send("POST", "/api/tasks", asked, broken.formatted(secret));
    }
    agent.send(
        "POST",
        "/api/session",
        Map.of("Content-Type", "application/x-www-form-urlencoded"),
        "password=" + secret);
    for (String parameter : List.of("token", "limit", "cursor", "before", "status", "label")) {
      agent.get("/api/tasks?" + parameter + "=" + secret.replace("+", "%2B"));
    }
    if (kind.equals("birth")) {
      agent.post(
          "/api/tasks",
          Map.of("task_type", "nothing", "input_data", Map.of("date_of_birth", secret)));
    } else if (kind.equals("phone")) {
      agent.put(
          "/api/me",
          Map.of("full_name", "Agent One", "email", "agent1@desk.example", "phone", secret));
    } else {
      failing(agent, secret);
    }
  }

  /// Partners that repeat in their errors what they were sent.
  private static void failing(Guest agent, String secret) {
    for (String said :
        List.of(
            "https://user:%s@partner.example/ answered 401",
            "{\"error\": \"denied\", \"api_key\": \"%s\"}",
            "GET /v1?token=%s HTTP/1.1",
            "Authorization: Bearer %s",
            "password=%s was refused")) {
      for (boolean thrown : List.of(true, false)) {
        agent.post(
            "/api/tasks",
            Map.of(
                "task_type",
                "speech",
                "input_data",
                Map.of("text", hidden(said.formatted(secret)), "thrown", thrown)));
      }
    }
    agent.send(
        "POST",
        "/api/tasks",
        Map.of("Content-Type", "application/json"),
        Json.write(
            Map.of(
                "task_type",
                "data_import",
                "input_data",
                Map.of(
                    "source_type",
                    "csv",
                    "file_url",
                    "https://user:%s@127.0.0.1/x.csv".formatted(secret),
                    "target",
                    "contacts"))));
  }

  private static void awaitQuiet(House house) {
    Guest agent = house.as("agent1");
    for (int i = 0; i < 300; i++) {
      Reply counts = agent.get("/api/tasks/counts");
      if (counts.status() != 200
          || counts.json().path("pending").asInt() + counts.json().path("processing").asInt()
              <= 2) {
        return;
      }
      Pause.millis(200);
    }
  }

  /// The input is kept as it is, so the text stands in it in another form.
  private static String hidden(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
