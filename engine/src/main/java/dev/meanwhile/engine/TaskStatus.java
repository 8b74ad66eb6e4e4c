package dev.meanwhile.engine;

import java.util.Locale;

/// Where a task stands. The names are the ones stored in the database and sent over HTTP, in lower
/// case.
///
/// "Scheduled" (pending, due later) and "will retry" (failed or timeout, with a retry to come) are
/// derived words, not states.
public enum TaskStatus {
  PENDING,
  PROCESSING,
  COMPLETED,
  FAILED,
  CANCELLED,
  TIMEOUT;

  /// The name in the database and in JSON.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Reads the name as the database and JSON spell it.
  ///
  /// @throws IllegalArgumentException when there is no such status
  public static TaskStatus of(String text) {
    for (TaskStatus status : values()) {
      if (status.text().equals(text)) {
        return status;
      }
    }
    throw new IllegalArgumentException("There is no task status '" + text + "'.");
  }

  /// The law of the lifecycle; `docs/lifecycle.md` draws it.
  public boolean canBecome(TaskStatus next) {
    return switch (this) {
      case PENDING -> next == PROCESSING || next == CANCELLED;
      case PROCESSING -> next != PROCESSING;
      case FAILED, TIMEOUT -> next == PENDING || next == PROCESSING;
      case COMPLETED, CANCELLED -> false;
    };
  }
}
