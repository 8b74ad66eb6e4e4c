package dev.meanwhile.postgres.junit;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/// Templates and their clones on the test server.
final class CloneStore {
  // Names cannot be parameters of these statements, so the server itself quotes them.
  private static final String CREATE =
      """
      select format('create database %I template %I strategy file_copy', ?::text, ?::text)
      """;

  private static final String DROP =
      """
      select format('drop database if exists %I with (force)', ?::text)
      """;

  private static final String CLOSE =
      """
      select format('alter database %I allow_connections false', ?::text)
      """;

  private static final String DISCONNECT =
      """
      select count(pg_terminate_backend(pid, 5000)) from pg_stat_activity where datname = ?
      """;

  private static final String SET_ZONE =
      """
      select set_config('timezone', ?, false)
      """;

  private final DataSource server;

  CloneStore(DataSource server) {
    this.server = server;
  }

  void create(String name, String template) throws SQLException {
    execute(CREATE, name, template);
  }

  void drop(String name) throws SQLException {
    execute(DROP, name);
  }

  /// Keeps everybody out of a template: it cannot be cloned while somebody is connected to it.
  void close(String template) throws SQLException {
    execute(CLOSE, template);
    try (var connection = server.getConnection()) {
      select(connection, DISCONNECT, template);
    }
  }

  static void setZone(Connection connection, String zone) throws SQLException {
    select(connection, SET_ZONE, zone);
  }

  private void execute(String statement, String... names) throws SQLException {
    try (var connection = server.getConnection();
        var execute = connection.createStatement()) {
      execute.execute(select(connection, statement, names));
    }
  }

  private static String select(Connection connection, String statement, String... values)
      throws SQLException {
    try (var select = connection.prepareStatement(statement)) {
      for (int i = 0; i < values.length; i++) {
        select.setString(i + 1, values[i]);
      }
      try (var row = select.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }
}
