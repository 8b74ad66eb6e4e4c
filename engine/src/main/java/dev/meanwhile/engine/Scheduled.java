package dev.meanwhile.engine;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A schedule as it stands at one moment.
///
/// @param nextRunAt when it comes round next, if it is not paused
/// @param lastRunAt the time its last run was due at; null before the first
/// @param lastTaskId the task of its last run
/// @param pause null unless somebody paused it
public record Scheduled(
    Schedule schedule,
    Instant nextRunAt,
    @Nullable Instant lastRunAt,
    @Nullable UUID lastTaskId,
    @Nullable Pause pause) {

  /// That somebody stopped it for a while.
  public record Pause(Instant at, String by, String reason) {}

  /// Its next runs; none while it is paused.
  public List<Instant> nextRuns(int number) {
    return pause == null ? schedule.from(nextRunAt, number) : List.of();
  }
}
