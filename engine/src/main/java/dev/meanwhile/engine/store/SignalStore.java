package dev.meanwhile.engine.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// NOTIFY and LISTEN.
public final class SignalStore {
  private static final Logger log = LoggerFactory.getLogger(SignalStore.class);

  /// @param from the sender's name for itself
  /// @param kinds what it is about, see [dev.meanwhile.engine.live.News]
  public record Signal(String from, String kinds) {}

  private static final Sql TELL =
      Sql.of("select pg_notify('meanwhile_news', :sender || ' ' || :kinds)");

  private SignalStore() {}

  public static void tell(Connection connection, String sender, String kinds) throws SQLException {
    TELL.on(connection).set("sender", sender).set("kinds", kinds).list(row -> 0);
  }

  /// A connection that listens.
  public static final class Ear implements AutoCloseable {
    /// How long one call waits for a signal, in milliseconds. Waiting costs nothing, but it delays
    /// the end of the engine.
    private static final int PATIENCE = 250;

    /// After so many silent calls the connection is asked whether it is still there.
    private static final int SILENT_CALLS = 40;

    private final DataSource database;
    private @Nullable Connection connection;
    private int silent;
    private volatile boolean closed;

    public Ear(DataSource database) {
      this.database = database;
    }

    /// Waits a moment for signals.
    public List<Signal> hear() throws SQLException {
      try {
        Connection open = open();
        PGNotification[] heard = open.unwrap(PGConnection.class).getNotifications(PATIENCE);
        silent = heard.length == 0 ? silent + 1 : 0;
        if (silent >= SILENT_CALLS) {
          silent = 0;
          check(open);
        }
        return signals(heard);
      } catch (SQLException failure) {
        drop();
        throw failure;
      }
    }

    private static List<Signal> signals(PGNotification[] heard) {
      List<Signal> signals = new ArrayList<>(heard.length);
      for (PGNotification one : heard) {
        String[] parts = one.getParameter().split(" ", 2);
        signals.add(new Signal(parts[0], parts.length == 2 ? parts[1] : ""));
      }
      return signals;
    }

    private static void check(Connection open) throws SQLException {
      if (!open.isValid(5)) {
        throw new SQLException("The listening connection no longer answers.", "08006");
      }
    }

    private Connection open() throws SQLException {
      if (closed) {
        throw new SQLException("The engine is closed.", "08003");
      }
      if (connection == null) {
        Connection fresh = database.getConnection();
        try (Statement statement = fresh.createStatement()) {
          fresh.setAutoCommit(true);
          statement.execute("listen meanwhile_news");
        } catch (SQLException failure) {
          fresh.close();
          throw failure;
        }
        connection = fresh;
      }
      return connection;
    }

    private void drop() {
      Connection old = connection;
      connection = null;
      if (old != null) {
        try (old) {
          if (old.isValid(1)) {
            try (Statement statement = old.createStatement()) {
              statement.execute("unlisten *");
            }
          }
        } catch (SQLException gone) {
          log.debug("A broken connection could not be closed in good order.", gone);
        }
      }
    }

    /// Only after the loop that hears has ended.
    @Override
    public void close() {
      closed = true;
      drop();
    }
  }
}
