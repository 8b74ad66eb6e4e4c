package dev.meanwhile.engine.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A connection the engine keeps for one of its jobs, opened when first needed and again after it
/// broke. Calls take turns.
public final class Wire implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Wire.class);

  private static final String SETTINGS =
      """
      set jit = off; set synchronous_commit = on; set statement_timeout = '60s'; set lock_timeout = '10s';
      set idle_in_transaction_session_timeout = '60s'
      """;

  /// The plans of claims and settlements are right only as index scans. While the tables are still
  /// empty, which is when they are prepared, the planner would choose full scans and keep them for
  /// a minute or longer. And always the same plan, made once: choosing anew took half the time of a
  /// small claim. Not for submissions: they join nothing but their own input, and a nested loop
  /// over it would be quadratic.
  private static final String PINNED =
      """
      set enable_seqscan = off; set enable_bitmapscan = off; set enable_hashjoin = off;
      set enable_mergejoin = off; set enable_material = off; set enable_sort = off;
      set plan_cache_mode = force_generic_plan
      """;

  /// Work on the connection; it is in auto-commit mode.
  @FunctionalInterface
  public interface Job<T extends @Nullable Object> {
    T on(Connection connection) throws SQLException;
  }

  /// Work without an answer.
  @FunctionalInterface
  public interface Order {
    void on(Connection connection) throws SQLException;
  }

  private final DataSource database;
  private final boolean pinned;
  private @Nullable Connection connection;
  private boolean closed;

  private Wire(DataSource database, boolean pinned) {
    this.database = database;
    this.pinned = pinned;
  }

  /// For statements that look rows up by their keys.
  public static Wire pinned(DataSource database) {
    return new Wire(database, true);
  }

  /// For statements that the planner may plan as it likes.
  public static Wire free(DataSource database) {
    return new Wire(database, false);
  }

  public synchronized <T extends @Nullable Object> T call(Job<T> job) throws SQLException {
    try {
      return job.on(open());
    } catch (SQLException failure) {
      if (!Trouble.data(failure)) {
        drop();
      }
      throw failure;
    }
  }

  /// A call without an answer.
  public void run(Order order) throws SQLException {
    boolean _ =
        call(c -> {
          order.on(c);
          return true;
        });
  }

  /// Several statements in one transaction.
  public synchronized <T extends @Nullable Object> T transaction(Job<T> job) throws SQLException {
    return call(c -> {
      c.setAutoCommit(false);
      try {
        T result = job.on(c);
        c.commit();
        return result;
      } catch (SQLException | RuntimeException failure) {
        rollback(c);
        throw failure;
      } finally {
        restore(c);
      }
    });
  }

  /// In a transaction when there may be several statements, else as one statement that commits
  /// itself.
  public <T extends @Nullable Object> T transactional(boolean several, Job<T> job)
      throws SQLException {
    return several ? transaction(job) : call(job);
  }

  private Connection open() throws SQLException {
    if (closed) {
      throw new SQLException("The engine is closed.", "08003");
    }
    if (connection == null) {
      Connection fresh = database.getConnection();
      try (Statement statement = fresh.createStatement()) {
        fresh.setAutoCommit(true);
        statement.execute(SETTINGS);
        if (pinned) {
          statement.execute(PINNED);
        }
      } catch (SQLException failure) {
        fresh.close();
        throw failure;
      }
      connection = fresh;
    }
    return connection;
  }

  private static void rollback(Connection c) {
    try {
      c.rollback();
    } catch (SQLException gone) {
      log.debug("Could not roll back; the connection is dropped.", gone);
    }
  }

  private static void restore(Connection c) {
    try {
      c.setAutoCommit(true);
    } catch (SQLException gone) {
      log.debug("The connection broke; the next call opens another.", gone);
    }
  }

  private void drop() {
    Connection old = connection;
    connection = null;
    if (old != null) {
      try (old) {
        // A pool would lend it to others, so it must not keep the settings above.
        if (old.isValid(1)) {
          try (Statement statement = old.createStatement()) {
            statement.execute("reset all");
          }
        }
      } catch (SQLException gone) {
        log.debug("A broken connection could not be closed in good order.", gone);
      }
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    drop();
  }
}
