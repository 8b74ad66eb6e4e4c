package dev.meanwhile.engine.sql;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// A SQL client: it knows no engine, only statements. Each call is a transaction.
final class Client {
  private final DataSource database;
  private final String context;

  Client(DataSource database) {
    this(database, "");
  }

  private Client(DataSource database, String context) {
    this.database = database;
    this.context = context;
  }

  /// The same database, entered with another role.
  Client as(String role) {
    return new Client(database, context + "set local role " + role + ";");
  }

  /// The same, on behalf of a user.
  Client of(UUID user) {
    return new Client(database, context + "set local app.user_id = '" + user + "';");
  }

  Client called(String appRole) {
    return new Client(database, context + "set local app.role = '" + appRole + "';");
  }

  void run(String statements, Object... values) throws SQLException {
    rows(statements, values);
  }

  /// The first column of the first row.
  String text(String query, Object... values) throws SQLException {
    return requireNonNull(maybe(query, values));
  }

  @Nullable String maybe(String query, Object... values) throws SQLException {
    return rows(query, values).getFirst();
  }

  UUID id(String query, Object... values) throws SQLException {
    return UUID.fromString(text(query, values));
  }

  /// The refusal of statements that must be refused.
  SQLException refused(String statements, Object... values) {
    try {
      run(statements, values);
    } catch (SQLException refusal) {
      return refusal;
    }
    throw new AssertionError("It was not refused: " + statements);
  }

  /// The first column of all rows.
  List<@Nullable String> rows(String query, Object... values) throws SQLException {
    String filled = query;
    for (Object value : values) {
      filled = filled.replaceFirst("\\?", "'" + value + "'");
    }
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(context + "set local search_path = public");
      List<@Nullable String> found = new ArrayList<>();
      boolean result = statement.execute(filled);
      while (result || statement.getUpdateCount() >= 0) {
        try (ResultSet rows = statement.getResultSet()) {
          while (rows != null && rows.next()) {
            found.add(rows.getString(1));
          }
        }
        result = statement.getMoreResults();
      }
      connection.commit();
      return found;
    }
  }
}
