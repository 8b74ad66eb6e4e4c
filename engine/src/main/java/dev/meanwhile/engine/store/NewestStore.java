package dev.meanwhile.engine.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Replaces waiting tasks by newer ones of their kind.
public final class NewestStore {

  /// The task that was the newest of its kind so far.
  ///
  /// @param task null when there was none
  /// @param waitedMillis how long something of this kind has been waiting; 0 when nothing waits
  public record Older(@Nullable UUID task, long waitedMillis) {}

  /// Takes the kind until the end of the transaction: whoever submits another of it waits.
  private static final Sql TAKE =
      Sql.of(
          """
          with taken as (
            insert into meanwhile.newest as n (task_type, key)
            values (:type, :key)
                on conflict (task_type, key) do update set task_type = excluded.task_type
            returning n.task_id, n.since
          )
          select t.task_id,
                 case when exists (select
                                     from meanwhile.queue q
                                    where q.task_id = t.task_id
                                      and q.lease_owner is null)
                      then (extract(epoch from meanwhile.clock() - t.since) * 1000)::bigint
                      else 0 end as waited
            from taken t
          """);

  private static final Sql REPLACE =
      Sql.of(
          """
          with gone as (
            delete from meanwhile.queue q
             using meanwhile.tasks t
             where q.task_id = :older
               and t.id = q.task_id
               and t.status = 'pending'
               and q.lease_owner is null
            returning q.task_id, q.version + 1 as version, q.attempt, q.retry_count
          ),
          told as (
            insert into meanwhile.task_events (task_id, version, event_type, event_data, attempt, actor)
            select g.task_id, g.version, 'cancelled',
                   jsonb_build_object('status', 'cancelled', 'current_step', 'cancelled',
                                      'status_message', 'Replaced by a newer one.', 'replaced_by', :newer::uuid,
                                      'processing_completed_at', meanwhile.clock(), 'run_at', null,
                                      'parked_on', null),
                   g.attempt, :actor
              from gone g
          )
          update meanwhile.tasks t
             set status                  = 'cancelled',
                 current_step            = 'cancelled',
                 status_message          = 'Replaced by a newer one.',
                 attempt                 = g.attempt,
                 retry_count             = g.retry_count,
                 processing_completed_at = meanwhile.clock(),
                 version                 = g.version
            from gone g
           where t.id = g.task_id
          """);

  private static final Sql KEEP =
      Sql.of(
          """
          update meanwhile.newest
             set task_id = :newer,
                 since   = case when :replaced::boolean then since else meanwhile.clock() end
           where task_type = :type
             and key = :key
          """);

  /// Kinds of which nothing waits any more need not be remembered.
  private static final Sql FORGET =
      Sql.of(
          """
          delete from meanwhile.newest
           where (task_type, key) in (
                   select n.task_type, n.key
                     from meanwhile.newest n
                    where not exists (select from meanwhile.queue q where q.task_id = n.task_id)
                      and n.since < meanwhile.clock() - interval '1 minute'
                    limit :most
                      for update skip locked)
          """);

  private NewestStore() {}

  /// Within a transaction.
  public static Older take(Connection connection, String type, String key) throws SQLException {
    return Objects.requireNonNull(
        TAKE.on(connection)
            .set("type", type)
            .set("key", key)
            .first(row -> new Older(row.getObject(1, UUID.class), row.getLong(2))));
  }

  /// Cancels the older task if it still waits, and remembers the newer one.
  public static void replace(
      Connection connection, String type, String key, Older older, UUID newer, String actor)
      throws SQLException {
    boolean replaced =
        older.task() != null
            && REPLACE
                    .on(connection)
                    .set("older", older.task())
                    .set("newer", newer)
                    .set("actor", actor)
                    .update()
                == 1;
    KEEP.on(connection)
        .set("newer", newer)
        .set("replaced", replaced)
        .set("type", type)
        .set("key", key)
        .update();
  }

  public static void forget(Connection connection, int most) throws SQLException {
    FORGET.on(connection).set("most", most).update();
  }
}
