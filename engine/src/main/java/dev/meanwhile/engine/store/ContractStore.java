package dev.meanwhile.engine.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;

/// The SQL contract in a schema of the database: which edition of it is there, and putting the
/// newest there.
public final class ContractStore {
  private static final List<String> FILES =
      List.of(
          "1_ground.sql",
          "2_changes.sql",
          "3_writes.sql",
          "4_views.sql",
          "5_functions.sql",
          "6_access.sql");

  private static final String PREPARE =
      """
      create table if not exists meanwhile.sql_contract (
        schema_name  text        primary key,
        edition      text        not null,
        installed_at timestamptz not null default statement_timestamp()
      )
      """;

  private static final String PATIENCE =
      """
      set local lock_timeout = '10s'
      """;

  private static final Sql LOCK = Sql.of("select pg_advisory_xact_lock(7306924)");

  private static final Sql SCHEMAS =
      Sql.of(
          """
          select nspname
            from pg_namespace
           where nspname in ('meanwhile', :schema)
          """);

  private static final Sql INSTALLED =
      Sql.of(
          """
          select c.edition
            from meanwhile.sql_contract c
           where c.schema_name = :schema
             and to_regclass(quote_ident(:schema) || '.async_tasks') is not null
          """);

  /// What the contract adapts itself to.
  private static final Sql SURROUNDINGS =
      Sql.of(
          """
          select concat_ws(' ', to_regprocedure('auth.uid()')::oid,
                           to_regclass('meanwhile.audit_logs')::oid, to_regclass(quote_ident(:schema) || '.audit_logs')::oid,
                           to_regrole('meanwhile_app')::oid, to_regrole('meanwhile_worker')::oid,
                           (select string_agg(pubname, ' ') from pg_publication where pubname = 'supabase_realtime'))
          """);

  private static final Sql FOREIGN =
      Sql.of(
          """
          select c.relname
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
           where n.nspname = :schema
             and c.relname in ('background_tasks', 'background_tasks_archive', 'async_tasks', 'task_events', 'user_failed_tasks',
                               'all_failed_tasks', 'task_status_summary', 'failed_tasks_summary', 'failed_tasks_with_audit')
          union all
          select p.proname
            from pg_proc p
            join pg_namespace n on n.oid = p.pronamespace
           where n.nspname = :schema
             and p.proname in ('create_background_task', 'start_background_task', 'complete_background_task',
                               'fail_background_task', 'dismiss_background_task', 'dismiss_all_failed_tasks',
                               'archive_old_tasks')
           order by 1
          """);

  private static final Sql AIM =
      Sql.of("select set_config('search_path', quote_ident(:schema), true)");

  private static final Sql NOTE =
      Sql.of(
          """
          insert into meanwhile.sql_contract (schema_name, edition)
          values (:schema, :edition)
              on conflict (schema_name) do update
             set edition      = excluded.edition,
                 installed_at = excluded.installed_at
          """);

  private ContractStore() {}

  /// Brings the contract in this schema up to date; nodes that start together wait for each other.
  ///
  /// @throws IllegalStateException when that is not possible, with the reason in a sentence
  public static void install(DataSource database, String schema) {
    try {
      Atomic.run(database, connection -> install(connection, schema));
    } catch (SQLException failure) {
      throw failed(schema, failure);
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Exception failure) {
      throw new IllegalStateException("The SQL contract could not be installed.", failure);
    }
  }

  private static void install(Connection connection, String schema) throws SQLException {
    check(connection, schema);
    try (Statement statement = connection.createStatement()) {
      LOCK.on(connection).first(_ -> 0);
      statement.execute(PREPARE);
      String edition = INSTALLED.on(connection).set("schema", schema).first(r -> r.getString(1));
      if (edition == null) {
        refuseForeign(connection, schema);
      } else if (edition.equals(edition(connection, schema))) {
        return;
      }
      statement.execute(PATIENCE);
      AIM.on(connection).set("schema", schema).first(_ -> 0);
      for (String file : FILES) {
        statement.execute(text(file));
      }
      NOTE.on(connection)
          .set("schema", schema)
          .set("edition", edition(connection, schema))
          .update();
    }
  }

  private static void check(Connection connection, String schema) throws SQLException {
    List<String> there = SCHEMAS.on(connection).set("schema", schema).list(row -> row.getString(1));
    if (schema.equals("meanwhile")) {
      throw new IllegalStateException(
          "The SQL contract cannot live in the schema 'meanwhile', where the engine's own tables are:"
              + " name another one, for example 'public'.");
    }
    if (!there.contains("meanwhile")) {
      throw new IllegalStateException(
          "The SQL contract stands on the engine's tables, which are not there yet: set them up first.");
    }
    if (!there.contains(schema)) {
      throw new IllegalStateException(
          "There is no schema '%s' for the SQL contract: create it, or name another one."
              .formatted(schema));
    }
  }

  private static void refuseForeign(Connection connection, String schema) throws SQLException {
    List<String> foreign =
        FOREIGN.on(connection).set("schema", schema).list(row -> row.getString(1));
    if (!foreign.isEmpty()) {
      throw new IllegalStateException(
          ("The schema '%s' already holds %s, which Meanwhile did not make and leaves alone:"
                  + " choose another schema for the SQL contract, or rename them.")
              .formatted(schema, String.join(", ", foreign)));
    }
  }

  private static RuntimeException failed(String schema, SQLException failure) {
    return "42501".equals(failure.getSQLState())
        ? new IllegalStateException(
            "The database user may not create views in the schema '%s': grant it, or choose another schema for the SQL contract."
                .formatted(schema),
            failure)
        : new StoreFailed(failure);
  }

  /// Names the text of the contract together with what it adapts itself to.
  private static String edition(Connection connection, String schema) throws SQLException {
    String surroundings =
        SURROUNDINGS.on(connection).set("schema", schema).list(row -> row.getString(1)).getFirst();
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      FILES.forEach(file -> digest.update(text(file).getBytes(StandardCharsets.UTF_8)));
      digest.update(surroundings.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String text(String file) {
    String path = "/dev/meanwhile/engine/sql/" + file;
    try (InputStream stream = ContractStore.class.getResourceAsStream(path)) {
      if (stream == null) {
        throw new IllegalStateException("The engine's jar lacks " + path + ".");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
