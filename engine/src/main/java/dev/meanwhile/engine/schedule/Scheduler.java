package dev.meanwhile.engine.schedule;

import dev.meanwhile.engine.NewTask;
import dev.meanwhile.engine.Schedule;
import dev.meanwhile.engine.Scheduled;
import dev.meanwhile.engine.Submitted;
import dev.meanwhile.engine.live.News;
import dev.meanwhile.engine.loop.Turn;
import dev.meanwhile.engine.store.ScheduleStore;
import dev.meanwhile.engine.store.ScheduleStore.Due;
import dev.meanwhile.engine.store.Wire;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Submits the tasks of schedules that have come round. Taking the schedule, submitting its task
/// and moving on to the next run is one transaction, so however many nodes look, each run is
/// submitted once; its idempotency key says the same again.
public final class Scheduler implements Turn {
  private static final Logger log = LoggerFactory.getLogger(Scheduler.class);

  /// Schedules that others put, or that SQL changed, are noticed within this.
  private static final Duration LONGEST_REST = Duration.ofSeconds(2);

  /// A schedule that cannot be run, for example because its zone is unknown here, is tried again.
  private static final Duration AFTER_TROUBLE = Duration.ofMinutes(1);

  /// Submits on a connection, see [dev.meanwhile.engine.Tasks#submit(Connection, List)].
  @FunctionalInterface
  public interface Submitting {
    List<Submitted> submit(Connection connection, List<NewTask> tasks) throws SQLException;
  }

  private final Wire wire;
  private final Set<String> types;
  private final Submitting tasks;
  private final News news;

  /// @param types of which it submits tasks
  public Scheduler(Wire wire, Set<String> types, Submitting tasks, News news) {
    this.wire = wire;
    this.types = types;
    this.tasks = tasks;
    this.news = news;
  }

  @Override
  public Duration take() throws Exception {
    Duration rest = wire.call(c -> ScheduleStore.untilDue(c, types, LONGEST_REST));
    if (!rest.isZero()) {
      return rest;
    }
    if (!wire.transaction(this::runOne)) {
      // Another node holds it.
      return Duration.ofMillis(20);
    }
    news.tasksHere();
    return Duration.ZERO;
  }

  /// @return false when there was nothing to run
  private boolean runOne(Connection connection) throws SQLException {
    Due due = ScheduleStore.due(connection, types);
    if (due == null) {
      return false;
    }
    try {
      run(connection, due, Objects.requireNonNull(ScheduleStore.find(connection, due.name())));
    } catch (RuntimeException trouble) {
      log.error(
          "The schedule '{}' could not be run; it is tried again in a minute: {}",
          due.name(),
          trouble.getMessage());
      ScheduleStore.ran(connection, due.name(), null, null, due.now().plus(AFTER_TROUBLE));
    }
    return true;
  }

  private void run(Connection connection, Due due, Scheduled found) throws SQLException {
    Schedule schedule = found.schedule();
    NewTask task = by(schedule).key("schedule:%s:%s".formatted(schedule.name(), due.at()));
    Submitted submitted = tasks.submit(connection, List.of(task)).getFirst();
    // After now, not after the run: what was missed while nobody ran is made up for once.
    Instant next = schedule.next(due.at(), due.now());
    ScheduleStore.ran(connection, schedule.name(), due.at(), submitted.id(), next);
  }

  /// Its task; where nobody is named, the schedule itself has submitted it.
  static NewTask by(Schedule schedule) {
    NewTask task = schedule.task();
    return task.actor().equals("system")
        ? task.by(task.createdBy(), "schedule:" + schedule.name())
        : task;
  }
}
