package dev.meanwhile.engine;

import org.jspecify.annotations.Nullable;

/// A task that is done once more, as a new one.
final class Rerun {

  private Rerun() {}

  /// @throws ChangeRefused when there is nothing to do again, or the task itself can be tried again
  static NewTask of(Task task, ChangeRequest request) {
    String refusal = refusal(task, request.version());
    if (refusal != null) {
      throw new ChangeRefused(task.status(), refusal);
    }
    return NewTask.of(task.taskType(), task.input())
        .about(task.entity())
        .by(request.user() == null ? task.createdBy() : request.user(), request.actor())
        .priority(task.priority())
        .sharing(task.concurrencyKey())
        .workflow(task.workflowId())
        .noting(task.metadata())
        .partOf(task.parentId())
        .audited(request.audit())
        .again(task.id());
  }

  private static @Nullable String refusal(Task task, @Nullable Long expected) {
    if (expected != null && expected != task.version()) {
      return "The task has changed meanwhile: it is %s now. Look at it again before you change it."
          .formatted(task.label());
    }
    return switch (task.status()) {
      case COMPLETED, CANCELLED -> null;
      case FAILED, TIMEOUT ->
          task.archivedAt() != null
              ? null
              : "The task has failed: try it again instead of running it anew.";
      case PENDING, PROCESSING ->
          "Only a task that has ended can be run again; this one is " + task.label() + ".";
    };
  }
}
