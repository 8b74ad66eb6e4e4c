package dev.meanwhile.proof.pairs;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/// What the named races do to the database, behind the engine's back.
final class HallStore {
  private static final String CUT_ALL =
      """
      select count(pg_terminate_backend(pid))
        from pg_stat_activity
       where datname = current_database()
         and pid <> pg_backend_pid()
      """;

  private static final String CUT = "select count(pg_terminate_backend(?))";

  private static final String FORGET_NODES = "delete from meanwhile.nodes";

  private static final String LOCK = "lock table meanwhile.queue in access exclusive mode";

  private static final String ROWS =
      """
      select (select count(*) from meanwhile.tasks where id = x.id)
             + (select count(*) from meanwhile.queue where task_id = x.id)
             + (select count(*) from meanwhile.task_events where task_id = x.id)
        from (values (cast(? as uuid))) as x (id)
      """;

  private static final String PRESENT = "select count(*) from meanwhile.tasks where id = any (?)";

  private static final String WAITING =
      """
      select count(*)
        from pg_stat_activity
       where datname = current_database()
         and wait_event_type = 'Lock'
      """;

  private HallStore() {}

  static void cutAll(Connection connection) throws SQLException {
    count(connection, CUT_ALL);
  }

  static void cut(Connection connection, int pid) throws SQLException {
    count(connection, CUT, pid);
  }

  /// Every node is given up for dead.
  static void forgetNodes(Connection connection) throws SQLException {
    run(connection, FORGET_NODES);
  }

  /// What a migration does to a table.
  static void lockQueue(Connection connection) throws SQLException {
    run(connection, LOCK);
  }

  /// How many rows there are of a task: its record, its queue row, its events.
  static long rows(Connection connection, UUID task) throws SQLException {
    return count(connection, ROWS, task);
  }

  static long present(Connection connection, UUID[] tasks) throws SQLException {
    return count(connection, PRESENT, connection.createArrayOf("uuid", tasks));
  }

  /// How many sessions wait for a lock.
  static long waiting(Connection connection) throws SQLException {
    return count(connection, WAITING);
  }

  private static void run(Connection connection, String statement) throws SQLException {
    try (var prepared = connection.prepareStatement(statement)) {
      prepared.execute();
    }
  }

  private static long count(Connection connection, String query, Object... values)
      throws SQLException {
    try (var statement = connection.prepareStatement(query)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      try (var row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
