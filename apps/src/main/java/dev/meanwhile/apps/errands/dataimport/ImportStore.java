package dev.meanwhile.apps.errands.dataimport;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The table `meanwhile.imports`.
@Component
final class ImportStore {
  private static final String BEGIN =
      """
      insert into meanwhile.imports (task_id, target) values (?, ?)
      on conflict (task_id) do nothing
      """;

  private static final String ADVANCE =
      """
      update meanwhile.imports
      set columns = ?, total = ?, done = ?, imported = ?, skipped = ?
      where task_id = ?
      """;

  private static final String COMPLETE =
      """
      update meanwhile.imports
      set completed_at = clock_timestamp(), columns = ?, total = ?
      where task_id = ?
      returning round(extract(epoch from completed_at - started_at), 1)
      """;

  private static final String FIND =
      """
      select target, columns, total, done, imported, skipped, completed_at is not null as complete
      from meanwhile.imports
      where task_id = ?
      """;

  private final JdbcClient database;

  ImportStore(JdbcClient database) {
    this.database = database;
  }

  void begin(Connection connection, UUID task, String target) throws SQLException {
    try (var insert = connection.prepareStatement(BEGIN)) {
      insert.setObject(1, task);
      insert.setString(2, target);
      insert.executeUpdate();
    }
  }

  void advance(
      Connection connection,
      UUID task,
      List<String> columns,
      @Nullable Long total,
      Position position)
      throws SQLException {
    try (var update = connection.prepareStatement(ADVANCE)) {
      update.setArray(1, texts(connection, columns));
      update.setObject(2, total);
      update.setLong(3, position.done());
      update.setLong(4, position.imported());
      update.setLong(5, position.skipped());
      update.setObject(6, task);
      update.executeUpdate();
    }
  }

  /// @return how many seconds it took since it began
  BigDecimal complete(Connection connection, UUID task, List<String> columns, long total)
      throws SQLException {
    try (var update = connection.prepareStatement(COMPLETE)) {
      update.setArray(1, texts(connection, columns));
      update.setLong(2, total);
      update.setObject(3, task);
      try (var row = update.executeQuery()) {
        row.next();
        return row.getBigDecimal(1);
      }
    }
  }

  /// What is known of an import; null when it has not begun.
  @Nullable ImportState find(UUID task) {
    return database
        .sql(FIND)
        .param(task)
        .query((row, _) ->
            new ImportState(
                row.getString("target"),
                List.of((String[]) row.getArray("columns").getArray()),
                row.getObject("total", Long.class),
                row.getLong("done"),
                row.getLong("imported"),
                row.getLong("skipped"),
                row.getBoolean("complete")))
        .optional()
        .orElse(null);
  }

  static Array texts(Connection connection, List<String> texts) throws SQLException {
    return connection.createArrayOf("text", texts.toArray());
  }
}
