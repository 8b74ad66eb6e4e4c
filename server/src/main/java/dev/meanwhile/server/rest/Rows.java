package dev.meanwhile.server.rest;

import dev.meanwhile.engine.Json;
import dev.meanwhile.server.json.StrictJson;
import dev.meanwhile.server.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The rows of a request's body.
///
/// @param columns those that any of them sets
record Rows(List<Column> columns, List<ObjectNode> objects) {
  private static final int MOST = 1_000;

  Rows {
    columns = List.copyOf(columns);
    objects = List.copyOf(objects);
  }

  /// Reads one object, or an array of them.
  static Rows of(byte[] body, View view) {
    JsonNode tree = StrictJson.read(body);
    var objects = new ArrayList<ObjectNode>();
    if (tree instanceof ObjectNode one) {
      objects.add(one);
    } else if (tree.isArray()) {
      for (JsonNode item : tree) {
        if (!(item instanceof ObjectNode one)) {
          throw Wrong.body("The array in the body holds something that is no JSON object.");
        }
        objects.add(one);
      }
    } else {
      throw Wrong.body("The body is neither a JSON object nor an array of them.");
    }
    if (objects.size() > MOST) {
      throw Wrong.body("The body holds more than %,d rows.".formatted(MOST));
    }
    var names = new LinkedHashSet<String>();
    objects.forEach(one -> names.addAll(one.propertyNames()));
    var columns = new ArrayList<Column>();
    for (String name : names) {
      Column column = view.find(name);
      if (column == null) {
        Refusal wrong = Wrong.column(view, name);
        throw new Refusal(400, "PGRST204", wrong.title(), wrong.detail(), wrong.advice());
      }
      columns.add(column);
    }
    columns.stream()
        .filter(Column::isJson)
        .forEach(column -> objects.forEach(row -> open(row, column)));
    return new Rows(columns, objects);
  }

  /// A workflow that fills in fields by hand sends JSON as text.
  private static void open(ObjectNode row, Column column) {
    JsonNode value = row.get(column.name());
    if (value != null && value.isString() && value.asString().strip().startsWith("{")) {
      try {
        JsonNode meant = StrictJson.read(value.asString().getBytes(StandardCharsets.UTF_8));
        row.set(column.name(), meant);
      } catch (Refusal _) {
        // Then it is what it looks like: a text.
      }
    }
  }

  boolean isEmpty() {
    return objects.isEmpty();
  }

  /// The same; a row without an input has an empty one.
  Rows withInput(View view) {
    Column input = view.find("input_data");
    if (input == null) {
      return this;
    }
    objects.stream()
        .filter(row -> !row.has(input.name()))
        .forEach(row -> row.putObject(input.name()));
    var all = new ArrayList<>(columns);
    if (!all.contains(input)) {
      all.add(input);
    }
    return new Rows(all, objects);
  }

  /// All rows as one JSON text.
  String json() {
    return Json.write(objects);
  }

  /// The values that the database has to read, for the sentence that names a wrong one.
  List<Given> given() {
    var given = new ArrayList<Given>();
    for (ObjectNode row : objects) {
      for (Column column : columns) {
        String value = column.isJson() ? null : text(row.get(column.name()));
        if (value != null) {
          given.add(new Given(column.name(), column.type(), value));
        }
      }
    }
    return given;
  }

  static @Nullable String text(@Nullable JsonNode value) {
    return value == null || value.isNull()
        ? null
        : value.isString() ? value.asString() : value.toString();
  }
}
