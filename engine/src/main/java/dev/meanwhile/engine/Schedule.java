package dev.meanwhile.engine;

import dev.meanwhile.engine.schedule.Cron;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A task that is submitted again and again by the clock.
///
/// @param name what it is called by, at most 100 characters; there is one schedule of a name
/// @param cron five parts, for example `0 3 * * *` for three every night; null for a fixed interval
/// @param every the interval, at least a second; null for a cron expression
/// @param zone where the clock of the cron expression hangs
/// @param task what is submitted each time
public record Schedule(
    String name, @Nullable String cron, @Nullable Duration every, ZoneId zone, NewTask task) {
  private static final int NAME_LIMIT = 100;

  public Schedule {
    if (name.isBlank() || name.length() > NAME_LIMIT) {
      throw new IllegalArgumentException(
          "The name of a schedule has 1 to %d characters, not %d."
              .formatted(NAME_LIMIT, name.strip().length()));
    }
    if ((cron == null) == (every == null)) {
      throw new IllegalArgumentException(
          "The schedule '%s' needs either a cron expression or an interval.".formatted(name));
    }
    if (cron != null) {
      Cron _ = Cron.of(cron);
    }
    if (every != null && every.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "The schedule '%s' may come round once a second at most, not every %s."
              .formatted(name, every));
    }
    if (task.idempotencyKey() != null
        || !task.delay().isZero()
        || !task.ties().equals(Ties.NONE)
        || task.correlationId() != null
        || task.auditLogId() != null
        || task.parentId() != null) {
      throw new IllegalArgumentException(
          ("The task of the schedule '%s' is submitted many times, so it can have no key, delay, audit"
                  + " entry or correlation of its own, and no ties to other tasks.")
              .formatted(name));
    }
  }

  /// By a cron expression, as the clock in a zone shows it. See the rule for days on which the
  /// clocks change in `docs/recipes/run-something-every-night.md`.
  ///
  /// @throws IllegalArgumentException when the expression cannot be read; the message says where
  public static Schedule cron(String name, String expression, ZoneId zone, NewTask task) {
    return new Schedule(name, expression, null, zone, task);
  }

  /// At fixed intervals, counted from the moment the schedule was first put.
  public static Schedule every(String name, Duration interval, NewTask task) {
    return new Schedule(name, null, interval, ZoneOffset.UTC, task);
  }

  /// The first run after this moment.
  ///
  /// @param last a run before, from which intervals are counted
  public Instant next(Instant last, Instant after) {
    if (cron != null) {
      return Cron.of(cron).next(after, zone);
    }
    long step = every == null ? 1 : every.toMillis();
    long since = Duration.between(last, after).toMillis();
    return last.plusMillis((Math.floorDiv(since, step) + 1) * step);
  }

  /// So many runs from this one on.
  List<Instant> from(Instant first, int runs) {
    List<Instant> next = new ArrayList<>(runs);
    for (Instant at = first; next.size() < runs; at = next(at, at)) {
      next.add(at);
    }
    return next;
  }
}
