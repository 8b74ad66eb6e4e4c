package dev.meanwhile.apps.desk.appointments;

import dev.meanwhile.apps.desk.place.Spot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Looks for appointments.
@Repository
class AppointmentListStore {
  private static final String FIND =
      """
      select a.*, c.first_name || ' ' || c.last_name as client_name, d.full_name as driver_name, p.name as clinic_name,
             t.name as type_name, c.clinic_travel_times is not null as travel_times_calculated, c.phone as client_phone,
             c.address as client_address, c.city as client_city, c.state as client_state, c.zip as client_zip,
             c.latitude as client_latitude, c.longitude as client_longitude
        from meanwhile.appointments a
        join meanwhile.clients c on c.knumber = a.knumber
        join meanwhile.destinations p on p.id = a.clinic_id
        join meanwhile.appointment_types t on t.id = a.appointment_type_id
        left join meanwhile.drivers d on d.id = a.driver_id
       where a.deleted_at is null
         and (:from::timestamptz is null or a.starts_at >= :from)
         and (:to::timestamptz is null or a.starts_at < :to)
         and (:driver::uuid is null or a.driver_id = :driver)
         and (not :unassigned or (a.driver_id is null and a.status in ('scheduled', 'confirmed')))
         and (:user::uuid is null or d.user_id = :user)
         and (:client::text is null or a.knumber = :client)
         and (:status::text is null or a.status = :status)
         and (:patterns::text[] is null
              or (c.search || ' ' || lower(p.name) || ' ' || lower(t.name) || ' ' || lower(coalesce(d.full_name, ''))) like all (:patterns::text[]))
         and (:after_at::timestamptz is null or (a.starts_at, a.id) > (:after_at, :after_id))
       order by a.starts_at, a.id
       limit :limit
      """;

  private static final String THESE =
      """
      select a.*, c.first_name || ' ' || c.last_name as client_name, d.full_name as driver_name, p.name as clinic_name,
             t.name as type_name, c.clinic_travel_times is not null as travel_times_calculated, c.phone as client_phone,
             c.address as client_address, c.city as client_city, c.state as client_state, c.zip as client_zip,
             c.latitude as client_latitude, c.longitude as client_longitude
        from meanwhile.appointments a
        join meanwhile.clients c on c.knumber = a.knumber
        join meanwhile.destinations p on p.id = a.clinic_id
        join meanwhile.appointment_types t on t.id = a.appointment_type_id
        left join meanwhile.drivers d on d.id = a.driver_id
       where a.deleted_at is null and a.id = any (:ids::uuid[])
       order by a.starts_at, a.id
      """;

  private final JdbcClient database;

  AppointmentListStore(JdbcClient database) {
    this.database = database;
  }

  List<Seen> find(AppointmentQuery query) {
    AppointmentQuery.After after = query.after();
    Status status = query.status();
    return database
        .sql(FIND)
        .param("from", at(query.from()))
        .param("to", at(query.to()))
        .param("driver", query.driver())
        .param("unassigned", query.unassigned())
        .param("user", query.user())
        .param("client", query.client())
        .param("status", status == null ? null : status.text())
        .param(
            "patterns", query.patterns().isEmpty() ? null : query.patterns().toArray(String[]::new))
        .param("after_at", after == null ? null : at(after.at()))
        .param("after_id", after == null ? null : after.id())
        .param("limit", query.limit())
        .query(AppointmentListStore::seen)
        .list();
  }

  List<Seen> these(List<UUID> ids) {
    return database
        .sql(THESE)
        .param("ids", ids.toArray(UUID[]::new))
        .query(AppointmentListStore::seen)
        .list();
  }

  private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  private static Seen seen(ResultSet row, int number) throws SQLException {
    return new Seen(
        AppointmentRow.read(row, number), Spot.read(row, "client_"), row.getString("client_phone"));
  }
}
