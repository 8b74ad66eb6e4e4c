package dev.meanwhile.server.rest;

import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.audit.Deed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// What the audit log says of changes that came as rows. How a running task goes is no deed: its
/// history has that.
final class Deeds {
  private Deeds() {}

  static Deed created(List<Changed> tasks) {
    Changed first = tasks.getFirst();
    Deed deed = Deed.of("create_task", "task", first.task());
    return tasks.size() == 1
        ? deed.with(
            Map.of(
                "task_type",
                first.taskType(),
                "changes",
                Deed.changes(Map.of(), Map.of("status", first.status()))))
        : deed.with(
            Map.of(
                "tasks",
                tasks.size(),
                "task_types",
                tasks.stream().map(Changed::taskType).distinct().sorted().toList()));
  }

  static List<Deed> changed(List<Changed> tasks) {
    var deeds = new ArrayList<Deed>();
    for (Changed task : tasks) {
      String action = task.action();
      if (action != null) {
        Map<String, Object> before = new LinkedHashMap<>();
        before.put("status", String.valueOf(task.was()));
        before.put("dismissed", task.wasDismissed());
        Map<String, Object> after = new LinkedHashMap<>();
        after.put("status", task.status());
        after.put("dismissed", task.dismissed());
        deeds.add(
            Deed.of(action, "task", task.task())
                .with(
                    Map.of("task_type", task.taskType(), "changes", Deed.changes(before, after))));
      }
    }
    return deeds;
  }

  /// @param answer of the function, as JSON
  static @Nullable Deed called(
      String function, ObjectNode arguments, String answer, Caller caller) {
    return switch (function) {
      case "create_background_task" ->
          Deed.of("create_task", "task", answer.replace("\"", ""))
              .with(Map.of("task_type", arguments.path("task_type").asString("")));
      case "start_background_task" -> onTask("start_task", arguments);
      case "complete_background_task" -> onTask("complete_task", arguments);
      case "fail_background_task" -> onTask("fail_task", arguments);
      case "dismiss_background_task" -> onTask("dismiss_task", arguments);
      case "dismiss_all_failed_tasks" ->
          answer.equals("0")
              ? null
              : Deed.of("dismiss_all_tasks", "user", caller.id())
                  .with(
                      Map.of(
                          "scope", arguments.path("scope").asString("own"), "dismissed", answer));
      case "archive_old_tasks" ->
          answer.equals("0")
              ? null
              : Deed.of("archive_tasks", "user", caller.id()).with(Map.of("archived", answer));
      default -> throw new IllegalStateException("There is no function " + function + ".");
    };
  }

  private static Deed onTask(String action, ObjectNode arguments) {
    return Deed.of(action, "task", arguments.path("task_id").asString(""));
  }
}
