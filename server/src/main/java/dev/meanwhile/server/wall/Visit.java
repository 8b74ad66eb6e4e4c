package dev.meanwhile.server.wall;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// A connection that is in a transaction with a person's rights from its first statement until it
/// is given back. Giving it back ends the transaction, and with it the rights.
final class Visit implements InvocationHandler {
  private final Connection connection;

  private Visit(Connection connection) {
    this.connection = connection;
  }

  static Connection begin(DataSource pool, Guest person, boolean readOnly) throws SQLException {
    Connection connection = pool.getConnection();
    try {
      connection.setReadOnly(readOnly);
      connection.setAutoCommit(false);
      WallStore.pass(connection, person);
    } catch (SQLException failure) {
      end(connection);
      throw failure;
    }
    return (Connection)
        Proxy.newProxyInstance(
            Visit.class.getClassLoader(), new Class<?>[] {Connection.class}, new Visit(connection));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] values)
      throws Throwable {
    switch (method.getName()) {
      case "close" -> {
        end(connection);
        return null;
      }
      case "setAutoCommit" ->
          throw new SQLException("A person's connection stays in its transaction.");
      default -> {
        try {
          return method.invoke(connection, values);
        } catch (InvocationTargetException failure) {
          throw failure.getCause() == null ? failure : failure.getCause();
        }
      }
    }
  }

  /// The pool itself rolls back what was left open; a connection that cannot do that is thrown
  /// away.
  private static void end(Connection connection) throws SQLException {
    try (connection) {
      if (!connection.isClosed()) {
        connection.rollback();
        connection.setReadOnly(false);
        connection.setAutoCommit(true);
      }
    }
  }
}
