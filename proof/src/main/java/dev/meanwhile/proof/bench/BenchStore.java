package dev.meanwhile.proof.bench;

import java.sql.SQLException;
import javax.sql.DataSource;

/// What a run left in the database.
final class BenchStore {
  private static final String LIVE =
      """
      select exists (select 1 from meanwhile.queue)
      """;

  private static final String COMPLETED =
      """
      select count(*)
        from meanwhile.tasks
       where status = 'completed'
      """;

  private static final String EVENTS =
      """
      select count(*)
        from meanwhile.task_events
      """;

  private static final String TRANSACTIONS =
      """
      select xact_commit + xact_rollback
        from pg_stat_database
       where datname = current_database()
      """;

  private static final String SETTLE_DOWN =
      """
      vacuum analyze
      """;

  private final DataSource database;

  BenchStore(DataSource database) {
    this.database = database;
  }

  boolean anyLive() throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(LIVE);
        var row = statement.executeQuery()) {
      row.next();
      return row.getBoolean(1);
    }
  }

  long completed() throws SQLException {
    return count(COMPLETED);
  }

  long events() throws SQLException {
    return count(EVENTS);
  }

  /// How many there were since the database exists; a connection tells of its own after a second.
  long transactions() throws SQLException {
    return count(TRANSACTIONS);
  }

  /// As autovacuum would have done by itself after a minute.
  void settleDown() throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(SETTLE_DOWN)) {
      statement.execute();
    }
  }

  private long count(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(sql);
        var row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
