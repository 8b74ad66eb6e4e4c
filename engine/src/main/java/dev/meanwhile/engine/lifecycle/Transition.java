package dev.meanwhile.engine.lifecycle;

import dev.meanwhile.engine.TaskStatus;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What to write when an attempt ends.
///
/// @param status what the record says from now on
/// @param back when it goes back to the queue: how long to wait; null when it has ended
/// @param retrying whether its next start costs a retry
/// @param crashed whether it counts as a crash of its worker
/// @param event the event's type
/// @param step the `current_step`
/// @param sentence the `status_message`
/// @param error what failed, why and what to do; null when nothing did
/// @param details JSON; null when nothing failed
/// @param output JSON; null keeps what is there
/// @param parkedOn the dependency whose outage it waits out; null when it waits for none
/// @param handOver who goes on with the attempt; null when it ends
public record Transition(
    TaskStatus status,
    @Nullable Duration back,
    boolean retrying,
    boolean crashed,
    String event,
    String step,
    String sentence,
    @Nullable String error,
    @Nullable String details,
    @Nullable String output,
    @Nullable String parkedOn,
    @Nullable HandOver handOver) {

  /// The attempt goes on outside our nodes.
  ///
  /// @param executionId what they call the run
  /// @param silence after how long without a sign of life it has failed
  /// @param holder the worker that asked for it; null when nobody did
  public record HandOver(@Nullable String executionId, Duration silence, @Nullable String holder) {}

  /// One that waits for no dependency.
  public Transition(
      TaskStatus status,
      @Nullable Duration back,
      boolean retrying,
      boolean crashed,
      String event,
      String step,
      String sentence,
      @Nullable String error,
      @Nullable String details,
      @Nullable String output) {
    this(
        status, back, retrying, crashed, event, step, sentence, error, details, output, null, null);
  }
}
