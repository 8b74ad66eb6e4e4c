package dev.meanwhile.engine.store;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What kind of trouble a database error is.
public final class Trouble {
  /// Shut down, crashed, starting up, idle too long, too many connections.
  private static final Set<String> AWAY =
      Set.of("57P01", "57P02", "57P03", "57P05", "25P03", "53300");

  /// Deadlock, serialization, lock not available: the same again may work.
  private static final Set<String> CLASH = Set.of("40001", "40P01", "55P03");

  private static final String DISK_FULL = "53100";

  private Trouble() {}

  /// Whether the database could not be reached, or went away during the call.
  public static boolean away(@Nullable Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof SQLTransientConnectionException
          || at instanceof SQLNonTransientConnectionException) {
        return true;
      }
      if (at instanceof SQLException sql && away(sql)) {
        return true;
      }
    }
    return false;
  }

  private static boolean away(SQLException failure) {
    String state = failure.getSQLState();
    // A pool answers for a connection that broke earlier in these words, without a state.
    return state == null
        ? "Connection is closed".equals(failure.getMessage())
        : state.startsWith("08") || AWAY.contains(state);
  }

  /// Whether the database has no room on its disk.
  public static boolean full(@Nullable Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof SQLException sql && DISK_FULL.equals(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }

  /// Whether the same statement may work when it is done again later: the database is away, short
  /// of space or cancelled us, or two transactions got in each other's way.
  public static boolean passes(SQLException failure) {
    String state = failure.getSQLState();
    if (away(failure)) {
      return true;
    }
    return state != null
        && (CLASH.contains(state)
            || state.startsWith("53")
            || state.startsWith("57")
            || state.startsWith("58"));
  }

  /// Whether the data itself was refused: wrong syntax or range, or a broken constraint.
  public static boolean data(SQLException failure) {
    String state = failure.getSQLState();
    return state != null && (state.startsWith("22") || state.startsWith("23"));
  }
}
