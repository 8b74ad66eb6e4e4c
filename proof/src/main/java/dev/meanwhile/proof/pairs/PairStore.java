package dev.meanwhile.proof.pairs;

import dev.meanwhile.engine.TaskStatus;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/// Sets the scene for a pair and looks at it afterwards, behind the engine's back.
final class PairStore {
  /// The nodes of the scene.
  static final long LIVE_NODE = 1_000_001;

  static final long DEAD_NODE = 1_000_002;

  private static final String CLEAR =
      """
      with emptied as (delete from meanwhile.queue), unseen as (delete from meanwhile.attention)
      insert into meanwhile.nodes (id, name, lease_until)
      overriding system value
      values (?, 'live', meanwhile.clock() + interval '1 hour'), (?, 'dead', meanwhile.clock() - interval '1 hour')
          on conflict (id) do nothing
      """;

  private static final String ARRANGE =
      """
      update meanwhile.queue
         set run_at      = meanwhile.clock() + a.due,
             rank        = meanwhile.clock() + a.due,
             expires_at  = case when a.expired then meanwhile.clock() - interval '1 second' end,
             crash_count = a.crashes,
             deadline    = case when lease_owner is not null then meanwhile.clock() + a.deadline end,
             lease_owner = case when lease_owner is not null then a.node end
        from (values (cast(? as interval), ?, ?, cast(? as interval), ?)) as a (due, expired, crashes, deadline, node)
       where task_id = ?
      """;

  private static final String LOOK =
      """
      with asked (id) as (values (cast(? as uuid))),
      everywhere as (
        select t.id, t.status, t.dismissed_at, t.attempt, t.retry_count, t.version, false as archived
          from meanwhile.tasks t
          join asked using (id)
         union all
        select a.id, a.status, a.dismissed_at, a.attempt, a.retry_count, a.version, true
          from meanwhile.tasks_archive a
          join asked using (id)
      ),
      story as (
        select e.task_id, e.version, e.attempt, e.event_type
          from meanwhile.task_events e
          join asked on asked.id = e.task_id
         union all
        select e.task_id, e.version, e.attempt, e.event_type
          from meanwhile.task_events_archive e
          join asked on asked.id = e.task_id
      )
      select t.status, t.dismissed_at is not null as dismissed, t.attempt, t.retry_count, t.version,
             q.task_id is not null as queued, q.lease_owner is not null as leased, coalesce(q.retrying, false) as retrying,
             q.attempt as q_attempt, q.retry_count as q_retries, q.version as q_version, coalesce(q.crash_count, 0) as crashes,
             q.run_at <= meanwhile.clock() as due, q.rank = q.run_at as ranked,
             exists (select from meanwhile.attention a where a.task_id = t.id) as noted,
             (select count(*) from story e where e.task_id = t.id) as events,
             (select max(e.version) from story e where e.task_id = t.id) as last_event,
             (select count(*) from everywhere p where p.id = t.id) as places, t.archived,
             (select coalesce(max(ends), 0)
                from (select count(*) as ends
                        from story e
                       where e.task_id = t.id
                         and e.event_type in ('completed', 'failed', 'timed_out', 'postponed', 'released', 'rescued')
                       group by e.attempt) each_attempt) as ends
        from everywhere t
        left join meanwhile.queue q on q.task_id = t.id
      """;

  /// The ids rise, so the task is the next behind the one before it.
  private static final String ARCHIVE =
      """
      with moved as materialized (
        select n.moved from meanwhile.archive_next(cast(? as uuid), meanwhile.clock() + interval '1 hour') n
      )
      select m.moved > 0 from moved m
      """;

  private static final String PID = "select pg_backend_pid()";

  private static final String BLOCKED = "select cardinality(pg_blocking_pids(?)) > 0";

  private PairStore() {}

  /// What the tables say of a task.
  ///
  /// @param ends the most endings that any attempt has
  record Seen(
      TaskStatus record,
      boolean dismissed,
      boolean queued,
      boolean leased,
      boolean retrying,
      boolean due,
      boolean ranked,
      boolean noted,
      int attempt,
      int retries,
      int crashes,
      long version,
      long events,
      long lastEvent,
      int ends,
      boolean archived,
      int places) {}

  /// Forgets the tasks of the last pair; one node lives and one is dead.
  static void clear(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement(CLEAR)) {
      statement.setLong(1, LIVE_NODE);
      statement.setLong(2, DEAD_NODE);
      statement.executeUpdate();
    }
  }

  /// Lets time stand as the model says.
  static void arrange(Connection connection, UUID task, Model model) throws SQLException {
    try (var statement = connection.prepareStatement(ARRANGE)) {
      statement.setString(1, model.due ? "-1 second" : "1 hour");
      statement.setBoolean(2, model.expired);
      statement.setInt(3, model.crashes);
      statement.setString(4, model.overdue ? "-1 second" : "1 hour");
      statement.setLong(5, model.orphan ? DEAD_NODE : LIVE_NODE);
      statement.setObject(6, task);
      statement.executeUpdate();
    }
  }

  static Seen look(Connection connection, UUID task) throws SQLException {
    try (var statement = connection.prepareStatement(LOOK)) {
      statement.setObject(1, task);
      try (var row = statement.executeQuery()) {
        row.next();
        return seen(row);
      }
    }
  }

  private static Seen seen(ResultSet row) throws SQLException {
    boolean queued = row.getBoolean("queued");
    return new Seen(
        TaskStatus.of(row.getString("status")),
        row.getBoolean("dismissed"),
        queued,
        row.getBoolean("leased"),
        row.getBoolean("retrying"),
        row.getBoolean("due"),
        !queued || row.getBoolean("ranked"),
        row.getBoolean("noted"),
        row.getInt(queued ? "q_attempt" : "attempt"),
        row.getInt(queued ? "q_retries" : "retry_count"),
        row.getInt("crashes"),
        row.getLong(queued ? "q_version" : "version"),
        row.getLong("events"),
        row.getLong("last_event"),
        row.getInt("ends"),
        row.getBoolean("archived"),
        row.getInt("places"));
  }

  /// Moves a task to the archive, if it may be moved now.
  static boolean archive(Connection connection, UUID task) throws SQLException {
    try (var statement = connection.prepareStatement(ARCHIVE)) {
      statement.setObject(
          1, new UUID(task.getMostSignificantBits(), task.getLeastSignificantBits() - 1));
      try (var row = statement.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  static int pid(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement(PID);
        var row = statement.executeQuery()) {
      row.next();
      return row.getInt(1);
    }
  }

  /// Whether a session waits for a lock of another.
  static boolean blocked(PreparedStatement question, int pid) throws SQLException {
    question.setInt(1, pid);
    try (var row = question.executeQuery()) {
      row.next();
      return row.getBoolean(1);
    }
  }

  static PreparedStatement blockedQuestion(Connection connection) throws SQLException {
    return connection.prepareStatement(BLOCKED);
  }
}
