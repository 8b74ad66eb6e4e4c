package dev.meanwhile.apps.errands.dataimport.source;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// A flat look at a JSON object: its keys, each with its value as text. Numbers stay as they are
/// written; objects and lists inside stay JSON.
final class JsonObject {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private JsonObject() {}

  /// The values by key; null when the text is not one JSON object.
  static @Nullable Map<String, String> read(String text) {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      Map<String, String> values = values(json, text);
      return json.nextToken() == null ? values : null;
    } catch (JacksonException notJson) {
      return null;
    }
  }

  private static Map<String, String> values(JsonParser json, String text) {
    Map<String, String> values = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = json.currentName();
      JsonToken token = json.nextToken();
      if (token.isStructStart()) {
        int from = (int) json.currentTokenLocation().getCharOffset();
        json.skipChildren();
        int to = (int) json.currentTokenLocation().getCharOffset() + 1;
        values.put(key, text.substring(from, to));
      } else {
        values.put(key, token == JsonToken.VALUE_NULL ? "" : json.getString());
      }
    }
    return values;
  }

  /// The values in the order of the columns, empty where there is none.
  static List<String> cells(Map<String, String> values, List<String> columns) {
    return columns.stream().map(column -> values.getOrDefault(column, "")).toList();
  }
}
