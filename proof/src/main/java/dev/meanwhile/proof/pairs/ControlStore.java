package dev.meanwhile.proof.pairs;

import dev.meanwhile.proof.ProofFailed;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// Plants mistakes into the functions of a database, and takes them out again.
final class ControlStore {
  private static final String DEFINITION =
      """
      select pg_get_functiondef(p.oid)
        from pg_proc p
       where p.pronamespace = 'meanwhile'::regnamespace
         and p.proname = ?
      """;

  /// What a fence does that stays where it is.
  private static final List<String> KEEP_ROWS =
      List.of(
          """
          create function meanwhile.keep_row() returns trigger
            language plpgsql
            as $$ begin return null; end $$
          """,
          """
          create trigger keep_row before delete on meanwhile.queue
            for each row when (old.claimed_at is not null)
            execute function meanwhile.keep_row()
          """);

  private static final List<String> LET_ROWS_GO =
      List.of("drop trigger keep_row on meanwhile.queue", "drop function meanwhile.keep_row()");

  private ControlStore() {}

  /// @return the function as it was, to be put back with [#define]
  static String plant(Connection connection, Defect defect) throws SQLException {
    var right = definition(connection, defect.function());
    if (!right.contains(defect.text())) {
      throw new ProofFailed(
          "'%s' cannot be planted: meanwhile.%s does not say '%s'."
              .formatted(defect.words(), defect.function(), defect.text()));
    }
    define(connection, right.replace(defect.text(), defect.instead()));
    return right;
  }

  static void define(Connection connection, String function) throws SQLException {
    run(connection, List.of(function));
  }

  static void keepRows(Connection connection) throws SQLException {
    run(connection, KEEP_ROWS);
  }

  static void letRowsGo(Connection connection) throws SQLException {
    run(connection, LET_ROWS_GO);
  }

  private static String definition(Connection connection, String function) throws SQLException {
    try (var statement = connection.prepareStatement(DEFINITION)) {
      statement.setString(1, function);
      try (var row = statement.executeQuery()) {
        if (!row.next()) {
          throw new ProofFailed("There is no function meanwhile.%s.".formatted(function));
        }
        return row.getString(1);
      }
    }
  }

  private static void run(Connection connection, List<String> statements) throws SQLException {
    try (var statement = connection.createStatement()) {
      for (var one : statements) {
        statement.execute(one);
      }
    }
  }
}
