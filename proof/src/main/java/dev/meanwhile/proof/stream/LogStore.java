package dev.meanwhile.proof.stream;

import dev.meanwhile.engine.Cursor;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/// The log of all events, read behind the node's back.
final class LogStore {
  private static final String LOG =
      """
      select e.xid::text, e.seq, coalesce(t.entity_id, '')
        from meanwhile.task_events e
        join meanwhile.tasks t on t.id = e.task_id
       order by e.xid, e.seq
      """;

  private static final String LIVE =
      """
      select count(*)
        from meanwhile.queue
      """;

  private final DataSource database;

  LogStore(DataSource database) {
    this.database = database;
  }

  /// An event and what its task is about.
  record Entry(Cursor cursor, String entity) {}

  List<Entry> log() throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(LOG);
        var row = statement.executeQuery()) {
      var log = new ArrayList<Entry>();
      while (row.next()) {
        log.add(
            new Entry(
                new Cursor(0, Long.parseUnsignedLong(row.getString(1)), row.getLong(2)),
                row.getString(3)));
      }
      return log;
    }
  }

  long live() throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(LIVE);
        var row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
