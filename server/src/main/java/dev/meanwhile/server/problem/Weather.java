package dev.meanwhile.server.problem;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Failures that are nobody's mistake and pass by: the database is away, a disk is full.
final class Weather {
  private Weather() {}

  /// The refusal for such a failure, anywhere among the causes; null when it is something else.
  static @Nullable Refusal of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Refusal refusal =
          switch (cause) {
            case SQLTransientConnectionException away -> noConnection(away);
            case SQLException sql -> database(sql);
            case IOException io -> disk(io);
            default -> null;
          };
      if (refusal != null) {
        return refusal;
      }
    }
    return null;
  }

  /// The pool gave no connection: its own failure holds the database's when it could not connect,
  /// and nothing when all are in use.
  private static Refusal noConnection(SQLTransientConnectionException away) {
    return away.getCause() == null ? Refusals.busy() : Refusals.databaseDown();
  }

  private static @Nullable Refusal database(SQLException failure) {
    String state = failure.getSQLState() == null ? "" : failure.getSQLState();
    if (state.equals("53100")) {
      return Refusals.diskFull("database");
    }
    if (state.equals("57014")) {
      return Refusals.busy();
    }
    // The pool says so, without a state, of a connection that broke earlier in a transaction.
    boolean broken = state.isEmpty() && "Connection is closed".equals(failure.getMessage());
    boolean away =
        broken || state.startsWith("08") || state.startsWith("57P") || state.startsWith("53");
    return away ? Refusals.databaseDown() : null;
  }

  private static @Nullable Refusal disk(IOException failure) {
    String message = failure.getMessage() == null ? "" : failure.getMessage();
    String lower = message.toLowerCase(Locale.ROOT);
    boolean full = lower.contains("no space left") || lower.contains("disk quota exceeded");
    return full ? Refusals.diskFull("server") : null;
  }
}
