package dev.meanwhile.apps.errands.dataimport;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The table `meanwhile.import_rejects`.
@Component
final class RejectStore {
  private static final String INSERT =
      """
      insert into meanwhile.import_rejects (task_id, line_number, reason, fields)
      values (?, ?, ?, ?)
      """;

  private static final String PAGE =
      """
      select line_number, reason, fields
      from meanwhile.import_rejects
      where task_id = ? and line_number > ?
      order by line_number
      limit ?
      """;

  private final JdbcClient database;

  RejectStore(JdbcClient database) {
    this.database = database;
  }

  void insert(Connection connection, UUID task, List<Reject> rejects) throws SQLException {
    if (rejects.isEmpty()) {
      return;
    }
    try (var insert = connection.prepareStatement(INSERT)) {
      for (Reject reject : rejects) {
        insert.setObject(1, task);
        insert.setLong(2, reject.line());
        insert.setString(3, reject.reason());
        insert.setArray(4, ImportStore.texts(connection, reject.fields()));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /// The refused rows after a line, in the order of the file.
  List<Reject> after(UUID task, long line, int limit) {
    return database
        .sql(PAGE)
        .params(task, line, limit)
        .query((row, _) ->
            new Reject(
                row.getLong("line_number"),
                row.getString("reason"),
                List.of((String[]) row.getArray("fields").getArray())))
        .list();
  }
}
