package dev.meanwhile.engine;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The transaction the calling thread is in, for frameworks that keep one per thread.
public interface CallerTransaction {

  /// The connection of the running transaction; null when there is none.
  @Nullable Connection current();

  /// Runs after the transaction has committed, not at all when it rolls back.
  void afterCommit(Runnable action);

  /// What a connection is wanted for.
  enum Purpose {
    /// Reading tasks.
    READING,
    /// Reading tasks that contain some words.
    SEARCHING,
    /// Changing tasks that exist.
    CHANGING
  }

  /// A connection for what the calling thread asks while no transaction is running. Frameworks that
  /// know for whom it asks may limit it to what that person may see.
  ///
  /// @return in auto-commit mode, or not: then the engine commits what it has changed, and whatever
  ///   it has only read ends with the connection
  default Connection open(DataSource database, Purpose purpose) throws SQLException {
    return database.getConnection();
  }

  /// Lets the engine write what is its own, such as the queue, in the running transaction, although
  /// the caller's connection is limited.
  ///
  /// @return closed, it limits the connection as before
  default Admission admit() throws SQLException {
    return () -> {};
  }

  /// While it is open, statements run with the engine's rights.
  @FunctionalInterface
  interface Admission extends AutoCloseable {
    @Override
    void close() throws SQLException;
  }

  /// For programs without such a framework.
  static CallerTransaction none() {
    return new CallerTransaction() {
      @Override
      public @Nullable Connection current() {
        return null;
      }

      @Override
      public void afterCommit(Runnable action) {
        throw new IllegalStateException("There is no transaction to wait for.");
      }
    };
  }
}
