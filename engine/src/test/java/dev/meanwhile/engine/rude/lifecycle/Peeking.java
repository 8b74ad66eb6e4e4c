package dev.meanwhile.engine.rude.lifecycle;

import java.sql.Connection;
import java.sql.SQLException;

/// A rule that looks into the database.
final class Peeking {
  private Peeking() {}

  static boolean mayRetry(Connection connection) throws SQLException {
    return connection.isReadOnly();
  }
}
