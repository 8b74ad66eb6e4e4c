package dev.meanwhile.engine.store;

import dev.meanwhile.engine.Task;
import dev.meanwhile.engine.TaskQuery;
import dev.meanwhile.engine.TaskStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Finds tasks, and changes those that no worker holds.
public final class TaskStore {
  private static final Set<TaskStatus> LIVE = EnumSet.of(TaskStatus.PENDING, TaskStatus.PROCESSING);

  private static final Sql FIND = Sql.of("select * from meanwhile.task_now where id = :id");

  private static final Sql LIST =
      Sql.of(
          """
          select *
            from meanwhile.task_now n
           where (:before::uuid is null or n.id < :before::uuid)
             and (:all_statuses::boolean or n.status = any (:statuses::text[]))
             and (:all_types::boolean or n.task_type = any (:types::text[]))
             and (:entity_type::text is null or n.entity_type = :entity_type::text)
             and (:entity_id::text is null or n.entity_id = :entity_id::text)
             and (:user::uuid is null or n.created_by = :user::uuid)
             and (:text::text is null
                  or strpos(lower(concat_ws(' ', n.entity_label, n.entity_id, n.status_message)), lower(:text::text)) > 0)
           order by n.id desc
           limit :limit
          """);

  /// Waiting and running tasks have a queue row, so they are found there, however many have ended.
  private static final Sql LIST_LIVE =
      Sql.of(
          """
          select n.*
            from meanwhile.queue q
            join meanwhile.task_now n on n.id = q.task_id
           where (:before::uuid is null or q.task_id < :before::uuid)
             and n.status = any (:statuses::text[])
             and (:all_types::boolean or q.task_type = any (:types::text[]))
             and (:entity_type::text is null or n.entity_type = :entity_type::text)
             and (:entity_id::text is null or n.entity_id = :entity_id::text)
             and (:user::uuid is null or n.created_by = :user::uuid)
             and (:text::text is null
                  or strpos(lower(concat_ws(' ', n.entity_label, n.entity_id, n.status_message)), lower(:text::text)) > 0)
           order by q.task_id desc
           limit :limit
          """);

  private static final Sql COUNTS =
      Sql.of(
          """
          select status, count(*)
            from (select status
                    from meanwhile.task_now
                   where (:user::uuid is null or created_by = :user::uuid)
                   order by id desc
                   limit 10000) newest
           group by status
          """);

  private static final Sql CANCEL =
      Sql.of(
          """
          with gone as (
            delete from meanwhile.queue q
             using meanwhile.tasks t
             where q.task_id = :id
               and t.id = q.task_id
               and (q.lease_owner is not null or t.status = 'pending')
            returning q.task_id, q.version + 1 as version, q.attempt, q.retry_count, q.claimed_at
          ),
          told as (
            insert into meanwhile.task_events (task_id, version, event_type, event_data, attempt, actor)
            select g.task_id, g.version, 'cancelled',
                   jsonb_build_object('status', 'cancelled', 'current_step', 'cancelled',
                                      'status_message', :sentence::text,
                                      'error_message', null, 'error_details', null, 'next_retry_at', null,
                                      'processing_completed_at', meanwhile.clock(), 'run_at', null),
                   g.attempt, :actor
              from gone g
          )
          update meanwhile.tasks t
             set status                  = 'cancelled',
                 current_step            = 'cancelled',
                 status_message          = :sentence,
                 error_message           = null,
                 error_details           = null,
                 attempt                 = g.attempt,
                 retry_count             = g.retry_count,
                 processing_started_at   = coalesce(t.processing_started_at, g.claimed_at),
                 processing_completed_at = meanwhile.clock(),
                 version                 = g.version
            from gone g
           where t.id = g.task_id
          """);

  private static final Sql LOCK_QUEUE =
      Sql.of("select lease_owner is not null from meanwhile.queue where task_id = :id for update");

  private static final Sql LOCK_TASK =
      Sql.of("select status from meanwhile.tasks where id = :id for no key update");

