package dev.meanwhile.apps.desk.drivers;

import dev.meanwhile.apps.desk.place.Spot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of the drivers.
@Repository
public class DriverStore {
  private static final String FIND =
      """
      select *
        from meanwhile.drivers
       where id = :id
      """;

  private static final String ALL =
      """
      select *
        from meanwhile.drivers
       where active or not :only_active
       order by lower(full_name), id
       limit 1000
      """;

  private static final String AT_HOME =
      """
      select *
        from meanwhile.drivers
       where active and coalesce(home_address, home_zip, home_latitude::text) is not null
       order by lower(full_name), id
       limit 1000
      """;

  private final JdbcClient database;

  DriverStore(JdbcClient database) {
    this.database = database;
  }

  /// Null when there is none.
  public @Nullable Driver find(UUID id) {
    return database.sql(FIND).param("id", id).query(DriverStore::driver).optional().orElse(null);
  }

  /// By their names, at most 1,000.
  public List<Driver> all(boolean onlyActive) {
    return database.sql(ALL).param("only_active", onlyActive).query(DriverStore::driver).list();
  }

  /// The active drivers whose home is known.
  public List<Driver> withHome() {
    return database.sql(AT_HOME).query(DriverStore::driver).list();
  }

  static Driver driver(ResultSet row, int number) throws SQLException {
    return new Driver(
        row.getObject("id", UUID.class),
        row.getString("full_name"),
        row.getString("phone"),
        row.getString("email"),
        Spot.read(row, "home_"),
        row.getBoolean("active"),
        row.getString("colour"),
        row.getString("calendar_id"),
        row.getString("calendar_ical_url"),
        row.getObject("user_id", UUID.class),
        row.getLong("version"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("updated_at", OffsetDateTime.class).toInstant());
  }
}
