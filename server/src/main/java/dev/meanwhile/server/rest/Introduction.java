package dev.meanwhile.server.rest;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What there is, as an OpenAPI 2 document: n8n fills its lists of tables and columns from it.
final class Introduction {
  private Introduction() {}

  static Map<String, ?> of(Collection<View> views) {
    var paths = new LinkedHashMap<String, Object>();
    var definitions = new LinkedHashMap<String, Object>();
    paths.put("/", Map.of("get", operation("This document", 200)));
    for (View view : views) {
      var operations = new LinkedHashMap<String, Object>();
      operations.put("get", operation("Rows of " + view.name(), 200));
      if (view.isWritable()) {
        operations.put("post", operation("New tasks", 201));
        operations.put("patch", operation("Changes of tasks", 200));
      }
      paths.put("/" + view.name(), operations);
      var properties = new LinkedHashMap<String, Object>();
      view.columns().forEach(column -> properties.put(column.name(), property(column)));
      definitions.put(view.name(), Map.of("type", "object", "properties", properties));
    }
    var document = new LinkedHashMap<String, Object>();
    document.put("swagger", "2.0");
    document.put(
        "info",
        Map.of(
            "title",
            "Meanwhile: tasks as tables",
            "description",
            "In the manner of PostgREST; docs/reference/rest.md explains it.",
            "version",
            "1"));
    document.put("basePath", "/rest/v1");
    document.put("consumes", List.of("application/json"));
    document.put("produces", List.of("application/json", Wishes.OBJECT));
    document.put("paths", paths);
    document.put("definitions", definitions);
    return document;
  }

  private static Map<String, ?> operation(String summary, int status) {
    return Map.of(
        "summary", summary, "responses", Map.of("" + status, Map.of("description", "OK")));
  }

  private static Map<String, String> property(Column column) {
    String type =
        switch (column.type()) {
          case "integer", "bigint", "smallint" -> "integer";
          case "numeric", "double precision" -> "number";
          case "boolean" -> "boolean";
          case "jsonb" -> "object";
          default -> "string";
        };
    return Map.of("type", type, "format", column.type());
  }
}
