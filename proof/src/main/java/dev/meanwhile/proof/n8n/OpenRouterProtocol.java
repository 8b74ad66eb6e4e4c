package dev.meanwhile.proof.n8n;

import dev.meanwhile.integrations.simulator.Call;
import dev.meanwhile.integrations.simulator.Protocol;
import dev.meanwhile.integrations.simulator.Reply;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Chat completions of OpenRouter, as documented.
///
/// @param key the only one it lets in
record OpenRouterProtocol(String key) implements Protocol {

  @Override
  public Reply answer(Call call) {
    if (!("Bearer " + key).equals(call.header("Authorization"))) {
      return error(401);
    }
    if (!call.path().equals("/api/v1/chat/completions")) {
      return error(404);
    }
    JsonNode messages = call.json().path("messages");
    if (!messages.isArray() || messages.isEmpty() || !call.json().path("model").isString()) {
      return error(400);
    }
    String asked = messages.path(messages.size() - 1).path("content").asString("");
    Map<String, Object> message =
        Map.of(
            "role", "assistant",
            "content", "You asked: \"" + asked + "\" It takes 12 minutes.",
            "reasoning", "The map says so.");
    return Reply.json(
        200,
        Map.of(
            "id",
            "gen-1",
            "model",
            call.json().path("model").asString(),
            "choices",
            List.of(Map.of("index", 0, "finish_reason", "stop", "message", message)),
            "usage",
            Map.of("prompt_tokens", 700, "completion_tokens", 112, "total_tokens", 812)));
  }

  @Override
  public Reply error(int status) {
    String message =
        switch (status) {
          case 400 -> "Input required: specify \"prompt\" or \"messages\"";
          case 401 -> "No auth credentials found";
          case 402 -> "Insufficient credits";
          case 429 -> "Rate limit exceeded: limit_rpm/openai/gpt-4o";
          default -> "Provider returned error";
        };
    return Reply.json(status, Map.of("error", Map.of("code", status, "message", message)));
  }

  @Override
  public Reply wrong(Call call) {
    return Reply.json(200, Map.of("id", "gen-1", "choices", List.of()));
  }

  /// It keeps its key to itself.
  @Override
  public String toString() {
    return "OpenRouter";
  }
}
