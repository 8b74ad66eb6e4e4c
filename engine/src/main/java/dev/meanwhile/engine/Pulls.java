package dev.meanwhile.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where workers outside our nodes ask for tasks of pulled types ([TaskType#pulled(Duration)]).
/// What they got they report on through [Outside]. A task whose worker gives no sign of life within
/// its lease is taken over, as that of a dead node is.
public interface Pulls {

  /// What a worker wants.
  ///
  /// @param worker its name, as the timeline shows it
  /// @param types pulled types, at least one
  /// @param most how many tasks at most, at least 1
  record Ask(String worker, List<String> types, int most) {
    public Ask {
      types = types.stream().distinct().toList();
      if (types.isEmpty() || most < 1) {
        throw new IllegalArgumentException("A worker asks for at least 1 task of at least 1 type.");
      }
    }
  }

  /// A task that a worker has now.
  ///
  /// @param input JSON
  /// @param idempotencyKey the same for all attempts of the task
  /// @param remaining how long the attempt may take from now on
  /// @param lease how long it stays with the worker without a sign of life
  record Pulled(
      UUID taskId,
      String taskType,
      int attempt,
      String input,
      @Nullable Entity entity,
      @Nullable UUID createdBy,
      String idempotencyKey,
      Duration remaining,
      Duration lease) {}

  /// The place of a worker that waits for tasks.
  interface Seat extends AutoCloseable {
    /// Waits for tasks. Once some have come the seat gets no more.
    ///
    /// @return those that came; empty when none did within this time, or none can come any more
    List<Pulled> await(Duration patience) throws InterruptedException;

    /// Whether nothing can come any more, because the node stops.
    boolean over();

    /// Leaves. What came and was not fetched goes back at no cost.
    @Override
    void close();
  }

  /// A worker that has asked within the last week.
  ///
  /// @param holds how many tasks of the type it has now
  record Seen(String worker, String taskType, Instant askedAt, int holds) {}

  /// Takes a seat. It holds no connection and no thread.
  ///
  /// @throws IllegalStateException when this engine has not been started, or stops
  Seat ask(Ask ask);

  /// The workers that ask for this type, those that asked last first.
  List<Seen> workers(String taskType);

  /// Lets everybody who waits go, and nobody wait any more; before the node stops.
  void end();
}
