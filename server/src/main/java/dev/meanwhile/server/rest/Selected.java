package dev.meanwhile.server.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A value that an answer shows in each row.
///
/// @param key its name there
/// @param cast the type it is turned into; null to leave it
record Selected(String key, Field field, @Nullable String cast) {
  private static final int MOST = 50;
  private static final int LONGEST_KEY = 63;
  private static final Map<String, String> CASTS =
      Map.ofEntries(
          Map.entry("text", "text"),
          Map.entry("int", "integer"),
          Map.entry("int4", "integer"),
          Map.entry("integer", "integer"),
          Map.entry("int8", "bigint"),
          Map.entry("bigint", "bigint"),
          Map.entry("numeric", "numeric"),
          Map.entry("float8", "double precision"),
          Map.entry("boolean", "boolean"),
          Map.entry("bool", "boolean"),
          Map.entry("date", "date"),
          Map.entry("timestamptz", "timestamp with time zone"),
          Map.entry("json", "jsonb"),
          Map.entry("jsonb", "jsonb"),
          Map.entry("uuid", "uuid"));

  /// Reads `id,label:entity_label,name:input_data->>name,created_at::date`.
  ///
  /// @param list null or empty for all columns
  static List<Selected> of(@Nullable String list, View view) {
    if (list == null || list.isBlank()) {
      return all(view);
    }
    var selected = new ArrayList<Selected>();
    for (String item : list.split(",", -1)) {
      String text = item.strip();
      if (text.equals("*")) {
        selected.addAll(all(view));
      } else {
        selected.add(one(text, view));
      }
      if (selected.size() > MOST) {
        throw Wrong.filter("'select' names more than %d columns.".formatted(MOST));
      }
    }
    return selected;
  }

  private static List<Selected> all(View view) {
    return view.columns().stream()
        .map(
            column -> new Selected(column.name(), new Field(column.name(), List.of(), false), null))
        .toList();
  }

  private static Selected one(String text, View view) {
    if (text.indexOf('(') >= 0 || text.indexOf(')') >= 0) {
      throw Wrong.query(
          "PGRST200",
          "'select' asks for '%s', but tables are not joined and nothing is summed up here."
              .formatted(Wrong.shortened(text)),
          "Name columns only; the events of a task are in task_events?task_id=eq.….");
    }
    String rest = text;
    String cast = null;
    int colons = rest.indexOf("::");
    if (colons >= 0) {
      String word = rest.substring(colons + 2);
      cast = CASTS.get(word);
      if (cast == null) {
        throw Wrong.filter(
            "'%s' is no type that values can be shown as; text is one."
                .formatted(Wrong.shortened(word)));
      }
      rest = rest.substring(0, colons);
    }
    int colon = rest.indexOf(':');
    Field field = Field.of(rest.substring(colon + 1));
    field.type(view);
    String key = colon < 0 ? field.key() : rest.substring(0, colon);
    if (key.isEmpty() || key.length() > LONGEST_KEY) {
      throw Wrong.filter("'%s' is no name for a value.".formatted(Wrong.shortened(key)));
    }
    return new Selected(key, field, cast);
  }
}
