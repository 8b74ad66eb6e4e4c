package dev.meanwhile.server.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A column, or a place within a JSON column: `input_data->client->>name`.
///
/// @param path the names and numbers that lead to the place; empty for the column itself
/// @param asText whether the place is read as text, not as JSON
record Field(String column, List<String> path, boolean asText) {
  private static final Pattern COLUMN = Pattern.compile("[A-Za-z_][A-Za-z0-9_ ]{0,62}");
  private static final Pattern STEP = Pattern.compile("(->>?)([A-Za-z0-9_]{1,100})");
  private static final int LONGEST_PATH = 10;

  Field {
    path = List.copyOf(path);
  }

  static Field of(String text) {
    int arrow = text.indexOf("->");
    String column = arrow < 0 ? text : text.substring(0, arrow);
    if (!COLUMN.matcher(column).matches()) {
      throw Wrong.filter(
          column.indexOf('.') >= 0
              ? "'%s' asks for another table's column; tables are not joined here."
                  .formatted(Wrong.shortened(column))
              : "'%s' is no name of a column.".formatted(Wrong.shortened(column)));
    }
    var path = new ArrayList<String>();
    boolean asText = false;
    if (arrow >= 0) {
      Matcher step = STEP.matcher(text).region(arrow, text.length());
      while (step.lookingAt()) {
        if (asText || path.size() == LONGEST_PATH) {
          throw unreadable(text);
        }
        asText = step.group(1).equals("->>");
        path.add(step.group(2));
        step.region(step.end(), text.length());
      }
      if (step.regionStart() != text.length()) {
        throw unreadable(text);
      }
    }
    return new Field(column, path, asText);
  }

  private static RuntimeException unreadable(String text) {
    return Wrong.filter(
        "'%s' leads to no place in a JSON column: write column->name->>name, at most %d steps."
            .formatted(Wrong.shortened(text), LONGEST_PATH));
  }

  /// The name under which an answer shows it.
  String key() {
    return path.isEmpty() ? column : path.getLast();
  }

  /// The type of its values in this view.
  String type(View view) {
    Column whole = view.column(column);
    if (path.isEmpty()) {
      return whole.type();
    }
    if (!whole.isJson()) {
      throw Wrong.filter("The column '%s' is %s, not JSON.".formatted(column, whole.type()));
    }
    return asText ? "text" : "jsonb";
  }
}
