package dev.meanwhile.proof.security;

import dev.meanwhile.engine.Json;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Other web sites that let a visitor's browser ask, and bodies with fields nobody offered.
final class Forgers implements Trial {
  private static final List<Map<String, String>> FOREIGN =
      List.of(
          Map.of("Origin", "https://evil.example"),
          Map.of("Origin", "null"),
          Map.of("Origin", "http://127.0.0.1:1"),
          Map.of("Origin", "https://sub.127.0.0.1"),
          Map.of("Origin", "http://localhost"),
          Map.of("Origin", "http://127.0.0.1.evil.example"),
          Map.of("Origin", "file://"),
          Map.of("Sec-Fetch-Site", "cross-site"),
          Map.of("Sec-Fetch-Site", "same-site"),
          Map.of("Sec-Fetch-Site", "cross-site", "Origin", "https://evil.example"));

  private static final List<String> FORMS =
      List.of(
          "application/x-www-form-urlencoded",
          "multipart/form-data; boundary=x",
          "text/plain",
          "text/plain;charset=UTF-8");

  /// The columns behind the bodies, and what such fields are called elsewhere.
  private static final List<String> COLUMNS =
      List.of(
          "id",
          "status",
          "created_by",
          "created_at",
          "updated_at",
          "role",
          "max_retries",
          "retry_count",
          "attempt",
          "version",
          "workflow_id",
          "output_data",
          "error_message",
          "error_details",
          "current_step",
          "status_message",
          "processing_started_at",
          "processing_completed_at",
          "dismissed_at",
          "dismissed_by",
          "audit_log_id",
          "correlation_id",
          "idempotency_key",
          "parent_id",
          "rerun_of",
          "archived_at",
          "n8n_execution_id",
          "lease_owner",
          "rank",
          "actor",
          "user_id",
          "password_hash",
          "disabled_at",
          "last_seen_at",
          "token_hash",
          "word_hash",
          "last_four",
          "revoked_at",
          "expires_at",
          "address",
          "agent",
          "request_id",
          "model",
          "max_tokens",
          "is_admin",
          "__proto__",
          "constructor",
          "class",
          "@type");

  @Override
  public void run(House house, Count count) throws SQLException {
    String before = state(house);
    otherSites(house, count);
    extraFields(house, count);
    count.one(Threat.T19, before.equals(state(house)), "A row was changed by a refused body.");
  }

  private static void otherSites(House house, Count count) {
    Guest victim = house.as("agent1");
    for (Routes.Change change : Routes.BODIES) {
      String path = change.path().formatted(house.row("task"));
      String body = Json.write(change.example());
      for (Map<String, String> foreign : FOREIGN) {
        var headers = new LinkedHashMap<>(foreign);
        headers.put("Content-Type", "application/json");
        Reply reply = victim.send(change.method(), path, headers, body);
        count.one(
            Threat.T13,
            reply.status() == 403,
            "%s %s with %s: %d".formatted(change.method(), path, foreign, reply.status()));
      }
      for (String form : FORMS) {
        Reply reply = victim.send(change.method(), path, Map.of("Content-Type", form), body);
        count.one(
            Threat.T13, reply.refused(), "%s as %s: %d".formatted(path, form, reply.status()));
      }
      Reply overridden =
          victim.send(
              "GET",
              path + "?_method=" + change.method(),
              Map.of("X-HTTP-Method-Override", change.method()),
              "");
      count.one(
          Threat.T13,
          !changed(overridden, path),
          "%s by a GET: %d".formatted(path, overridden.status()));
    }
  }

  /// A GET that is not offered is refused; one that is offered only reads.
  private static boolean changed(Reply reply, String path) {
    boolean alsoReads =
        List.of("/api/tasks", "/api/me", "/api/keys", "/api/session", "/api/setup").contains(path);
    return reply.status() < 400 && !alsoReads;
  }

  private static void extraFields(House house, Count count) {
    Guest agent = house.as("agent1");
    for (Routes.Change change : Routes.BODIES) {
      String path = change.path().formatted(house.row("task"));
      for (String column : COLUMNS) {
        if (change.example().containsKey(column)) {
          continue;
        }
        var body = new LinkedHashMap<String, Object>(change.example());
        body.put(column, "failed");
        Reply reply =
            agent.send(
                change.method(),
                path,
                Map.of("Content-Type", "application/json"),
                Json.write(body));
        count.one(
            Threat.T19,
            reply.status() == 400,
            "%s with '%s': %d".formatted(path, column, reply.status()));
      }
    }
  }

  private static String state(House house) throws SQLException {
    return house.database() == null ? "" : new SecurityStore(house.database()).state();
  }
}
