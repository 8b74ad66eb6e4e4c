package dev.meanwhile.server.database;

import dev.meanwhile.engine.Engine;
import dev.meanwhile.engine.sql.SqlContract;
import dev.meanwhile.server.Migration;
import dev.meanwhile.server.start.StartRefused;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/// Brings the tables up to date: the engine's first, then each part's own, in order of their names,
/// and at last what SQL clients use.
final class Migrations {
  private static final String SCHEMA = "meanwhile";

  private Migrations() {}

  /// @param sqlSchema where SQL clients look; empty for none
  static void run(DataSource database, List<Migration> migrations, String sqlSchema) {
    try {
      Engine.migrate(database);
    } catch (IllegalStateException newer) {
      throw new StartRefused(String.valueOf(newer.getMessage()), "");
    }
    migrations.stream()
        .sorted((one, other) -> one.name().compareTo(other.name()))
        .forEach(migration -> run(database, migration));
    if (!sqlSchema.isEmpty()) {
      install(database, sqlSchema);
    }
  }

  private static void install(DataSource database, String sqlSchema) {
    try {
      SqlContract.install(database, sqlSchema);
    } catch (IllegalStateException refused) {
      throw new StartRefused(
          String.valueOf(refused.getMessage()),
          "MEANWHILE_SQL_SCHEMA names the schema; empty, there are no views and functions.");
    }
  }

  private static void run(DataSource database, Migration migration) {
    Flyway flyway =
        Flyway.configure()
            .dataSource(database)
            .schemas(SCHEMA)
            .defaultSchema(SCHEMA)
            .createSchemas(false)
            .table("flyway_" + migration.name())
            .locations("classpath:" + migration.location())
            .failOnMissingLocations(true)
            // The schema holds the others' tables already; that is no reason to refuse.
            .baselineOnMigrate(true)
            .baselineVersion("0")
            .load();
    try {
      refuseNewer(flyway, migration);
      flyway.migrate();
    } catch (FlywayException e) {
      throw new IllegalStateException(
          "The tables of '%s' could not be brought up to date.".formatted(migration.name()), e);
    }
  }

  private static void refuseNewer(Flyway flyway, Migration migration) {
    Arrays.stream(flyway.info().applied())
        .filter(applied -> applied.getState().isApplied() && !applied.getState().isResolved())
        .map(MigrationInfo::getVersion)
        .filter(version -> version != null)
        .findFirst()
        .ifPresent(version -> {
          throw new StartRefused(
              ("The database was brought up to date by a newer version of Meanwhile: its part"
                      + " '%s' is at %s, which this version does not know.")
                  .formatted(migration.name(), version),
              "Start the newer version, or restore the backup made before the upgrade.");
        });
  }
}
