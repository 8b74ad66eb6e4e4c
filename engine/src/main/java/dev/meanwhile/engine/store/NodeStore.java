package dev.meanwhile.engine.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// The nodes, their leases, and the tasks that dead nodes and the clock leave behind.
public final class NodeStore {

  /// A leased task whose attempt must be ended by somebody else than its worker.
  ///
  /// @param silent it is held outside our nodes and gave no sign of life, but still has time
  /// @param pulled by a worker that asked for it
  public record Orphan(
      UUID taskId,
      String taskType,
      int attempt,
      int retryCount,
      int maxRetries,
      int crashCount,
      long timeoutSeconds,
      boolean silent,
      boolean pulled) {}

  private static final Sql REGISTER =
      Sql.of(
          """
          insert into meanwhile.nodes (name, lease_until, places, task_types)
          values (:name, meanwhile.clock() + :lease * interval '1 millisecond', :places, :types::text[])
          returning id
          """);

  private static final Sql RENEW =
      Sql.of(
          """
          update meanwhile.nodes
             set lease_until = meanwhile.clock() + :lease * interval '1 millisecond',
                 task_types  = :types::text[]
           where id = :id
          """);

  private static final Sql LEAVE = Sql.of("delete from meanwhile.nodes where id = :id");

  /// The row lock makes a node that wakes up late wait, and find that it is no longer registered.
  private static final Sql BURY =
      Sql.of(
          """
          delete from meanwhile.nodes
           where id <> :self
             and lease_until < meanwhile.clock()
          """);

  /// Owner 0 is nobody's node: the task is held by a SQL client or a partner, and only its deadline
  /// ends it.
  private static final Sql ORPHANS =
      Sql.of(
          """
          select q.task_id, q.task_type, q.attempt, q.retry_count, t.max_retries, q.crash_count, q.timeout_seconds,
                 false as silent, false as pulled
            from meanwhile.queue q
            join meanwhile.tasks t on t.id = q.task_id
           where q.lease_owner is not null
             and q.lease_owner <> 0
             and q.lease_owner <> all (array (select id from meanwhile.nodes))
             for update of q skip locked
          """);

  private static final Sql OVERDUE =
      Sql.of(
          """
          select q.task_id, q.task_type, q.attempt, q.retry_count, t.max_retries, q.crash_count, q.timeout_seconds,
                 q.lease_owner = 0
                   and q.claimed_at + q.timeout_seconds * interval '1 second' > meanwhile.clock() as silent,
                 y.lease_ms is not null as pulled
            from meanwhile.queue q
            join meanwhile.tasks t on t.id = q.task_id
            left join meanwhile.task_types y on y.name = q.task_type
           where q.lease_owner is not null
             and q.deadline < meanwhile.clock()
             -- a worker that could not reach us gets the time of one lease to come back
             and (q.lease_owner <> 0
                  or y.lease_ms is null
                  or y.lease_ms < :awake::bigint
                  or q.claimed_at + q.timeout_seconds * interval '1 second' < meanwhile.clock())
           order by q.deadline
           limit 500
          """);

  private static final Sql LOST =
      Sql.of(
          """
          select i.id
            from unnest(:ids::uuid[], :attempts::int[]) as i (id, attempt)
           where not exists (
                   select
                     from meanwhile.queue q
                    where q.task_id = i.id
                      and q.attempt = i.attempt
                      and q.claimed_at is not null)
          """);

  private NodeStore() {}

  /// @param places how many tasks it runs at once
  /// @param types what it runs
  public static long register(
      Connection connection, String name, Duration lease, int places, Collection<String> types)
      throws SQLException {
    return REGISTER
        .on(connection)
        .set("name", name)
        .set("lease", lease.toMillis())
        .set("places", places)
        .set("types", Column.texts(types))
        .list(row -> row.getLong(1))
        .getFirst();
  }

  /// @param types what it runs now
  /// @return false when the node was given up for dead, and its tasks were taken over
  public static boolean renew(
      Connection connection, long id, Duration lease, Collection<String> types)
      throws SQLException {
    return RENEW
            .on(connection)
            .set("lease", lease.toMillis())
            .set("types", Column.texts(types))
            .set("id", id)
            .update()
        == 1;
  }

  public static void leave(Connection connection, long id) throws SQLException {
    LEAVE.on(connection).set("id", id).update();
  }

  /// Strikes dead nodes off and names the tasks nobody holds any more, locked until the transaction
  /// ends.
  public static List<Orphan> orphans(Connection connection, long self) throws SQLException {
    BURY.on(connection).set("self", self).update();
    return orphans(ORPHANS.on(connection));
  }

  /// Tasks past their deadline, whoever runs them.
  ///
  /// @param awake how long workers outside could have reached us without a break
  public static List<Orphan> overdue(Connection connection, Duration awake) throws SQLException {
    return orphans(OVERDUE.on(connection).set("awake", awake.toMillis()));
  }

  /// Which of these running attempts somebody else has settled meanwhile.
  public static Set<UUID> lost(
      Connection connection, Collection<UUID> ids, Collection<Integer> attempts)
      throws SQLException {
    return new HashSet<>(
        LOST.on(connection)
            .set("ids", new Column("uuid", ids.toArray()))
            .set("attempts", new Column("int4", attempts.toArray()))
            .list(row -> row.getObject(1, UUID.class)));
  }

  private static List<Orphan> orphans(Sql.Call call) throws SQLException {
    return call.list(row ->
        new Orphan(
            row.getObject(1, UUID.class),
            row.getString(2),
            row.getInt(3),
            row.getInt(4),
            row.getInt(5),
            row.getInt(6),
            row.getLong(7),
            row.getBoolean(8),
            row.getBoolean(9)));
  }
}
