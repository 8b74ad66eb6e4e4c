package dev.meanwhile.apps.desk.clinics;

import dev.meanwhile.apps.desk.place.Spot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of the clinics.
@Repository
public class ClinicStore {
  private static final String FIND =
      """
      select id, name, address, city, state, zip, latitude, longitude, phone, active, version, created_at, updated_at
        from meanwhile.destinations
       where id = :id
      """;

  private static final String ALL =
      """
      select id, name, address, city, state, zip, latitude, longitude, phone, active, version, created_at, updated_at
        from meanwhile.destinations
       where active or not :only_active
       order by lower(name), id
       limit 1000
      """;

  private final JdbcClient database;

  ClinicStore(JdbcClient database) {
    this.database = database;
  }

  /// Null when there is none.
  public @Nullable Clinic find(UUID id) {
    return database.sql(FIND).param("id", id).query(ClinicStore::clinic).optional().orElse(null);
  }

  /// By their names, at most 1,000.
  public List<Clinic> all(boolean onlyActive) {
    return database.sql(ALL).param("only_active", onlyActive).query(ClinicStore::clinic).list();
  }

  private static Clinic clinic(ResultSet row, int number) throws SQLException {
    return new Clinic(
        row.getObject("id", UUID.class),
        row.getString("name"),
        Spot.read(row, ""),
        row.getString("phone"),
        row.getBoolean("active"),
        row.getLong("version"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("updated_at", OffsetDateTime.class).toInstant());
  }
}
