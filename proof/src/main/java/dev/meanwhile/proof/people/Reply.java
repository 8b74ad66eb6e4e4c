package dev.meanwhile.proof.people;

import dev.meanwhile.engine.Json;
import dev.meanwhile.proof.ProofFailed;
import tools.jackson.databind.JsonNode;

/// What the node answered, and how long that took.
record Reply(int status, String text, double millis) {

  JsonNode json(int expected) {
    if (status != expected) {
      throw new ProofFailed(
          "The node answered %d instead of %d: %s".formatted(status, expected, text));
    }
    return Json.mapper().readTree(text);
  }

  /// The last word of the problem's address; empty when it is none.
  String problem() {
    if (status < 400 || !text.startsWith("{")) {
      return "";
    }
    String type = Json.mapper().readTree(text).path("type").asString("");
    return type.substring(type.lastIndexOf('/') + 1);
  }

  String detail() {
    return text.startsWith("{") ? Json.mapper().readTree(text).path("detail").asString("") : "";
  }
}