  private static final Sql REQUEUE =
      Sql.of(
          """
          with back as (
            insert into meanwhile.queue as q (task_id, task_type, run_at, rank, attempt, timeout_seconds, version,
                                              priority, concurrency_key)
            select t.id, t.task_type, meanwhile.clock(), meanwhile.clock() - t.priority * interval '1 minute', t.attempt,
                   :timeout::int, t.version + 1, t.priority, t.concurrency_key
              from meanwhile.tasks t
             where t.id = :id
                on conflict (task_id) do update
               set run_at      = meanwhile.clock(),
                   rank        = meanwhile.clock() - q.priority * interval '1 minute',
                   retrying    = false,
                   retry_count = 0,
                   crash_count = 0,
                   version     = q.version + 1
            returning q.task_id, q.version, q.attempt, q.run_at
          ),
          seen_to as (
            delete from meanwhile.attention a
             using back b
             where a.task_id = b.task_id
          ),
          told as (
            insert into meanwhile.task_events (task_id, version, event_type, event_data, attempt, actor)
            select b.task_id, b.version, 'retried',
                   jsonb_build_object('status', 'pending', 'current_step', 'waiting', 'status_message', :sentence::text,
                                      'error_message', null, 'error_details', null, 'retry_count', 0,
                                      'processing_completed_at', null, 'run_at', b.run_at, 'next_retry_at', null),
                   b.attempt, :actor
              from back b
          )
          update meanwhile.tasks t
             set status                  = 'pending',
                 current_step            = 'waiting',
                 status_message          = :sentence,
                 error_message           = null,
                 error_details           = null,
                 retry_count             = 0,
                 processing_completed_at = null,
                 version                 = b.version
            from back b
           where t.id = b.task_id
          """);

  private TaskStore() {}

  public static @Nullable Task find(Connection connection, UUID id) throws SQLException {
    return FIND.on(connection).set("id", id).first(Rows::task);
  }

  public static List<Task> list(Connection connection, TaskQuery query) throws SQLException {
    boolean live = !query.statuses().isEmpty() && LIVE.containsAll(query.statuses());
    return (live ? LIST_LIVE : LIST)
        .on(connection)
        .set("before", query.before())
        .set("all_statuses", query.statuses().isEmpty())
        .set("statuses", Column.texts(query.statuses().stream().map(TaskStatus::text).toList()))
        .set("all_types", query.taskTypes().isEmpty())
        .set("types", Column.texts(query.taskTypes()))
        .set("entity_type", query.entityType())
        .set("entity_id", query.entityId())
        .set("user", query.visibleTo())
        .set("text", query.text())
        .set("limit", query.limit())
        .list(Rows::task);
  }

  /// Of the newest 10,000 tasks.
  public static Map<TaskStatus, Long> counts(Connection connection, @Nullable UUID user)
      throws SQLException {
    Map<TaskStatus, Long> counts = new EnumMap<>(TaskStatus.class);
    for (TaskStatus status : TaskStatus.values()) {
      counts.put(status, 0L);
    }
    COUNTS
        .on(connection)
        .set("user", user)
        .list(row -> counts.put(TaskStatus.of(row.getString(1)), row.getLong(2)));
    return counts;
  }

  /// @return false when the task is neither waiting nor running; nothing is changed then
  public static boolean cancel(Connection connection, UUID id, String actor, String sentence)
      throws SQLException {
    return CANCEL
            .on(connection)
            .set("id", id)
            .set("actor", actor)
            .set("sentence", sentence)
            .update()
        == 1;
  }

  /// Puts a failed or timed-out task back to waiting; within a transaction.
  ///
  /// @return false when it has not failed; nothing is changed then
  public static boolean retry(
      Connection connection, UUID id, String actor, String sentence, int timeoutSeconds)
      throws SQLException {
    Boolean leased = LOCK_QUEUE.on(connection).set("id", id).first(row -> row.getBoolean(1));
    String status = LOCK_TASK.on(connection).set("id", id).first(row -> row.getString(1));
    boolean failed = "failed".equals(status) || "timeout".equals(status);
    if (!failed || Boolean.TRUE.equals(leased)) {
      return false;
    }
    return REQUEUE
            .on(connection)
            .set("id", id)
            .set("timeout", timeoutSeconds)
            .set("actor", actor)
            .set("sentence", sentence)
            .update()
        == 1;
  }
}
