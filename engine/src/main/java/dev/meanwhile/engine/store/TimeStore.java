package dev.meanwhile.engine.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/// Moves the engine's clock for one connection; for tests.
public final class TimeStore {
  private static final Sql SHIFT =
      Sql.of("select set_config('meanwhile.time_shift', :shift, false)");

  private TimeStore() {}

  public static void shift(Connection connection, Duration by) throws SQLException {
    SHIFT.on(connection).set("shift", by.toMillis() + " milliseconds").list(_ -> 0);
  }
}
