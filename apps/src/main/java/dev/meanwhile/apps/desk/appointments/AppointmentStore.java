package dev.meanwhile.apps.desk.appointments;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of the appointments.
@Repository
public class AppointmentStore {
  private static final String FIND =
      """
      select a.*, c.first_name || ' ' || c.last_name as client_name, d.full_name as driver_name, p.name as clinic_name,
             t.name as type_name, c.clinic_travel_times is not null as travel_times_calculated
        from meanwhile.appointments a
        join meanwhile.clients c on c.knumber = a.knumber
        join meanwhile.destinations p on p.id = a.clinic_id
        join meanwhile.appointment_types t on t.id = a.appointment_type_id
        left join meanwhile.drivers d on d.id = a.driver_id
       where a.id = :id
      """;

  private final JdbcClient database;

  AppointmentStore(JdbcClient database) {
    this.database = database;
  }

  /// Null when there is none. One that was deleted is found, and says so.
  public @Nullable Appointment find(UUID id) {
    return database.sql(FIND).param("id", id).query(AppointmentRow::read).optional().orElse(null);
  }
}
