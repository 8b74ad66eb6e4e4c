package dev.meanwhile.server.rest;

import dev.meanwhile.server.access.Action;
import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.access.Resource;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The views and functions of the SQL contract, asked with a person's rights.
@Repository
class RestStore {
  /// How much an answer may weigh: many tasks may have large inputs.
  private static final long MOST_BYTES = 16L * 1024 * 1024;

  private static final int AT_A_TIME = 50;

  private static final String COLUMNS =
      """
      select c.relname, a.attname, format_type(a.atttypid, a.atttypmod)
        from pg_catalog.pg_class c
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       where n.nspname = :schema
         and c.relkind = 'v'
         and c.relname in ('background_tasks', 'background_tasks_archive', 'async_tasks', 'task_events', 'user_failed_tasks',
                           'all_failed_tasks', 'task_status_summary', 'failed_tasks_summary', 'failed_tasks_with_audit')
         and exists (select from pg_catalog.pg_trigger t
                      join pg_catalog.pg_class w on w.oid = t.tgrelid
                     where w.relnamespace = c.relnamespace and t.tgfoid = to_regproc('meanwhile.sql_write'))
       order by c.relname, a.attnum
      """;

  private static final String ARGUMENTS =
      """
      select p.oid::text, p.proname, p.pronargs - p.pronargdefaults as needed, a.name, format_type(a.type, null)
        from pg_catalog.pg_proc p
        join pg_catalog.pg_namespace n on n.oid = p.pronamespace
        left join lateral unnest(p.proargnames, p.proargtypes::oid[]) with ordinality a (name, type, place) on true
       where n.nspname = :schema
         and p.proname in ('create_background_task', 'start_background_task', 'complete_background_task', 'fail_background_task',
                           'dismiss_background_task', 'dismiss_all_failed_tasks', 'archive_old_tasks')
       order by p.proname, p.oid, a.place
      """;

  /// Also where the wall does not stand: the views and triggers look at the same settings.
  private static final String BEGIN =
      """
      select set_config('app.user_id', :user, true), set_config('app.role', :role, true),
             set_config('app.actor', :actor, true), set_config('app.works', :works, true),
             set_config('app.audit_log_id', :entry, true), set_config('statement_timeout', '10s', true),
             set_config('TimeZone', 'UTC', true)
      """;

  private static final String MISFIT =
      """
      select place
        from unnest(cast(:places as text[]), cast(:types as text[]), cast(:given as text[])) as g (place, type, given)
       where not pg_input_is_valid(given, type)
       limit 1
      """;

  private final JdbcClient database;
  private final JdbcClient house;

  RestStore(JdbcClient database, @Qualifier("houseClient") JdbcClient house) {
    this.database = database;
    this.house = house;
  }

  /// A column of the view with this name.
  record Described(String view, Column column) {}

  List<Described> columns(String schema) {
    return house
        .sql(COLUMNS)
        .param("schema", schema)
        .query((row, _) ->
            new Described(row.getString(1), new Column(row.getString(2), row.getString(3))))
        .list();
  }

  /// @param id of the function: two may have the same name
  /// @param argument null for a function without any
  record Declared(String id, String function, int needed, @Nullable Column argument) {}

  List<Declared> arguments(String schema) {
    return house
        .sql(ARGUMENTS)
        .param("schema", schema)
        .query((row, _) -> {
          String name = row.getString(4);
          return new Declared(
              row.getString(1),
              row.getString(2),
              row.getInt(3),
              name == null ? null : new Column(name, row.getString(5)));
        })
        .list();
  }

  /// Says for whom the rest of the transaction is.
  ///
  /// @param entry of the audit log, for tasks that are created; null for none
  void begin(Caller caller, @Nullable UUID entry) {
    boolean works = caller.mayAny(Resource.OPERATIONS, Action.CHANGE);
    database
        .sql(BEGIN)
        .param("user", caller.id().toString())
        .param("role", caller.role().text())
        .param("actor", caller.actor())
        .param("works", works ? "on" : "")
        .param("entry", entry == null ? "" : entry.toString())
        .query((_, _) -> 0)
        .single();
  }

  /// Rows as JSON.
  List<String> rows(PhraseStore phrase) {
    var rows = new ArrayList<String>();
    var weight = new long[1];
    database
        .sql(phrase.text())
        .withFetchSize(AT_A_TIME)
        .params(phrase.values())
        .query(row -> {
          String json = row.getString(1);
          weight[0] += json.length();
          if (weight[0] > MOST_BYTES) {
            throw Wrong.query(
                "54000",
                "The answer would be larger than %d MiB.".formatted(MOST_BYTES >> 20),
                "Ask for fewer rows with 'limit', or for fewer columns with 'select'.");
          }
          rows.add(json);
        });
    return rows;
  }

  long count(PhraseStore phrase) {
    return database.sql(phrase.text()).params(phrase.values()).query(Long.class).single();
  }

  List<UUID> ids(PhraseStore phrase) {
    return database.sql(phrase.text()).params(phrase.values()).query(UUID.class).list();
  }

  List<Changed> change(PhraseStore phrase) {
    return database
        .sql(phrase.text())
        .params(phrase.values())
        .query((row, _) -> changed(row))
        .list();
  }

  String call(PhraseStore phrase) {
    return database.sql(phrase.text()).params(phrase.values()).query(String.class).single();
  }

  /// Which of these values cannot be read as what it has to be; null when all can.
  @Nullable String misfit(List<Given> given) {
    return house
        .sql(MISFIT)
        .param("places", given.stream().map(Given::place).toArray(String[]::new))
        .param("types", given.stream().map(Given::type).toArray(String[]::new))
        .param("given", given.stream().map(Given::value).toArray(String[]::new))
        .query(String.class)
        .optional()
        .orElse(null);
  }

  private static Changed changed(ResultSet row) throws SQLException {
    return new Changed(
        row.getObject(1, UUID.class),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getBoolean(5),
        row.getBoolean(6),
        row.getString(7));
  }
}
