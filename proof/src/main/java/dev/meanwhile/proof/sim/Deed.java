package dev.meanwhile.proof.sim;

import dev.meanwhile.engine.TaskStatus;
import dev.meanwhile.engine.lifecycle.Transition;
import org.jspecify.annotations.Nullable;

/// One committed change, as the log of events tells it.
///
/// @param attempt the attempt that the writer named; 0 for a writer that holds none
/// @param before where the task stood
/// @param after where it stands
/// @param dueAt when it may start next; -1 when it may not
/// @param end what was written when an attempt ended
record Deed(
    long at,
    int task,
    String type,
    int attempt,
    TaskStatus before,
    TaskStatus after,
    long dueAt,
    @Nullable Transition end) {

  @Override
  public String toString() {
    return "%9.3f s  task %-2d %-11s attempt %d  %s -> %s%s"
        .formatted(
            at / 1000.0,
            task,
            type,
            attempt,
            before.text(),
            after.text(),
            dueAt < 0 ? "" : "  due at %.3f".formatted(dueAt / 1000.0));
  }
}
