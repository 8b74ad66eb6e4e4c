package dev.meanwhile.apps.desk.clients;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// How far the drivers have it to a client.
@Repository
public class NearbyStore {
  private static final String OF_CLIENT =
      """
      select t.driver_id, d.full_name as driver_name, t.minutes, t.meters, t.provider, t.estimated, t.calculated_at
        from meanwhile.client_drive_times t
        join meanwhile.drivers d on d.id = t.driver_id
       where t.knumber = :knumber and d.active
       order by t.minutes, d.full_name, t.driver_id
      """;

  private final JdbcClient database;

  NearbyStore(JdbcClient database) {
    this.database = database;
  }

  /// From a driver's home to a client.
  ///
  /// @param provider who said so: `google_routes`, `estimate`
  public record DriveTime(
      UUID driverId,
      String driverName,
      int minutes,
      int meters,
      String provider,
      boolean estimated,
      Instant calculatedAt) {}

  /// Of the active drivers, the nearest first.
  public List<DriveTime> ofClient(String knumber) {
    return database
        .sql(OF_CLIENT)
        .param("knumber", knumber)
        .query((row, _) ->
            new DriveTime(
                row.getObject("driver_id", UUID.class),
                row.getString("driver_name"),
                row.getInt("minutes"),
                row.getInt("meters"),
                row.getString("provider"),
                row.getBoolean("estimated"),
                row.getObject("calculated_at", OffsetDateTime.class).toInstant()))
        .list();
  }
}
