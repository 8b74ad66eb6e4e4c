package dev.meanwhile.engine.store;

import dev.meanwhile.engine.Entity;
import dev.meanwhile.engine.NewTask;
import dev.meanwhile.engine.Schedule;
import dev.meanwhile.engine.Scheduled;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Keeps the schedules, and hands those that are due to one node at a time.
public final class ScheduleStore {

  /// A run that is due.
  ///
  /// @param at when it should have been
  /// @param now the database's clock when it was found
  public record Due(String name, Instant at, Instant now) {}

  private static final Sql NOW = Sql.of("select meanwhile.clock()");

  private static final Sql PUT =
      Sql.of(
          """
          insert into meanwhile.schedules as s
                 (name, cron, every_ms, zone, task_type, input_data, entity_type, entity_id, entity_label, created_by,
                  actor, priority, expiry_ms, concurrency_key, workflow_id, metadata, next_run_at)
          values (:name, :cron, :every, :zone, :type, :input::jsonb, :entity_type, :entity_id, :entity_label,
                  :user::uuid, :actor, :priority, :expiry, :shared, :workflow, :metadata::jsonb, :next)
              on conflict (name) do update
             set cron            = excluded.cron,
                 every_ms        = excluded.every_ms,
                 zone            = excluded.zone,
                 task_type       = excluded.task_type,
                 input_data      = excluded.input_data,
                 entity_type     = excluded.entity_type,
                 entity_id       = excluded.entity_id,
                 entity_label    = excluded.entity_label,
                 created_by      = excluded.created_by,
                 actor           = excluded.actor,
                 priority        = excluded.priority,
                 expiry_ms       = excluded.expiry_ms,
                 concurrency_key = excluded.concurrency_key,
                 workflow_id     = excluded.workflow_id,
                 metadata        = excluded.metadata,
                 next_run_at     = case when (s.cron, s.every_ms, s.zone)
                                             is not distinct from (excluded.cron, excluded.every_ms, excluded.zone)
                                        then s.next_run_at else excluded.next_run_at end
          returning *
          """);

  private static final Sql REMOVE = Sql.of("delete from meanwhile.schedules where name = :name");

  private static final Sql FIND = Sql.of("select * from meanwhile.schedules where name = :name");

  private static final Sql ALL = Sql.of("select * from meanwhile.schedules order by name");

  private static final Sql HOLD =
      Sql.of("select * from meanwhile.schedules where name = :name for update");

  private static final Sql PAUSE =
      Sql.of(
          """
          update meanwhile.schedules
             set paused_at = meanwhile.clock(), paused_by = :actor, pause_reason = :reason
           where name = :name
          returning *
          """);

  private static final Sql RESUME =
      Sql.of(
          """
          update meanwhile.schedules
             set paused_at = null, paused_by = null, pause_reason = null, next_run_at = :next
           where name = :name
          returning *
          """);

  private static final Sql WAIT =
      Sql.of(
          """
          select coalesce(ceil(extract(epoch from min(next_run_at) - meanwhile.clock()) * 1000), :most)
            from meanwhile.schedules
           where paused_at is null
             and task_type = any (:types::text[])
          """);

  /// Another node that looks at the same moment finds the row taken and goes on to the next.
  private static final Sql DUE =
      Sql.of(
          """
          select name, next_run_at, meanwhile.clock() as now
            from meanwhile.schedules
           where paused_at is null
             and next_run_at <= meanwhile.clock()
             and task_type = any (:types::text[])
           order by next_run_at
           limit 1
             for update skip locked
          """);

  private static final Sql RAN =
      Sql.of(
          """
          update meanwhile.schedules
             set last_run_at  = coalesce(:at::timestamptz, last_run_at),
                 last_task_id = coalesce(:task::uuid, last_task_id),
                 next_run_at  = coalesce(:next::timestamptz, next_run_at)
           where name = :name
          """);

  private ScheduleStore() {}

  public static Instant now(Connection connection) throws SQLException {
    return NOW.on(connection).list(row -> Rows.time(row, "clock")).getFirst();
  }

