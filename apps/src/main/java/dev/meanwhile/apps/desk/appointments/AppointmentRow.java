package dev.meanwhile.apps.desk.appointments;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads an appointment from a row of a question.
final class AppointmentRow {
  private AppointmentRow() {}

  static Appointment read(ResultSet row, int number) throws SQLException {
    return new Appointment(
        row.getObject("id", UUID.class),
        row.getString("knumber"),
        row.getString("client_name"),
        row.getObject("driver_id", UUID.class),
        row.getString("driver_name"),
        row.getObject("clinic_id", UUID.class),
        row.getString("clinic_name"),
        row.getObject("appointment_type_id", UUID.class),
        row.getString("type_name"),
        row.getObject("starts_at", OffsetDateTime.class).toInstant(),
        ZoneId.of(row.getString("zone")),
        row.getInt("duration_minutes"),
        transit(row),
        row.getString("pickup_address"),
        Status.known(row.getString("status")),
        row.getString("notes"),
        row.getString("calendar_event_id"),
        instant(row, "cancelled_at"),
        row.getString("cancel_reason"),
        instant(row, "deleted_at"),
        row.getBoolean("travel_times_calculated"),
        row.getLong("version"),
        row.getObject("created_by", UUID.class),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("updated_at", OffsetDateTime.class).toInstant());
  }

  private static @Nullable Transit transit(ResultSet row) throws SQLException {
    Integer minutes = row.getObject("transit_minutes", Integer.class);
    Transit.Source source = Transit.Source.of(row.getString("transit_source"));
    return minutes == null || source == null ? null : new Transit(minutes, source);
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
