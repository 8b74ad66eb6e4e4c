package dev.meanwhile.server.wall;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The wall in the database: raising it at the start, and passing it for one transaction.
public final class WallStore {
  private static final String PREPARE = "/db/wall/raise.sql";
  private static final String ENGINE = "/db/wall/engine.sql";

  /// Nodes that start together write the same grants.
  private static final String LOCK =
      """
      select pg_advisory_xact_lock(7306925)
      """;

  private static final String GAP =
      """
      select case
               when to_regrole('meanwhile_person') is null then 'no role'
               when (select r.rolsuper or r.rolbypassrls from pg_roles r where r.rolname = 'meanwhile_person')
                    or pg_has_role('meanwhile_person', (select relowner from pg_class where oid = 'meanwhile.tasks'::regclass), 'member')
                 then 'too strong'
               when not pg_has_role(current_user, 'meanwhile_person', 'set') then 'not a member'
             end,
             current_user
      """;

  /// Asked before the first start as well: there may be no tables yet.
  private static final String OUTLOOK =
      """
      select case
               when to_regrole('meanwhile_person') is null and not (r.rolsuper or r.rolcreaterole) then 'no role'
               when to_regrole('meanwhile_person') is not null
                    and not pg_has_role(current_user, 'meanwhile_person', 'set') then 'not a member'
             end,
             current_user
        from pg_roles r
       where r.rolname = current_user
      """;

  private static final String PASS =
      """
      select set_config('role', 'meanwhile_person', true), set_config('app.user_id', ?, true), set_config('app.role', ?, true)
      """;

  /// Without the person's id and role the database's own functions see the house as well.
  private static final String STEP_BACK =
      """
      select set_config('role', 'none', true), set_config('app.user_id', '', true), set_config('app.role', '', true)
      """;

  private WallStore() {}

  /// Makes the role, if that is allowed, and writes down what it may do.
  ///
  /// @param parts where the parts' migrations lie; a file `wall.sql` there holds the part's grants
  public static Standing raise(DataSource database, Stream<String> parts) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute(LOCK);
        statement.execute(text(PREPARE));
        String gap = gap(statement, GAP);
        if (gap == null) {
          statement.execute(text(ENGINE));
          for (String part : parts.toList()) {
            String file = "/" + part + "/wall.sql";
            if (WallStore.class.getResource(file) != null) {
              statement.execute(text(file));
            }
          }
        }
        connection.commit();
        return new Standing(gap);
      } catch (SQLException failure) {
        connection.rollback();
        throw failure;
      }
    }
  }

  /// What will be in the way of raising it; null for nothing.
  public static @Nullable String outlook(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return gap(statement, OUTLOOK);
    }
  }

  private static @Nullable String gap(Statement statement, String question) throws SQLException {
    try (ResultSet row = statement.executeQuery(question)) {
      row.next();
      String gap = row.getString(1);
      String user = row.getString(2);
      return switch (gap == null ? "" : gap) {
        case "" -> null;
        case "too strong" ->
            "The role meanwhile_person may see everything. Let an administrator of the database run: alter role meanwhile_person"
                + " nosuperuser nobypassrls; and start again.";
        default ->
            ("The database's user may not create roles. Let an administrator of the database run: %sgrant meanwhile_person to"
                    + " \"%s\" with inherit false, set true; and start again.")
                .formatted(
                    gap.equals("no role") ? "create role meanwhile_person nologin; " : "", user);
      };
    }
  }

  /// From here to the end of the transaction the connection has this person's rights.
  static void pass(Connection connection, Guest person) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(PASS)) {
      statement.setString(1, person.user().toString());
      statement.setString(2, person.role());
      statement.execute();
    }
  }

  /// From here on the connection has the house's rights again.
  static void stepBack(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(STEP_BACK)) {
      statement.execute();
    }
  }

  private static String text(String path) {
    try (InputStream stream = WallStore.class.getResourceAsStream(path)) {
      if (stream == null) {
        throw new IllegalStateException("The server's jar lacks " + path + ".");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
