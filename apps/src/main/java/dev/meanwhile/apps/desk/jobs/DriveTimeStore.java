package dev.meanwhile.apps.desk.jobs;

import dev.meanwhile.apps.desk.clients.TravelTime;
import dev.meanwhile.apps.desk.place.Spot;
import dev.meanwhile.engine.Json;
import java.sql.Connection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Repository;

/// Keeps drive times, unless somebody has moved meanwhile: what was asked for another address is
/// not written.
@Repository
class DriveTimeStore {
  private static final String TRAVEL_TIMES =
      """
      update meanwhile.clients
         set clinic_travel_times = cast(:times as jsonb)
       where knumber = :knumber
         and row(address, city, state, zip, latitude, longitude)
             is not distinct from row(cast(:address as text), cast(:city as text), cast(:state as text), cast(:zip as text),
                                      cast(:latitude as float8), cast(:longitude as float8))
      """;

  private static final String STILL_LIVES_THERE =
      """
      select count(*)
        from (select from meanwhile.drivers
               where id = :driver
                 and row(home_address, home_city, home_state, home_zip, home_latitude, home_longitude)
                     is not distinct from row(cast(:address as text), cast(:city as text), cast(:state as text), cast(:zip as text),
                                              cast(:latitude as float8), cast(:longitude as float8))
                 for share) at_home
      """;

  /// One client, many drivers.
  private static final String OF_CLIENT =
      """
      insert into meanwhile.client_drive_times (knumber, driver_id, minutes, meters, provider, estimated)
      select :knumber, d.id, x.minutes, x.meters, :provider, x.estimated
        from jsonb_to_recordset(cast(:drives as jsonb))
               as x(id text, minutes int, meters int, estimated boolean, address text, city text, state text, zip text,
                    latitude float8, longitude float8)
        join meanwhile.drivers d
          on d.id = cast(x.id as uuid)
         and row(d.home_address, d.home_city, d.home_state, d.home_zip, d.home_latitude, d.home_longitude)
             is not distinct from row(x.address, x.city, x.state, x.zip, x.latitude, x.longitude)
       order by d.id
      on conflict (knumber, driver_id) do update
        set minutes = excluded.minutes, meters = excluded.meters, provider = excluded.provider,
            estimated = excluded.estimated, calculated_at = excluded.calculated_at
      """;

  /// One driver, many clients.
  private static final String OF_DRIVER =
      """
      insert into meanwhile.client_drive_times (knumber, driver_id, minutes, meters, provider, estimated)
      select c.knumber, :driver, x.minutes, x.meters, :provider, x.estimated
        from jsonb_to_recordset(cast(:drives as jsonb))
               as x(id text, minutes int, meters int, estimated boolean, address text, city text, state text, zip text,
                    latitude float8, longitude float8)
        join meanwhile.clients c
          on c.knumber = x.id
         and row(c.address, c.city, c.state, c.zip, c.latitude, c.longitude)
             is not distinct from row(x.address, x.city, x.state, x.zip, x.latitude, x.longitude)
       order by c.knumber
      on conflict (knumber, driver_id) do update
        set minutes = excluded.minutes, meters = excluded.meters, provider = excluded.provider,
            estimated = excluded.estimated, calculated_at = excluded.calculated_at
      """;

  /// Of drivers who cannot come, or do not drive any more.
  private static final String FORGET_DRIVERS =
      """
      delete from meanwhile.client_drive_times t
       where t.knumber = :knumber
         and (t.driver_id = any (cast(:unreachable as uuid[]))
              or exists (select from meanwhile.drivers d where d.id = t.driver_id and not d.active))
      """;

  private static final String FORGET_CLIENTS =
      """
      delete from meanwhile.client_drive_times
       where driver_id = :driver and knumber = any (cast(:unreachable as text[]))
      """;

  private static final String FORGET_DRIVER =
      """
      delete from meanwhile.client_drive_times where driver_id = :driver
      """;

  private static final String FORGET_CLIENT =
      """
      delete from meanwhile.client_drive_times where knumber = :knumber
      """;

