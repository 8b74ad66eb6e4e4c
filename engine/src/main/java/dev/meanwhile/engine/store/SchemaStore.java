package dev.meanwhile.engine.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/// The engine's tables and their versions. Plain SQL files, forward only, each applied once.
public final class SchemaStore {
  private static final List<String> FILES =
      List.of(
          "001_tasks.sql",
          "002_order.sql",
          "003_change.sql",
          "004_archive.sql",
          "005_outages.sql",
          "006_limits.sql",
          "007_flow.sql",
          "008_audit.sql",
          "009_wall.sql",
          "010_pull.sql",
          "011_aside.sql");

  private static final String PREPARE =
      """
      create schema if not exists meanwhile;
      create table if not exists meanwhile.engine_schema (
        version    integer     primary key,
        file       text        not null,
        applied_at timestamptz not null default statement_timestamp()
      )
      """;

  private static final Sql LOCK = Sql.of("select pg_advisory_xact_lock(7306923)");

  private static final Sql VERSION =
      Sql.of("select coalesce(max(version), 0) from meanwhile.engine_schema");

  private static final Sql APPLIED =
      Sql.of("insert into meanwhile.engine_schema (version, file) values (:version, :file)");

  private static final Sql FOLLOW = Sql.of("select meanwhile.archive_follows()");

  private static final Sql RAISE_WALL = Sql.of("select meanwhile.raise_wall()");

  private SchemaStore() {}

  /// Brings the tables up to date; nodes that start together wait for each other.
  ///
  /// @throws IllegalStateException when the database was migrated by a newer engine
  public static void migrate(DataSource database) {
    try {
      Atomic.run(
          database,
          connection -> {
            LOCK.on(connection).first(_ -> 0);
            migrate(connection);
          });
    } catch (SQLException failure) {
      throw new StoreFailed(failure);
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Exception failure) {
      throw new IllegalStateException("The engine's tables could not be set up.", failure);
    }
  }

  private static void migrate(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(PREPARE);
      int version = VERSION.on(connection).list(row -> row.getInt(1)).getFirst();
      if (version > FILES.size()) {
        throw new IllegalStateException(
            ("The database was set up by a newer Meanwhile (engine schema %d, this one knows %d):"
                    + " start that version, or restore a backup from before the upgrade.")
                .formatted(version, FILES.size()));
      }
      for (int next = version + 1; next <= FILES.size(); next++) {
        String file = FILES.get(next - 1);
        statement.execute(text(file));
        APPLIED.on(connection).set("version", next).set("file", file).update();
      }
      if (version < FILES.size()) {
        FOLLOW.on(connection).first(_ -> 0);
        RAISE_WALL.on(connection).first(_ -> 0);
      }
    }
  }

  private static String text(String file) {
    String path = "/dev/meanwhile/engine/schema/" + file;
    try (InputStream stream = SchemaStore.class.getResourceAsStream(path)) {
      if (stream == null) {
        throw new IllegalStateException("The engine's jar lacks " + path + ".");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
