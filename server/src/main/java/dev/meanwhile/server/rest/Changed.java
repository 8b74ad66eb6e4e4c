package dev.meanwhile.server.rest;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A task that a request created or changed.
///
/// @param was its status before; null for a new task
/// @param row the task afterwards, as JSON
record Changed(
    UUID task,
    String taskType,
    @Nullable String was,
    String status,
    boolean wasDismissed,
    boolean dismissed,
    String row) {

  /// What the audit log calls it; null for news of a running task, which its history has.
  @Nullable String action() {
    if (was == null) {
      return "create_task";
    }
    if (was.equals(status)) {
      return wasDismissed == dismissed ? null : dismissed ? "dismiss_task" : "reinstate_task";
    }
    return switch (status) {
      case "processing" -> "start_task";
      case "completed" -> "complete_task";
      case "cancelled" -> "cancel_task";
      case "pending" -> was.equals("processing") ? "release_task" : "retry_task";
      default -> "fail_task";
    };
  }
}
