package dev.meanwhile.proof.sql;

import dev.meanwhile.proof.ProofFailed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// A client with plain JDBC. Each call is a transaction of its own.
final class ClientStore {
  private final DataSource database;
  private final List<String> context;

  ClientStore(DataSource database) {
    this(database, List.of());
  }

  private ClientStore(DataSource database, List<String> context) {
    this.database = database;
    this.context = context;
  }

  /// The same client in another role, for a user, or both.
  ClientStore with(String... settings) {
    var all = new ArrayList<>(context);
    all.addAll(List.of(settings));
    return new ClientStore(database, all);
  }

  /// The first column of all rows.
  ///
  /// @param values put in place of the question marks, as literals: n8n does the same
  List<@Nullable String> rows(String sql, Object... values) throws SQLException {
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (var statement = connection.createStatement()) {
        for (var setting : context) {
          statement.execute(setting);
        }
        var rows = read(statement, filled(statement, sql, values));
        connection.commit();
        return rows;
      } catch (SQLException refused) {
        connection.rollback();
        throw refused;
      }
    }
  }

  private static List<@Nullable String> read(Statement statement, String sql) throws SQLException {
    var found = new ArrayList<@Nullable String>();
    boolean rows = statement.execute(sql);
    while (rows || statement.getUpdateCount() >= 0) {
      try (ResultSet row = statement.getResultSet()) {
        while (row != null && row.next()) {
          found.add(row.getString(1));
        }
      }
      rows = statement.getMoreResults();
    }
    return found;
  }

  private static String filled(Statement statement, String sql, Object... values)
      throws SQLException {
    var filled = sql;
    for (var value : values) {
      int at = filled.indexOf('?');
      var literal = statement.enquoteLiteral(value.toString());
      filled = filled.substring(0, at) + literal + filled.substring(at + 1);
    }
    return filled;
  }

  void run(String sql, Object... values) throws SQLException {
    rows(sql, values);
  }

  /// The first column of the only row.
  String text(String sql, Object... values) throws SQLException {
    var rows = rows(sql, values);
    var first = rows.isEmpty() ? null : rows.getFirst();
    if (first == null) {
      throw new ProofFailed("Nothing came of: " + sql);
    }
    return first;
  }

  UUID id(String sql, Object... values) throws SQLException {
    return UUID.fromString(text(sql, values));
  }

  /// What the refusal says; null when it was not refused.
  @Nullable SQLException refusal(String sql, Object... values) {
    try {
      rows(sql, values);
      return null;
    } catch (SQLException refused) {
      return refused;
    }
  }
}
