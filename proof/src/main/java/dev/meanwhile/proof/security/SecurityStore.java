package dev.meanwhile.proof.security;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/// What the database holds, looked at from outside the server.
final class SecurityStore {
  private static final String EVENTS =
      """
      select count(*) from meanwhile.task_events
      """;

  private static final String PEOPLE =
      """
      select md5(string_agg(u::text, '|' order by id)) from (select id, username, full_name, email, phone, role, disabled_at
                                                                from meanwhile.users) u
      """;

  private static final String TABLES =
      """
      select c.oid::regclass::text
        from pg_catalog.pg_class c
       where c.relnamespace in ('meanwhile'::regnamespace, 'public'::regnamespace)
         and c.relkind in ('r', 'p')
         and not c.relispartition
       order by 1
      """;

  private static final String ARCHIVE =
      """
      select meanwhile.archive_next('00000000-0000-0000-0000-000000000000'::uuid, meanwhile.clock() + interval '1 hour')
      """;

  private static final String DROP_GUARD =
      """
      alter table meanwhile.audit_logs disable trigger user
      """;

  private static final String RAISE_GUARD =
      """
      alter table meanwhile.audit_logs enable trigger user
      """;

  private final DataSource database;

  SecurityStore(DataSource database) {
    this.database = database;
  }

  /// How many events there are, and a mark of the accounts: what a refused request must not change.
  String state() throws SQLException {
    return one(EVENTS) + " " + one(PEOPLE);
  }

  List<String> tables() throws SQLException {
    var all = new ArrayList<String>();
    try (Connection connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(TABLES)) {
      while (rows.next()) {
        all.add(rows.getString(1));
      }
    }
    return all;
  }

  /// Whether any row of the table holds the text, in whatever column.
  boolean holds(String table, String text) throws SQLException {
    try (Connection connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                """
                select query_to_xml(format('select 1 from %s t where strpos(t::text, %L) > 0 limit 1', ?::regclass, ?),
                                    false, false, '')::text like '%<row>%'
                """)) {
      statement.setString(1, table);
      statement.setString(2, text);
      try (var rows = statement.executeQuery()) {
        rows.next();
        return rows.getBoolean(1);
      }
    }
  }

  void archive() throws SQLException {
    one(ARCHIVE);
  }

  /// Lets the owner's guard over the audit log down, as a planted mistake, or up again.
  void guardAudit(boolean up) throws SQLException {
    run(up ? RAISE_GUARD : DROP_GUARD);
  }

  /// Tries a statement.
  ///
  /// @return whether the database carried it out
  boolean carriesOut(String sql, UUID row) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (var statement = connection.prepareStatement(sql)) {
        if (sql.indexOf('?') > 0) {
          statement.setObject(1, row);
        }
        statement.execute();
        return true;
      } finally {
        connection.rollback();
      }
    } catch (SQLException refused) {
      return false;
    }
  }

  private void run(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String one(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return String.valueOf(rows.getString(1));
    }
  }
}
