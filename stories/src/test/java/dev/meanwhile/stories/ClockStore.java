package dev.meanwhile.stories;

import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/// The clock of the database, which all connections hear of at once.
final class ClockStore {
  private static final String RELOAD =
      """
      select pg_reload_conf()
      """;

  private final DataSource database;

  ClockStore(DataSource database) {
    this.database = database;
  }

  void shift(Duration shift) {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      // No statement of this kind takes parameters.
      statement.execute(
          "alter system set meanwhile.time_shift = '%d seconds'".formatted(shift.toSeconds()));
      statement.execute(RELOAD);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
