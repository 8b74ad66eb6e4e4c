package dev.meanwhile.server.schedules;

import dev.meanwhile.engine.Scheduled;
import dev.meanwhile.server.json.PauseJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A schedule as it goes over the wire.
///
/// @param cron null for a fixed interval
/// @param everySeconds null for a cron expression
/// @param nextRuns its next runs; none while it is paused
record ScheduleJson(
    String name,
    String taskType,
    @Nullable String cron,
    @Nullable Double everySeconds,
    String zone,
    List<Instant> nextRuns,
    @Nullable Instant lastRunAt,
    @Nullable UUID lastTaskId,
    @Nullable PauseJson paused) {
  private static final int RUNS_AHEAD = 3;

  static ScheduleJson of(Scheduled scheduled) {
    Duration every = scheduled.schedule().every();
    return new ScheduleJson(
        scheduled.schedule().name(),
        scheduled.schedule().task().taskType(),
        scheduled.schedule().cron(),
        every == null ? null : every.toMillis() / 1000.0,
        scheduled.schedule().zone().getId(),
        scheduled.nextRuns(RUNS_AHEAD),
        scheduled.lastRunAt(),
        scheduled.lastTaskId(),
        PauseJson.of(scheduled.pause()));
  }
}