  private static final String FORGET_PREFERENCES =
      """
      delete from meanwhile.driver_clinic_preferences where driver_id = :driver
      """;

  private static final String PREFERENCES =
      """
      insert into meanwhile.driver_clinic_preferences (driver_id, clinic_id, minutes, meters, rank, estimated)
      select :driver, cast(x.id as uuid), x.minutes, x.meters, row_number() over (order by x.minutes, x.meters, x.id), x.estimated
        from jsonb_to_recordset(cast(:drives as jsonb)) as x(id text, minutes int, meters int, estimated boolean)
      """;

  /// A drive to or from somebody who lived there when it was asked for.
  ///
  /// @param id of the driver, or the knumber
  record Kept(
      String id,
      int minutes,
      int meters,
      boolean estimated,
      @Nullable String address,
      @Nullable String city,
      @Nullable String state,
      @Nullable String zip,
      @Nullable Double latitude,
      @Nullable Double longitude) {

    static Kept of(String id, int minutes, Way way, Spot spot) {
      return new Kept(
          id,
          minutes,
          way.meters(),
          way.estimated(),
          spot.address(),
          spot.city(),
          spot.state(),
          spot.zip(),
          spot.latitude(),
          spot.longitude());
    }
  }

  private static JdbcClient on(Connection connection) {
    return JdbcClient.create(new SingleConnectionDataSource(connection, true));
  }

  private static StatementSpec at(StatementSpec statement, Spot spot) {
    return statement
        .param("address", spot.address())
        .param("city", spot.city())
        .param("state", spot.state())
        .param("zip", spot.zip())
        .param("latitude", spot.latitude())
        .param("longitude", spot.longitude());
  }

  /// @return false when the client has moved
  boolean travelTimes(Connection connection, String knumber, Spot home, List<TravelTime> times) {
    return at(
                on(connection)
                    .sql(TRAVEL_TIMES)
                    .param("knumber", knumber)
                    .param("times", Json.write(times)),
                home)
            .update()
        == 1;
  }

  /// Whether the driver has not moved; and does not, before the transaction ends.
  boolean livesThere(Connection connection, UUID driver, Spot home) {
    return at(on(connection).sql(STILL_LIVES_THERE).param("driver", driver), home)
            .query(Long.class)
            .single()
        == 1;
  }

  void ofClient(Connection connection, String knumber, String provider, List<Kept> drives) {
    on(connection)
        .sql(OF_CLIENT)
        .param("knumber", knumber)
        .param("provider", provider)
        .param("drives", Json.write(drives))
        .update();
  }

  void ofDriver(Connection connection, UUID driver, String provider, List<Kept> drives) {
    on(connection)
        .sql(OF_DRIVER)
        .param("driver", driver)
        .param("provider", provider)
        .param("drives", Json.write(drives))
        .update();
  }

  void forgetDrivers(Connection connection, String knumber, List<UUID> unreachable) {
    on(connection)
        .sql(FORGET_DRIVERS)
        .param("knumber", knumber)
        .param("unreachable", unreachable.toArray(UUID[]::new))
        .update();
  }

  void forgetClients(Connection connection, UUID driver, List<String> unreachable) {
    on(connection)
        .sql(FORGET_CLIENTS)
        .param("driver", driver)
        .param("unreachable", unreachable.toArray(String[]::new))
        .update();
  }

  /// Nobody knows how far it is for somebody without a home.
  void forgetDriver(Connection connection, UUID driver) {
    on(connection).sql(FORGET_DRIVER).param("driver", driver).update();
  }

  void forgetClient(Connection connection, String knumber) {
    on(connection).sql(FORGET_CLIENT).param("knumber", knumber).update();
  }

  /// The nearest clinic has rank 1.
  void preferences(Connection connection, UUID driver, List<Kept> drives) {
    on(connection).sql(FORGET_PREFERENCES).param("driver", driver).update();
    on(connection)
        .sql(PREFERENCES)
        .param("driver", driver)
        .param("drives", Json.write(drives))
        .update();
  }
}
