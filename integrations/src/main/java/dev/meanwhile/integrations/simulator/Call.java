package dev.meanwhile.integrations.simulator;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A request that a simulator got.
///
/// @param query as it was sent, not decoded; empty for none
/// @param headers by their names in lower case
public record Call(
    String method, String path, String query, Map<String, List<String>> headers, String body) {

  public @Nullable String header(String name) {
    List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
    return values == null ? null : values.getFirst();
  }

  /// The body as JSON; a missing node when it is none.
  public JsonNode json() {
    try {
      JsonNode read = body.isBlank() ? null : JsonMapper.shared().readTree(body);
      return read == null ? JsonMapper.shared().missingNode() : read;
    } catch (JacksonException notJson) {
      return JsonMapper.shared().missingNode();
    }
  }
}
