package dev.meanwhile.engine;

import org.jspecify.annotations.Nullable;

/// A task could not be changed as asked, because of where it stands. Nothing was changed.
public final class ChangeRefused extends RuntimeException {
  private final TaskStatus status;

  public ChangeRefused(TaskStatus status, String sentence) {
    super(sentence);
    this.status = status;
  }

  /// @throws ChangeRefused when the task lies in the archive
  static void ifArchived(@Nullable Task task) {
    if (task != null && task.archivedAt() != null) {
      throw new ChangeRefused(
          task.status(),
          "The task is %s and was archived; it does not change any more. Run it again as a new task."
              .formatted(task.label()));
    }
  }

  /// Where the task really stands.
  public TaskStatus status() {
    return status;
  }
}
