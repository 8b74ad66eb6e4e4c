package dev.meanwhile.proof.n8n;

import dev.meanwhile.integrations.simulator.Call;
import dev.meanwhile.integrations.simulator.Protocol;
import dev.meanwhile.integrations.simulator.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/// Batches of e-mails at Resend, as documented: a hundred at most, and those it does not take are
/// named. The same `Idempotency-Key` sends nothing twice.
final class ResendProtocol implements Protocol {
  private final String key;
  private final Set<String> batches = ConcurrentHashMap.newKeySet();
  private final List<JsonNode> sent = new ArrayList<>();

  ResendProtocol(String key) {
    this.key = key;
  }

  /// What was sent, each e-mail once.
  synchronized List<JsonNode> sent() {
    return List.copyOf(sent);
  }

  @Override
  public synchronized Reply answer(Call call) {
    if (!("Bearer " + key).equals(call.header("Authorization"))) {
      return error(401);
    }
    JsonNode emails = call.json();
    if (!call.path().equals("/emails/batch") || !emails.isArray() || emails.size() > 100) {
      return error(422);
    }
    boolean fresh = batches.add(String.valueOf(call.header("Idempotency-Key")));
    List<Object> data = new ArrayList<>();
    List<Object> errors = new ArrayList<>();
    for (int i = 0; i < emails.size(); i++) {
      JsonNode email = emails.path(i);
      if (email.path("to").path(0).asString("").endsWith("@nowhere")) {
        errors.add(Map.of("index", i, "message", "Invalid `to` field."));
      } else {
        data.add(Map.of("id", UUID.randomUUID().toString()));
        if (fresh) {
          sent.add(email);
        }
      }
    }
    return Reply.json(200, Map.of("data", data, "errors", errors));
  }

  @Override
  public Reply error(int status) {
    String name =
        switch (status) {
          case 401 -> "missing_api_key";
          case 422 -> "validation_error";
          case 429 -> "rate_limit_exceeded";
          default -> "application_error";
        };
    String message =
        status == 429
            ? "Too many requests. You can only make 2 requests per second."
            : "The request was not accepted.";
    return Reply.json(status, Map.of("statusCode", status, "name", name, "message", message));
  }

  @Override
  public Reply wrong(Call call) {
    return Reply.json(200, Map.of("data", "none"));
  }
}
