package dev.meanwhile.engine.schedule;

import dev.meanwhile.engine.ChangeRequest;
import dev.meanwhile.engine.NewTask;
import dev.meanwhile.engine.Schedule;
import dev.meanwhile.engine.Scheduled;
import dev.meanwhile.engine.Schedules;
import dev.meanwhile.engine.SubmissionRefused;
import dev.meanwhile.engine.Submitted;
import dev.meanwhile.engine.live.News;
import dev.meanwhile.engine.schedule.Scheduler.Submitting;
import dev.meanwhile.engine.store.JoiningWire;
import dev.meanwhile.engine.store.ScheduleStore;
import dev.meanwhile.engine.store.StoreFailed;
import dev.meanwhile.engine.store.Trouble;
import dev.meanwhile.engine.store.Wire;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The schedules as they are kept in the database.
public final class KeptSchedules implements Schedules {
  private final JoiningWire wire;
  private final Set<String> types;
  private final Submitting tasks;
  private final News news;
  private volatile Runnable changed = () -> {};

  /// @param types those known here
  public KeptSchedules(JoiningWire wire, Set<String> types, Submitting tasks, News news) {
    this.wire = wire;
    this.types = types;
    this.tasks = tasks;
    this.news = news;
  }

  /// What to call when a run may be due sooner.
  public void whenChanged(Runnable listener) {
    changed = listener;
  }

  @Override
  public Scheduled put(Schedule schedule) {
    String type = schedule.task().taskType();
    if (!types.contains(type)) {
      throw new SubmissionRefused(
          SubmissionRefused.Reason.UNKNOWN_TYPE,
          "The schedule '%s' names the task type '%s', which is not known here."
              .formatted(schedule.name(), type));
    }
    Scheduled put =
        inTransaction(c -> {
          Instant now = ScheduleStore.now(c);
          return ScheduleStore.put(c, schedule, schedule.next(now, now));
        });
    wire.after(changed);
    return put;
  }

  @Override
  public boolean remove(String name) {
    return inTransaction(c -> ScheduleStore.remove(c, name));
  }

  @Override
  public @Nullable Scheduled find(String name) {
    return maybe(c -> ScheduleStore.find(c, name));
  }

  @Override
  public List<Scheduled> all() {
    return inTransaction(ScheduleStore::all);
  }

  @Override
  public @Nullable Scheduled pause(String name, String actor, String reason) {
    if (reason.isBlank()) {
      throw new IllegalArgumentException("Say why the schedule '" + name + "' is paused.");
    }
    return maybe(c -> ScheduleStore.pause(c, name, actor, reason));
  }

  @Override
  public @Nullable Scheduled resume(String name) {
    Scheduled resumed =
        maybe(c -> {
          Scheduled held = ScheduleStore.hold(c, name);
          return held == null || held.pause() == null ? held : resume(c, held);
        });
    wire.after(changed);
    return resumed;
  }

  private static @Nullable Scheduled resume(Connection connection, Scheduled held)
      throws SQLException {
    Instant next = held.schedule().next(held.nextRunAt(), ScheduleStore.now(connection));
    return ScheduleStore.resume(connection, held.schedule().name(), next);
  }

  @Override
  public @Nullable UUID runNow(String name, ChangeRequest request) {
    UUID task = maybe(c -> runNow(c, name, request));
    wire.after(news::tasksHere);
    return task;
  }

  private @Nullable UUID runNow(Connection connection, String name, ChangeRequest request)
      throws SQLException {
    Scheduled held = ScheduleStore.hold(connection, name);
    if (held == null) {
      return null;
    }
    NewTask task = held.schedule().task();
    Submitted submitted =
        tasks
            .submit(
                connection,
                List.of(task.by(task.createdBy(), request.actor()).audited(request.audit())))
            .getFirst();
    ScheduleStore.ran(connection, name, ScheduleStore.now(connection), submitted.id(), null);
    return submitted.id();
  }

  @FunctionalInterface
  private interface Search<T> {
    @Nullable T on(Connection connection) throws SQLException;
  }

  private <T> @Nullable T maybe(Search<T> search) {
    List<T> found =
        inTransaction(c -> {
          T one = search.on(c);
          return one == null ? List.<T>of() : List.of(one);
        });
    return found.isEmpty() ? null : found.getFirst();
  }

  private <T> T inTransaction(Wire.Job<T> job) {
    try {
      return wire.transaction(job);
    } catch (SQLException failure) {
      throw Trouble.data(failure)
          ? new SubmissionRefused(
              SubmissionRefused.Reason.BAD_INPUT,
              "The schedule holds a value that the database cannot store.")
          : new StoreFailed(failure);
    }
  }
}
