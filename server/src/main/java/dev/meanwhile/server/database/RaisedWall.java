package dev.meanwhile.server.database;

import dev.meanwhile.server.Migration;
import dev.meanwhile.server.settings.DatabaseSettings;
import dev.meanwhile.server.start.StartRefused;
import dev.meanwhile.server.wall.Standing;
import dev.meanwhile.server.wall.WallStore;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The second wall at the start: raised, missed and said so, or demanded.
final class RaisedWall {
  private static final Logger LOG = LoggerFactory.getLogger(RaisedWall.class);

  private RaisedWall() {}

  static Standing on(DataSource pool, List<Migration> migrations, DatabaseSettings settings) {
    Standing standing;
    try {
      standing = WallStore.raise(pool, migrations.stream().map(Migration::location));
    } catch (SQLException failure) {
      throw new IllegalStateException("The grants of the second wall could not be made.", failure);
    }
    String gap = standing.gap();
    if (gap != null && settings.wallRequired()) {
      throw new StartRefused("People's requests cannot be held back by the database. " + gap, "");
    }
    if (gap != null) {
      LOG.warn(
          "The database does not check once more what people see and change; only the statements"
              + " themselves do. {}",
          gap);
    }
    return standing;
  }
}
