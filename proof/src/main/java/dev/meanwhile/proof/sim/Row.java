package dev.meanwhile.proof.sim;

import dev.meanwhile.engine.TaskStatus;
import org.jspecify.annotations.Nullable;

/// A task in the tables: its record, and its queue row while it is live.
final class Row {

  /// The queue row.
  static final class Place {
    long runAt;
    int attempt;
    int retryCount;
    boolean retrying;
    int crashes;
    long owner;
    long deadline;

    boolean leased() {
      return owner != 0;
    }
  }

  final Plan plan;
  TaskStatus status = TaskStatus.PENDING;
  int attempt;
  int retryCount;
  boolean dismissed;
  @Nullable String output;
  @Nullable Place place;

  Row(Plan plan) {
    this.plan = plan;
  }

  TaskStatus now() {
    return place != null && place.leased() ? TaskStatus.PROCESSING : status;
  }

  boolean failed() {
    return now() == TaskStatus.FAILED || now() == TaskStatus.TIMEOUT;
  }

  boolean ended() {
    return place == null;
  }
}
