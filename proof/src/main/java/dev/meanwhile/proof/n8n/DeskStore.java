package dev.meanwhile.proof.n8n;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The application's own tables beside the tasks, the database user of n8n, and a search for what
/// must not be there.
final class DeskStore {
  private static final String TABLES =
      """
      create table public.clients (id text primary key, full_name text not null, address text, phone text);
      create table public.drivers (id text primary key, home_address text not null, active boolean not null default true);
      create table public.client_drive_times (
        client_id text not null references public.clients,
        driver_id text not null references public.drivers,
        minutes   numeric not null,
        meters    integer,
        primary key (client_id, driver_id)
      );
      create table public.chat_messages (
        id              bigint generated always as identity primary key,
        conversation_id bigint not null,
        role            text not null,
        content         text not null,
        thinking        text,
        created_at      timestamptz not null default now()
      );
      create table public.email_templates (name text primary key, subject text not null, html text not null);
      insert into public.email_templates values ('welcome_series_1', 'Welcome, {{name}}', '<p>Hello {{name}}.</p>');
      insert into public.drivers (id, home_address) select 'D' || n, n || ' Oak Street' from generate_series(1, 29) as n;
      insert into public.drivers values ('D30', 'nowhere at all', true), ('D31', '1 Elm Street', false);
      create role workflows login in role meanwhile_worker;
      grant select, insert, update, delete on public.clients, public.drivers, public.client_drive_times,
        public.chat_messages, public.email_templates to workflows;
      """;

  private static final String PASSWORD =
      """
      select format('alter role workflows password %L', ?)
      """;

  private static final String TYPES =
      """
      select meanwhile.register_task_type('sql_drive_times', 'Drive times', 120, 3),
             meanwhile.register_task_type('sql_quo', 'Quo sync', 120, 0),
             meanwhile.register_task_type('sql_chat', 'Chat', 180, 1)
      """;

  private static final String CLIENT =
      """
      insert into public.clients values (?, ?, nullif(?, ''), '+15550001234')
      """;

  private static final String CONVERSATION =
      """
      insert into public.chat_messages (conversation_id, role, content)
      values (?::bigint, 'user', ?)
      """;

  private static final String PLACEHOLDER =
      """
      insert into public.chat_messages (conversation_id, role, content)
      values (?::bigint, 'assistant', '') returning id
      """;

  private static final String MESSAGE =
      """
      select content || ' / ' || coalesce(thinking, '') from public.chat_messages where id = ?::bigint
      """;

  private static final String TIMES =
      """
      select count(*) from public.client_drive_times where client_id = ? and minutes > 0
      """;

  private static final String USER =
      """
      select id::text from meanwhile.users where username = 'sandra'
      """;

  /// All that a task leaves behind, as text.
  private static final String TRACES =
      """
      select count(*)
        from (select t::text as line from meanwhile.tasks t
              union all select e::text from meanwhile.task_events e
              union all select c::text from meanwhile.webhook_calls c
              union all select a::text from meanwhile.audit_logs a) as written
       where line like '%' || ? || '%'
      """;

  private final DataSource database;

  DeskStore(DataSource database) {
    this.database = database;
  }

  void furnish() throws SQLException {
    run(TABLES);
    String alter = ask(PASSWORD, Secret.ROLE);
    run(alter == null ? "" : alter);
    ask(TYPES);
  }

  /// @param address empty for none
  void client(String id, String name, String address) throws SQLException {
    change(CLIENT, id, name, address);
  }

  /// @return the id of the message that waits for its content
  String conversation(int id, String question) throws SQLException {
    change(CONVERSATION, Integer.toString(id), question);
    return String.valueOf(ask(PLACEHOLDER, Integer.toString(id)));
  }

  String message(String id) throws SQLException {
    return String.valueOf(ask(MESSAGE, id));
  }

  int driveTimes(String client) throws SQLException {
    return Integer.parseInt(String.valueOf(ask(TIMES, client)));
  }

  String user() throws SQLException {
    return String.valueOf(ask(USER));
  }

  /// Those secrets that were written down anywhere.
  List<String> leaked(List<String> secrets) throws SQLException {
    var found = new ArrayList<String>();
    for (String secret : secrets) {
      if (!"0".equals(ask(TRACES, secret))) {
        found.add(secret.substring(0, Math.min(10, secret.length())));
      }
    }
    return found;
  }

  private @Nullable String ask(String sql, String... values) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      try (var rows = statement.executeQuery()) {
        return rows.next() ? rows.getString(1) : null;
      }
    }
  }

  private void change(String sql, String... values) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }

  private void run(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
