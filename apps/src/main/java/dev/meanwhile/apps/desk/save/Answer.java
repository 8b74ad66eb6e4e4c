package dev.meanwhile.apps.desk.save;

import dev.meanwhile.server.problem.IdempotencyKey;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/// What a save is answered with.
///
/// @param status 201 for something new, else 200
/// @param version of what was saved, for its ETag; null for none
public record Answer(int status, @Nullable Long version, JsonNode body) {

  ResponseEntity<JsonNode> response(boolean replayed) {
    var response = ResponseEntity.status(status);
    if (version != null) {
      response.eTag("\"" + version + "\"");
    }
    if (replayed) {
      response.header(IdempotencyKey.REPLAYED, "true");
    }
    return response.body(body);
  }
}
