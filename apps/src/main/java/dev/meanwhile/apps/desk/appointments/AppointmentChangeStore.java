package dev.meanwhile.apps.desk.appointments;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Writes the rows of the appointments, as people filled them in.
@Repository
class AppointmentChangeStore {
  private static final String INSERT =
      """
      insert into meanwhile.appointments
        (knumber, driver_id, clinic_id, appointment_type_id, starts_at, zone, duration_minutes, transit_minutes, transit_source,
         pickup_address, status, notes, created_by)
      values
        (:knumber, :driver, :clinic, :type, :starts_at, :zone, :minutes, :transit, :source, :pickup, :status, :notes, :user)
      returning id
      """;

  /// Nobody else changes it until the transaction ends.
  private static final String HOLD =
      """
      select meanwhile.clock()
        from meanwhile.appointments
       where id = :id and deleted_at is null
         for no key update
      """;

  private static final String NOW =
      """
      select meanwhile.clock()
      """;

  private static final String UPDATE =
      """
      update meanwhile.appointments
         set knumber = :knumber, driver_id = :driver, clinic_id = :clinic, appointment_type_id = :type, starts_at = :starts_at,
             zone = :zone, duration_minutes = :minutes, transit_minutes = :transit, transit_source = :source,
             pickup_address = :pickup, status = :status, notes = :notes, cancel_reason = :reason,
             cancelled_at = case when :status = 'cancelled' then coalesce(cancelled_at, meanwhile.clock()) end,
             version = version + 1, updated_at = meanwhile.clock()
       where id = :id
      """;

  private static final String DELETE =
      """
      update meanwhile.appointments
         set deleted_at = meanwhile.clock(), version = version + 1, updated_at = meanwhile.clock()
       where id = :id
      """;

  private final JdbcClient database;

  AppointmentChangeStore(JdbcClient database) {
    this.database = database;
  }

  UUID insert(AppointmentForm form, UUID user) {
    return filled(database.sql(INSERT), form).param("user", user).query(UUID.class).single();
  }

  /// @return false when there is none
  boolean hold(UUID id) {
    return database.sql(HOLD).param("id", id).query(OffsetDateTime.class).optional().isPresent();
  }

  void update(UUID id, AppointmentForm form) {
    filled(database.sql(UPDATE), form)
        .param("id", id)
        .param("reason", form.cancelReason())
        .update();
  }

  /// It stays, and nobody sees it any more.
  void delete(UUID id) {
    database.sql(DELETE).param("id", id).update();
  }

  Instant now() {
    return database.sql(NOW).query(OffsetDateTime.class).single().toInstant();
  }

  private static JdbcClient.StatementSpec filled(
      JdbcClient.StatementSpec statement, AppointmentForm form) {
    Transit transit = form.transit();
    return statement
        .param("knumber", form.client().knumber())
        .param("driver", form.driverId())
        .param("clinic", form.clinicId())
        .param("type", form.typeId())
        .param("starts_at", form.when().at().atOffset(ZoneOffset.UTC))
        .param("zone", form.when().zone().getId())
        .param("minutes", form.durationMinutes())
        .param("transit", transit == null ? null : transit.minutes())
        .param("source", transit == null ? null : transit.source().text())
        .param("pickup", form.pickupAddress())
        .param("status", form.status().text())
        .param("notes", form.notes());
  }
}
