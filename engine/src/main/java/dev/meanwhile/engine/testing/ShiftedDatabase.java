package dev.meanwhile.engine.testing;

import dev.meanwhile.engine.store.TimeStore;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import javax.sql.DataSource;

/// A database whose clock, as the engine reads it, is moved on all connections that were given out.
final class ShiftedDatabase implements DataSource {
  private final DataSource database;
  private final List<Connection> given = new ArrayList<>();
  private Duration shift = Duration.ZERO;

  ShiftedDatabase(DataSource database) {
    this.database = database;
  }

  synchronized void pass(Duration span) throws SQLException {
    shift = shift.plus(span);
    for (Connection connection : List.copyOf(given)) {
      if (connection.isClosed()) {
        given.remove(connection);
      } else {
        TimeStore.shift(connection, shift);
      }
    }
  }

  @Override
  public synchronized Connection getConnection() throws SQLException {
    Connection connection = database.getConnection();
    TimeStore.shift(connection, shift);
    given.removeIf(ShiftedDatabase::closed);
    given.add(connection);
    return connection;
  }

  private static boolean closed(Connection connection) {
    try {
      return connection.isClosed();
    } catch (SQLException broken) {
      return true;
    }
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("The engine asks for no other user's connection.");
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return database.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    database.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    database.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return database.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return database.getParentLogger();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return database.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return database.isWrapperFor(type);
  }
}
