package dev.meanwhile.server.webhooks;

import dev.meanwhile.engine.Entity;
import dev.meanwhile.engine.Json;
import dev.meanwhile.engine.Work;
import dev.meanwhile.server.routes.Route;
import dev.meanwhile.server.routes.Route.Header;
import dev.meanwhile.server.routes.Route.Mode;
import dev.meanwhile.server.signatures.Signing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What is sent for one attempt: the payload of the source documents and what is needed to answer
/// it, with a signature over all of it (Standard Webhooks).
///
/// @param body JSON
record Call(Map<String, String> head, String body) {

  /// @param callback null when the answer is the result
  static Call of(
      Route route,
      JsonNode input,
      Work work,
      Instant now,
      Instant deadline,
      @Nullable Callback callback) {
    Map<String, @Nullable Object> payload =
        payload(
            route,
            work.taskId(),
            work.attempt(),
            input,
            work.createdBy(),
            work.entity(),
            work.idempotencyKey(),
            deadline);
    if (route.mode() == Mode.CALLBACK) {
      payload.put("callback", callback);
    }
    return signed(route, id(work.taskId(), work.attempt()), now, payload);
  }

  /// One that looks like any other, and says of itself that it is a test.
  ///
  /// @param task an id that no task has
  static Call test(
      Route route,
      UUID task,
      JsonNode input,
      UUID user,
      Instant now,
      Instant deadline,
      @Nullable Callback callback) {
    Map<String, @Nullable Object> payload =
        payload(route, task, 0, input, user, null, "test-" + task, deadline);
    payload.put("test", true);
    if (callback != null) {
      payload.put("callback", callback);
    }
    return signed(route, id(task, 0), now, payload);
  }

  private static Map<String, @Nullable Object> payload(
      Route route,
      UUID task,
      int attempt,
      JsonNode input,
      @Nullable UUID user,
      @Nullable Entity entity,
      String idempotencyKey,
      Instant deadline) {
    Map<String, @Nullable Object> payload = new LinkedHashMap<>();
    payload.put("task_id", task);
    payload.put("task_type", route.taskType());
    payload.put("workflow_id", route.workflowId());
    payload.put("input_data", input);
    payload.put("user_id", user);
    payload.put("entity_type", entity == null ? null : entity.type());
    payload.put("entity_id", entity == null ? null : entity.id());
    payload.put("attempt", attempt);
    payload.put("idempotency_key", idempotencyKey);
    payload.put("deadline", deadline);
    return payload;
  }

  private static Call signed(Route route, String id, Instant now, Map<String, ?> payload) {
    String body = Json.write(payload);
    return new Call(head(route, id, now, body), body);
  }

  /// Where and with what the other side answers.
  record Callback(String url, String token) {}

  /// The same for every delivery of an attempt, another for each attempt.
  private static String id(UUID task, int attempt) {
    return "msg_%s_%d".formatted(task, attempt);
  }

  static Map<String, String> head(Route route, String id, Instant now, String body) {
    Map<String, String> head = new LinkedHashMap<>();
    head.put("Content-Type", "application/json");
    head.put("Accept", "application/json");
    head.put("User-Agent", "Meanwhile");
    head.put("webhook-id", id);
    head.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
    if (!route.secrets().isEmpty()) {
      head.put(
          "webhook-signature",
          Signing.header(route.secrets(), id, now.getEpochSecond(), bytes(body)));
    }
    Header own = route.header();
    if (own != null) {
      head.put(own.name(), own.value());
    }
    return head;
  }

  byte[] bytes() {
    return bytes(body);
  }

  private static byte[] bytes(String body) {
    return body.getBytes(StandardCharsets.UTF_8);
  }

  /// Neither header nor token.
  @Override
  public String toString() {
    return "Call[" + head.get("webhook-id") + "]";
  }
}
