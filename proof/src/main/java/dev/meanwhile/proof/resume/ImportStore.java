package dev.meanwhile.proof.resume;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;

/// What the imports left in the database, read behind the node's back.
final class ImportStore {
  private static final String DONE =
      """
      select coalesce(sum(done), 0)
        from meanwhile.imports
      """;

  private static final String CONTACTS =
      """
      select line_number, email, company
        from meanwhile.contacts
       where import_task_id = ?
       order by line_number
      """;

  private static final String PLACES =
      """
      select line_number, postal_code, name
        from meanwhile.places
       where import_task_id = ?
       order by line_number
      """;

  private static final String REJECTS =
      """
      select line_number
        from meanwhile.import_rejects
       where task_id = ?
      """;

  private static final String STRANGERS =
      """
      select (select count(*) from meanwhile.contacts where not import_task_id = any(?))
           + (select count(*) from meanwhile.places where not import_task_id = any(?))
      """;

  private final DataSource database;

  ImportStore(DataSource database) {
    this.database = database;
  }

  /// How many rows all imports together have come through.
  long done() throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(DONE);
        var row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  List<Row> rows(Import of) throws SQLException {
    var sql = of.expected().target().equals("places") ? PLACES : CONTACTS;
    try (var connection = database.getConnection();
        var statement = prepared(connection, sql, of.task());
        var row = statement.executeQuery()) {
      var rows = new ArrayList<Row>();
      while (row.next()) {
        rows.add(new Row(row.getLong(1), text(row, 2), text(row, 3)));
      }
      return rows;
    }
  }

  Set<Long> rejects(Import of) throws SQLException {
    try (var connection = database.getConnection();
        var statement = prepared(connection, REJECTS, of.task());
        var row = statement.executeQuery()) {
      var lines = new TreeSet<Long>();
      while (row.next()) {
        lines.add(row.getLong(1));
      }
      return lines;
    }
  }

  /// Rows that belong to none of the imports.
  long strangers(List<Import> imports) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(STRANGERS)) {
      var tasks = connection.createArrayOf("uuid", imports.stream().map(Import::task).toArray());
      statement.setArray(1, tasks);
      statement.setArray(2, tasks);
      try (var row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private static PreparedStatement prepared(Connection connection, String sql, UUID task)
      throws SQLException {
    var statement = connection.prepareStatement(sql);
    statement.setObject(1, task);
    return statement;
  }

  private static String text(ResultSet row, int column) throws SQLException {
    var text = row.getString(column);
    return text == null ? "" : text;
  }
}
