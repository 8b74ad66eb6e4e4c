package dev.meanwhile.apps.desk.jobs;

import dev.meanwhile.apps.desk.appointments.Appointment;
import dev.meanwhile.apps.desk.appointments.Transit;
import java.sql.Connection;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Repository;

/// Keeps what partners answered beside what people entered. No version is raised: nobody who has a
/// form open is disturbed by it.
@Repository
class AnswerStore {
  private static final String CONTACT =
      """
      update meanwhile.clients set quo_contact_id = :contact where knumber = :knumber
      """;

  private static final String CALENDAR =
      """
      update meanwhile.drivers set calendar_id = :calendar where id = :driver and calendar_id is null
      """;

  private static final String ENTERED =
      """
      update meanwhile.appointments
         set calendar_event_id = :event
       where id = :id and version = :version
      """;

  private static final String REMOVED =
      """
      update meanwhile.appointments
         set calendar_event_id = null
       where id = :id and calendar_event_id = :event
      """;

  private static final String TRANSIT =
      """
      update meanwhile.appointments
         set transit_minutes = :minutes, transit_source = :source
       where id = :id
         and knumber = :knumber and clinic_id = :clinic
         and pickup_address is not distinct from cast(:pickup as text)
         and transit_source is distinct from 'manual'
         and status <> 'cancelled' and deleted_at is null
      """;

  private static final String NOW = "select meanwhile.clock()";

  private final JdbcClient house;

  AnswerStore(@Qualifier("houseClient") JdbcClient house) {
    this.house = house;
  }

  private static JdbcClient on(Connection connection) {
    return JdbcClient.create(new SingleConnectionDataSource(connection, true));
  }

  void contact(Connection connection, String knumber, String contact) {
    on(connection).sql(CONTACT).param("knumber", knumber).param("contact", contact).update();
  }

  /// @return false when the driver has a calendar already
  boolean calendar(Connection connection, UUID driver, String calendar) {
    return on(connection).sql(CALENDAR).param("driver", driver).param("calendar", calendar).update()
        == 1;
  }

  /// @return false when the appointment was changed meanwhile
  boolean entered(Connection connection, Appointment as, String event) {
    return on(connection)
            .sql(ENTERED)
            .param("id", as.id())
            .param("version", as.version())
            .param("event", event)
            .update()
        == 1;
  }

  void removed(Connection connection, UUID appointment, String event) {
    on(connection).sql(REMOVED).param("id", appointment).param("event", event).update();
  }

  /// @return false when somebody has entered one, or changed what the way depends on
  boolean transit(Connection connection, Appointment as, Transit transit) {
    return on(connection)
            .sql(TRANSIT)
            .param("minutes", transit.minutes())
            .param("source", transit.source().text())
            .param("id", as.id())
            .param("knumber", as.knumber())
            .param("clinic", as.clinicId())
            .param("pickup", as.pickupAddress())
            .update()
        == 1;
  }

  /// The time, as the database has it.
  Instant now() {
    @Nullable OffsetDateTime now = house.sql(NOW).query(OffsetDateTime.class).single();
    return now.toInstant();
  }
}
