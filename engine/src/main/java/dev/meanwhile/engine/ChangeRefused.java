package dev.meanwhile.engine;

/// A task could not be changed as asked, because of where it stands. Nothing was changed.
public final class ChangeRefused extends RuntimeException {
  private final TaskStatus status;

  public ChangeRefused(TaskStatus status, String sentence) {
    super(sentence);
    this.status = status;
  }

  /// Where the task really stands.
  public TaskStatus status() {
    return status;
  }
}
