package dev.meanwhile.server.webhooks;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import dev.meanwhile.engine.Entity;
import dev.meanwhile.engine.Json;
import dev.meanwhile.engine.Work;
import dev.meanwhile.server.routes.Route;
import dev.meanwhile.server.routes.Route.Header;
import dev.meanwhile.server.routes.Route.Mode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    Map<String, @Nullable Object> payload = new LinkedHashMap<>();
    payload.put("task_id", work.taskId());
    payload.put("task_type", route.taskType());
    payload.put("workflow_id", route.workflowId());
    payload.put("input_data", input);
    payload.put("user_id", work.createdBy());
    Entity entity = work.entity();
    payload.put("entity_type", entity == null ? null : entity.type());
    payload.put("entity_id", entity == null ? null : entity.id());
    payload.put("attempt", work.attempt());
    payload.put("idempotency_key", work.idempotencyKey());
    payload.put("deadline", deadline);
    if (route.mode() == Mode.CALLBACK) {
      payload.put("callback", callback);
    }
    String body = Json.write(payload);
    return new Call(head(route, id(work), now, body), body);
  }

  /// Where and with what the other side answers.
  record Callback(String url, String token) {}

  /// The same for every delivery of an attempt, another for each attempt.
  private static String id(Work work) {
    return "msg_%s_%d".formatted(work.taskId(), work.attempt());
  }

  static Map<String, String> head(Route route, String id, Instant now, String body) {
    Map<String, String> head = new LinkedHashMap<>();
    head.put("Content-Type", "application/json");
    head.put("Accept", "application/json");
    head.put("User-Agent", "Meanwhile");
    head.put("webhook-id", id);
    head.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
    if (!route.secrets().isEmpty()) {
      head.put("webhook-signature", signatures(route.secrets(), id, now.getEpochSecond(), body));
    }
    Header own = route.header();
    if (own != null) {
      head.put(own.name(), own.value());
    }
    return head;
  }

  /// One for each secret, so that the other side may know either while one is exchanged.
  private static String signatures(List<String> secrets, String id, long at, String body) {
    List<String> all = new ArrayList<>();
    for (String secret : secrets) {
      try {
        all.add(new Webhook(secret).sign(id, at, body));
      } catch (EmptyWebhookSecretException | WebhookSigningException impossible) {
        throw new IllegalStateException("The call could not be signed.", impossible);
      }
    }
    return String.join(" ", all);
  }

  byte[] bytes() {
    return body.getBytes(StandardCharsets.UTF_8);
  }

  /// Neither header nor token.
  @Override
  public String toString() {
    return "Call[" + head.get("webhook-id") + "]";
  }
}
