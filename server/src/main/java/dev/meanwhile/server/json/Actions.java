package dev.meanwhile.server.json;

import dev.meanwhile.engine.Task;
import java.util.List;
import java.util.Set;

/// What may be asked of a task now.
final class Actions {
  /// What the engine makes for itself cannot be ordered once more.
  private static final Set<String> MADE_BY_THE_ENGINE = Set.of("group", "bulk_change");

  private Actions() {}

  static List<String> of(Task task) {
    List<String> again =
        MADE_BY_THE_ENGINE.contains(task.taskType()) ? List.of() : List.of("rerun");
    if (task.archivedAt() != null) {
      return again;
    }
    return switch (task.status()) {
      case PENDING, PROCESSING -> List.of("cancel");
      case COMPLETED, CANCELLED -> again;
      case FAILED, TIMEOUT ->
          task.dismissal() == null ? List.of("retry", "dismiss") : List.of("retry", "reinstate");
    };
  }
}
