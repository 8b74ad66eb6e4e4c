package dev.meanwhile.postgres.junit;

import dev.meanwhile.postgres.LocalPostgres;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/// The one server of a test run.
final class TestServer implements AutoCloseable {
  private static final int LONGEST_NAME = 63;

  private final TestFolder folder;
  private final LocalPostgres postgres;
  private final CloneStore clones;
  private final Map<String, String> templates = new ConcurrentHashMap<>();
  private final AtomicInteger number = new AtomicInteger();

  TestServer() {
    folder = TestFolder.create(TestFolder.ofThisUser());
    postgres = folder.startServer();
    clones = new CloneStore(postgres.dataSource("postgres"));
  }

  /// A new database, cloned from a template that is migrated when it is asked for the first time.
  TestDatabase database(String template, Migration migration, String purpose) throws SQLException {
    var migrated = templates.computeIfAbsent(template, name -> template(name, migration));
    var name = number.incrementAndGet() + "_" + purpose;
    name = name.substring(0, Math.min(name.length(), LONGEST_NAME));
    clones.create(name, migrated);
    return new TestDatabase(this, name);
  }

  private String template(String name, Migration migration) {
    var database = "template_" + name;
    postgres.createDatabase(database);
    try {
      migration.migrate(dataSource(database));
      clones.close(database);
      return database;
    } catch (Exception e) {
      drop(database);
      throw new IllegalStateException("The migration of the template " + name + " failed", e);
    }
  }

  void drop(String database) {
    try {
      clones.drop(database);
    } catch (SQLException e) {
      throw new IllegalStateException("The test database " + database + " could not be dropped", e);
    }
  }

  DataSource dataSource(String database) {
    var source = new ForeignZoneDataSource();
    source.setUrl(postgres.jdbcUrl(database));
    source.setUser(postgres.user());
    source.setPassword(postgres.password());
    return source;
  }

  LocalPostgres postgres() {
    return postgres;
  }

  @Override
  public void close() {
    postgres.close();
    folder.delete();
  }
}
