package dev.meanwhile.proof.stream;

import dev.meanwhile.engine.Json;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The tasks as a page would show them: the snapshot, and every change laid over it.
final class Fold {
  /// Read anew when a task has ended, or derived from the status.
  private static final Set<String> NOT_FOLDED =
      Set.of("input_data", "output_data", "label", "actions");

  private final Map<String, ObjectNode> tasks = new HashMap<>();

  void snapshot(String data) {
    for (JsonNode task : Json.mapper().readTree(data).get("tasks")) {
      tasks.put(task.get("id").asString(), (ObjectNode) task);
    }
  }

  void change(String data) {
    JsonNode event = Json.mapper().readTree(data);
    var task =
        tasks.computeIfAbsent(
            event.get("task_id").asString(), _ -> Json.mapper().createObjectNode());
    task.setAll((ObjectNode) event.get("event_data"));
    task.set("version", event.get("version"));
  }

  Set<String> ids() {
    return tasks.keySet();
  }

  /// The first field in which a task differs from what the node says of it; empty when none does.
  String difference(String id, JsonNode now) {
    ObjectNode folded = tasks.get(id);
    if (folded == null || folded.path("status").asString("").isEmpty()) {
      return "status is unknown";
    }
    for (var field : folded.properties()) {
      var name = field.getKey();
      if (!NOT_FOLDED.contains(name) && !same(field.getValue(), now.path(name))) {
        return "%s is %s, not %s".formatted(name, now.path(name), field.getValue());
      }
    }
    return "";
  }

  private static boolean same(JsonNode one, JsonNode other) {
    boolean nothing = one.isNull() || one.isMissingNode();
    return nothing
        ? other.isNull() || other.isMissingNode()
        : one.asString().equals(other.asString()) || sameMoment(one.asString(), other.asString());
  }

  /// The log writes +00:00 where the API writes Z.
  private static boolean sameMoment(String one, String other) {
    try {
      return OffsetDateTime.parse(one).isEqual(OffsetDateTime.parse(other));
    } catch (DateTimeParseException _) {
      return false;
    }
  }
}
