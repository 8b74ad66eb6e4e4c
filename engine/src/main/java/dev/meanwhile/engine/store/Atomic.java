package dev.meanwhile.engine.store;

import dev.meanwhile.engine.Work.InTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/// Runs work in one transaction on a connection of the pool: all of it is committed, or none.
public final class Atomic {

  private Atomic() {}

  /// What went wrong first is what is thrown; that a broken connection cannot be tidied up
  /// afterwards is only noted on it.
  public static void run(DataSource database, InTransaction body) throws Exception {
    Connection connection = database.getConnection();
    try {
      connection.setAutoCommit(false);
      body.run(connection);
      connection.commit();
    } catch (Exception | Error failure) {
      noting(failure, connection::rollback);
      noting(failure, () -> giveBack(connection));
      throw failure;
    }
    giveBack(connection);
  }

  private static void giveBack(Connection connection) throws SQLException {
    try (connection) {
      connection.setAutoCommit(true);
    }
  }

  @FunctionalInterface
  private interface Tidying {
    void run() throws SQLException;
  }

  private static void noting(Throwable failure, Tidying tidying) {
    try {
      tidying.run();
    } catch (SQLException also) {
      failure.addSuppressed(also);
    }
  }
}
