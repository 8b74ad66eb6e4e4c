package dev.meanwhile.apps.desk.kinds;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of the appointment types.
@Repository
public class KindStore {
  private static final String FIND =
      """
      select id, name, default_minutes, colour, active, version
        from meanwhile.appointment_types
       where id = :id
      """;

  private static final String HOLD =
      """
      select id, name, default_minutes, colour, active, version
        from meanwhile.appointment_types
       where id = :id
         for no key update
      """;

  private static final String ALL =
      """
      select id, name, default_minutes, colour, active, version
        from meanwhile.appointment_types
       where active or not :only_active
       order by lower(name), id
       limit 1000
      """;

  private static final String INSERT =
      """
      insert into meanwhile.appointment_types (name, default_minutes, colour, active)
      values (:name, :minutes, :colour, :active)
      on conflict (name) do nothing
      returning id, name, default_minutes, colour, active, version
      """;

  private static final String TAKEN =
      """
      select exists (select from meanwhile.appointment_types where name = :name and id <> :id)
      """;

  private static final String UPDATE =
      """
      update meanwhile.appointment_types
         set name = :name, default_minutes = :minutes, colour = :colour, active = :active, version = version + 1,
             updated_at = meanwhile.clock()
       where id = :id
      returning id, name, default_minutes, colour, active, version
      """;

  private final JdbcClient database;

  KindStore(JdbcClient database) {
    this.database = database;
  }

  /// Null when there is none.
  public @Nullable Kind find(UUID id) {
    return database.sql(FIND).param("id", id).query(KindStore::kind).optional().orElse(null);
  }

  /// Nobody else changes it until the transaction ends.
  @Nullable Kind hold(UUID id) {
    return database.sql(HOLD).param("id", id).query(KindStore::kind).optional().orElse(null);
  }

  /// By their names, at most 1,000.
  public List<Kind> all(boolean onlyActive) {
    return database.sql(ALL).param("only_active", onlyActive).query(KindStore::kind).list();
  }

  /// Null when there is one of this name already.
  @Nullable Kind insert(Kind kind) {
    return filled(database.sql(INSERT), kind).query(KindStore::kind).optional().orElse(null);
  }

  boolean taken(String name, UUID except) {
    return database
        .sql(TAKEN)
        .param("name", name)
        .param("id", except)
        .query(Boolean.class)
        .single();
  }

  Kind update(Kind kind) {
    return filled(database.sql(UPDATE), kind)
        .param("id", kind.id())
        .query(KindStore::kind)
        .single();
  }

  private static JdbcClient.StatementSpec filled(JdbcClient.StatementSpec statement, Kind kind) {
    return statement
        .param("name", kind.name())
        .param("minutes", kind.defaultMinutes())
        .param("colour", kind.colour())
        .param("active", kind.active());
  }

  private static Kind kind(ResultSet row, int number) throws SQLException {
    return new Kind(
        row.getObject("id", UUID.class),
        row.getString("name"),
        row.getInt("default_minutes"),
        row.getString("colour"),
        row.getBoolean("active"),
        row.getLong("version"));
  }
}