  /// @param next its first run, if it is new or its times have changed
  public static Scheduled put(Connection connection, Schedule schedule, Instant next)
      throws SQLException {
    NewTask task = schedule.task();
    Entity entity = task.entity();
    Duration every = schedule.every();
    Duration expiry = task.expiry();
    return PUT.on(connection)
        .set("name", schedule.name())
        .set("cron", schedule.cron())
        .set("every", every == null ? null : every.toMillis())
        .set("zone", schedule.zone().getId())
        .set("type", task.taskType())
        .set("input", task.input())
        .set("entity_type", entity == null ? null : entity.type())
        .set("entity_id", entity == null ? null : entity.id())
        .set("entity_label", entity == null ? null : entity.label())
        .set("user", task.createdBy())
        .set("actor", task.actor())
        .set("priority", task.priority())
        .set("expiry", expiry == null ? null : expiry.toMillis())
        .set("shared", task.concurrencyKey())
        .set("workflow", task.workflowId())
        .set("metadata", task.metadata())
        .set("next", next)
        .list(ScheduleStore::scheduled)
        .getFirst();
  }

  public static boolean remove(Connection connection, String name) throws SQLException {
    return REMOVE.on(connection).set("name", name).update() == 1;
  }

  public static @Nullable Scheduled find(Connection connection, String name) throws SQLException {
    return FIND.on(connection).set("name", name).first(ScheduleStore::scheduled);
  }

  public static List<Scheduled> all(Connection connection) throws SQLException {
    return ALL.on(connection).list(ScheduleStore::scheduled);
  }

  /// Finds it and keeps others from changing or running it until the transaction ends.
  public static @Nullable Scheduled hold(Connection connection, String name) throws SQLException {
    return HOLD.on(connection).set("name", name).first(ScheduleStore::scheduled);
  }

  public static @Nullable Scheduled pause(
      Connection connection, String name, String actor, String reason) throws SQLException {
    return PAUSE
        .on(connection)
        .set("name", name)
        .set("actor", actor)
        .set("reason", reason)
        .first(ScheduleStore::scheduled);
  }

  public static @Nullable Scheduled resume(Connection connection, String name, Instant next)
      throws SQLException {
    return RESUME
        .on(connection)
        .set("name", name)
        .set("next", next)
        .first(ScheduleStore::scheduled);
  }

  /// How long until one of these types is due, at most so long.
  public static Duration untilDue(Connection connection, Collection<String> types, Duration atMost)
      throws SQLException {
    long millis =
        WAIT.on(connection)
            .set("types", Column.texts(types))
            .set("most", atMost.toMillis())
            .list(row -> row.getLong(1))
            .getFirst();
    return Duration.ofMillis(Math.clamp(millis, 0, atMost.toMillis()));
  }

  /// The one that has been due for longest, held until the transaction ends; null when none is, or
  /// another node holds it.
  public static @Nullable Due due(Connection connection, Collection<String> types)
      throws SQLException {
    return DUE.on(connection)
        .set("types", Column.texts(types))
        .first(row ->
            new Due(row.getString("name"), Rows.time(row, "next_run_at"), Rows.time(row, "now")));
  }

  /// @param at when it was due; null to leave what is there, like the others
  public static void ran(
      Connection connection,
      String name,
      @Nullable Instant at,
      @Nullable UUID task,
      @Nullable Instant next)
      throws SQLException {
    RAN.on(connection).set("name", name).set("at", at).set("task", task).set("next", next).update();
  }

  private static Scheduled scheduled(ResultSet row) throws SQLException {
    Long every = Rows.number(row, "every_ms");
    Long expiry = Rows.number(row, "expiry_ms");
    NewTask task =
        NewTask.of(row.getString("task_type"), row.getString("input_data"))
            .about(Rows.entity(row))
            .by(row.getObject("created_by", UUID.class), row.getString("actor"))
            .priority(row.getInt("priority"))
            .expiresIn(expiry == null ? null : Duration.ofMillis(expiry))
            .sharing(row.getString("concurrency_key"))
            .workflow(row.getString("workflow_id"))
            .noting(row.getString("metadata"));
    Schedule schedule =
        new Schedule(
            row.getString("name"),
            row.getString("cron"),
            every == null ? null : Duration.ofMillis(every),
            ZoneId.of(row.getString("zone")),
            task);
    Instant pausedAt = Rows.instant(row, "paused_at");
    return new Scheduled(
        schedule,
        Rows.time(row, "next_run_at"),
        Rows.instant(row, "last_run_at"),
        row.getObject("last_task_id", UUID.class),
        pausedAt == null
            ? null
            : new Scheduled.Pause(
                pausedAt, row.getString("paused_by"), row.getString("pause_reason")));
  }
}
