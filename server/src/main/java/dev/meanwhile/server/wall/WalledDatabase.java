package dev.meanwhile.server.wall;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/// The connections as requests get them. One that is taken for a person outside a transaction can
/// read, and nothing else: a change that is not part of a transaction would go round the wall.
public final class WalledDatabase extends DelegatingDataSource {
  private final DataSource pool;
  private final Wall wall;

  public WalledDatabase(DataSource pool, Wall wall) {
    super(pool);
    this.pool = pool;
    this.wall = wall;
  }

  @Override
  public Connection getConnection() throws SQLException {
    Guest person = wall.guest();
    return person == null || wall.beginning()
        ? pool.getConnection()
        : Visit.begin(pool, person, true);
  }

  /// For one change of a person; it is rolled back unless it is committed.
  public Connection toChange() throws SQLException {
    Guest person = wall.guest();
    return person == null ? pool.getConnection() : Visit.begin(pool, person, false);
  }

  /// For searching by words. The database must not use an index of words before it has looked whose
  /// each row is, so for those who see everything it would read the whole archive for nothing.
  public Connection toSearch() throws SQLException {
    Guest person = wall.guest();
    return person == null || person.seesAllTasks() ? pool.getConnection() : getConnection();
  }
}
