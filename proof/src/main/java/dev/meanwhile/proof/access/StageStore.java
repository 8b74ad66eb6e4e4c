package dev.meanwhile.proof.access;

import dev.meanwhile.proof.ProofFailed;
import dev.meanwhile.server.access.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The people and things of the proof, put on the stage by the database's owner.
final class StageStore {
  private static final String PERSON = "select proof.person(?, ?)";
  private static final String SESSION = "select proof.session(?, ?)";
  private static final String TASK = "select proof.task(?, ?, ?)";
  private static final String THING = "select proof.thing(?, ?)";
  private static final String ARCHIVE = "select proof.archive()";
  private static final String PAUSED = "select proof.paused(?)";
  private static final String LOOK = "select proof.look()";
  private static final String PROBE =
      """
      select proof.probe(?::regclass, ?, ?, ?, ?::jsonb)
      """;
  private static final String EXAMPLE =
      """
      select proof.example(?::regclass, ?, ?)::text
      """;
  private static final String TABLES =
      """
      select c.relname
        from pg_class c
       where c.relnamespace = 'meanwhile'::regnamespace
         and c.relkind in ('r', 'p')
       order by 1
      """;
  private static final String UNWALLED =
      """
      select c.relname
        from pg_class c
       where c.relnamespace = 'meanwhile'::regnamespace
         and c.relkind in ('r', 'p')
         and not (c.relrowsecurity and c.relforcerowsecurity)
      """;
  private static final String TASKS_OF =
      """
      select id::text from meanwhile.tasks where created_by = ?
      union all
      select id::text from meanwhile.tasks_archive where created_by = ?
      """;
  private static final String ENTER =
      """
      select set_config('role', 'meanwhile_person', true), set_config('app.user_id', ?, true), set_config('app.role', ?, true)
      """;
  private static final String OPEN_UPLOADS =
      """
      alter table meanwhile.uploads disable row level security
      """;

  private final Connection connection;

  StageStore(DataSource database) throws SQLException {
    connection = database.getConnection();
    try (Statement statement = connection.createStatement()) {
      statement.execute(props());
    }
  }

  private static String props() {
    try (var stream = StageStore.class.getResourceAsStream("props.sql")) {
      if (stream == null) {
        throw new ProofFailed("The jar lacks props.sql.");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  UUID person(String name, Role role) throws SQLException {
    return UUID.fromString(text(PERSON, name, role.text()));
  }

  UUID session(UUID person, byte[] hash) throws SQLException {
    return UUID.fromString(text(SESSION, person, hash));
  }

  UUID task(UUID person, String stands, String type) throws SQLException {
    return UUID.fromString(text(TASK, person, stands, type));
  }

  UUID thing(UUID person, String kind) throws SQLException {
    return UUID.fromString(text(THING, person, kind));
  }

  void archive() throws SQLException {
    list(ARCHIVE);
  }

  void paused(boolean held) throws SQLException {
    list(PAUSED, held);
  }

  /// Two that are equal: nothing has changed in between.
  String look() throws SQLException {
    return text(LOOK);
  }

  List<String> tables() throws SQLException {
    return list(TABLES);
  }

  List<String> unwalled() throws SQLException {
    return list(UNWALLED);
  }

  List<String> tasksOf(UUID person) throws SQLException {
    return list(TASKS_OF, person, person);
  }

  @Nullable String example(String table, String key, List<String> keys) throws SQLException {
    return list(EXAMPLE, "meanwhile." + table, key, keys.toArray(String[]::new)).getFirst();
  }

  /// What a statement of a person comes to; nothing of it stays.
  ///
  /// @param person null for nobody
  /// @param open whether the wall of the uploads is taken down before, as a planted mistake
  String probe(
      @Nullable UUID person,
      @Nullable Role role,
      boolean open,
      String[] question,
      List<String> keys)
      throws SQLException {
    connection.setAutoCommit(false);
    try {
      if (open) {
        try (Statement statement = connection.createStatement()) {
          statement.execute(OPEN_UPLOADS);
        }
      }
      list(ENTER, person == null ? "" : person.toString(), role == null ? "" : role.text());
      return text(
          PROBE, question[0], question[1], question[2], keys.toArray(String[]::new), question[3]);
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private String text(String sql, @Nullable Object... values) throws SQLException {
    return list(sql, values).getFirst();
  }

  private List<String> list(String sql, @Nullable Object... values) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        if (values[i] instanceof String[] texts) {
          statement.setArray(i + 1, connection.createArrayOf("text", texts));
        } else {
          statement.setObject(i + 1, values[i]);
        }
      }
      var found = new ArrayList<String>();
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          found.add(String.valueOf(row.getString(1)));
        }
      }
      return found;
    }
  }
}
