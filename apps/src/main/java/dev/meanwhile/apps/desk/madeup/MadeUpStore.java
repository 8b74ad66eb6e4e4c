package dev.meanwhile.apps.desk.madeup;

import dev.meanwhile.engine.Json;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Writes the made-up desk, a statement for each table.
@Repository
class MadeUpStore {
  private static final String EMPTY =
      """
      select not exists (select from meanwhile.clients) and not exists (select from meanwhile.drivers)
             and not exists (select from meanwhile.destinations)
      """;

  private static final String NOW =
      """
      select meanwhile.clock()
      """;

  private static final String NUMBERS =
      """
      select 'K' || lpad(nextval('meanwhile.client_numbers')::text, 7, '0') as knumber
        from generate_series(1, :count)
       order by 1
      """;

  private static final String TYPES =
      """
      select id::text as id, name, default_minutes
        from meanwhile.appointment_types
       order by name
      """;

  private static final String CLINICS =
      """
      insert into meanwhile.destinations (id, name, address, city, state, zip, latitude, longitude, phone)
      select id, name, address, city, state, zip, latitude, longitude, phone
        from jsonb_populate_recordset(null::meanwhile.destinations, :rows::jsonb)
      """;

  private static final String DRIVERS =
      """
      insert into meanwhile.drivers
        (id, full_name, phone, email, home_address, home_city, home_state, home_zip, home_latitude, home_longitude, colour, user_id)
      select id, full_name, phone, email, home_address, home_city, home_state, home_zip, home_latitude, home_longitude, colour,
             user_id
        from jsonb_populate_recordset(null::meanwhile.drivers, :rows::jsonb)
      """;

  private static final String CLIENTS =
      """
      insert into meanwhile.clients
        (knumber, first_name, last_name, phone, email, address, city, state, zip, latitude, longitude, primary_clinic_id, notes,
         clinic_travel_times)
      select knumber, first_name, last_name, phone, email, address, city, state, zip, latitude, longitude, primary_clinic_id, notes,
             clinic_travel_times
        from jsonb_populate_recordset(null::meanwhile.clients, :rows::jsonb)
      """;

  private static final String DRIVE_TIMES =
      """
      insert into meanwhile.client_drive_times (knumber, driver_id, minutes, meters, provider, estimated)
      select knumber, driver_id, minutes, meters, 'estimate', true
        from jsonb_populate_recordset(null::meanwhile.client_drive_times, :rows::jsonb)
      """;

  private static final String PREFERENCES =
      """
      insert into meanwhile.driver_clinic_preferences (driver_id, clinic_id, minutes, meters, rank, estimated)
      select driver_id, clinic_id, minutes, meters, rank, true
        from jsonb_populate_recordset(null::meanwhile.driver_clinic_preferences, :rows::jsonb)
      """;

  private static final String APPOINTMENTS =
      """
      insert into meanwhile.appointments
        (knumber, driver_id, clinic_id, appointment_type_id, starts_at, zone, duration_minutes, transit_minutes, transit_source,
         status, notes, cancelled_at, cancel_reason)
      select knumber, driver_id, clinic_id, appointment_type_id, starts_at, zone, duration_minutes, transit_minutes,
             case when transit_minutes is not null then 'estimate' end, status, notes, cancelled_at, cancel_reason
        from jsonb_populate_recordset(null::meanwhile.appointments, :rows::jsonb)
      """;

  private final JdbcClient database;

  MadeUpStore(JdbcClient database) {
    this.database = database;
  }

  /// Whether nobody has used the desk yet.
  boolean isEmpty() {
    return database.sql(EMPTY).query(Boolean.class).single();
  }

  Instant now() {
    return database.sql(NOW).query(OffsetDateTime.class).single().toInstant();
  }

  /// The numbers of clients who are yet to be written.
  List<String> numbers(int count) {
    return database.sql(NUMBERS).param("count", count).query(String.class).list();
  }

  /// What an appointment may be for.
  record Type(String id, String name, int minutes) {}

  List<Type> types() {
    return database
        .sql(TYPES)
        .query((row, _) ->
            new Type(row.getString("id"), row.getString("name"), row.getInt("default_minutes")))
        .list();
  }

  void clinics(List<Map<String, Object>> rows) {
    write(database.sql(CLINICS), rows);
  }

  void drivers(List<Map<String, Object>> rows) {
    write(database.sql(DRIVERS), rows);
  }

  void clients(List<Map<String, Object>> rows) {
    write(database.sql(CLIENTS), rows);
  }

  void driveTimes(List<Map<String, Object>> rows) {
    write(database.sql(DRIVE_TIMES), rows);
  }

  void preferences(List<Map<String, Object>> rows) {
    write(database.sql(PREFERENCES), rows);
  }

  void appointments(List<Map<String, Object>> rows) {
    write(database.sql(APPOINTMENTS), rows);
  }

  private static void write(JdbcClient.StatementSpec statement, List<Map<String, Object>> rows) {
    statement.param("rows", Json.write(rows)).update();
  }
}
