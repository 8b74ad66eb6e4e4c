package dev.meanwhile.postgres;

import java.sql.SQLException;
import javax.sql.DataSource;

/// The databases of a server.
final class DatabaseStore {
  private static final String EXISTS =
      """
      select exists (select 1 from pg_database where datname = ?)
      """;

  // The server itself quotes the name: a name cannot be a parameter of `create database`.
  private static final String CREATE =
      """
      select format('create database %I', ?::text)
      """;

  private final DataSource server;

  DatabaseStore(DataSource server) {
    this.server = server;
  }

  /// Fails when the server does not let us in.
  void requireSignIn() throws SQLException {
    exists("postgres");
  }

  boolean exists(String name) throws SQLException {
    try (var connection = server.getConnection();
        var select = connection.prepareStatement(EXISTS)) {
      select.setString(1, name);
      try (var row = select.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  void create(String name) throws SQLException {
    try (var connection = server.getConnection();
        var select = connection.prepareStatement(CREATE)) {
      select.setString(1, name);
      try (var row = select.executeQuery();
          var create = connection.createStatement()) {
        row.next();
        create.execute(row.getString(1));
      }
    }
  }
}
