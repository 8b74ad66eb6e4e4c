package dev.meanwhile.apps.errands.dataimport.target;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/// A block of rows as one array per column, for statements that insert it with `unnest`.
final class BlockStore {

  private BlockStore() {}

  /// Fills a statement whose parameters are the task, the lines, and then each field in order.
  static int insert(
      Connection connection, String sql, UUID task, List<Field> fields, List<Entry> entries)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setObject(1, task);
      insert.setArray(
          2, connection.createArrayOf("int8", entries.stream().map(Entry::line).toArray()));
      for (int i = 0; i < fields.size(); i++) {
        int field = i;
        Object[] column = entries.stream().map(entry -> entry.values().get(field)).toArray();
        insert.setArray(i + 3, connection.createArrayOf(fields.get(i).rule().columnType(), column));
      }
      return insert.executeUpdate();
    }
  }
}
