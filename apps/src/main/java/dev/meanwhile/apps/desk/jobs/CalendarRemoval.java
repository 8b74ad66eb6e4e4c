package dev.meanwhile.apps.desk.jobs;

import dev.meanwhile.apps.desk.DeskTypes;
import dev.meanwhile.apps.desk.DeskTypes.CalendarWork;
import dev.meanwhile.apps.desk.appointments.Appointment;
import dev.meanwhile.apps.desk.appointments.AppointmentStore;
import dev.meanwhile.apps.desk.drivers.Driver;
import dev.meanwhile.apps.desk.drivers.DriverStore;
import dev.meanwhile.apps.partners.Partners;
import dev.meanwhile.engine.Handler;
import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.Work;
import dev.meanwhile.integrations.PartnerFailed;
import dev.meanwhile.integrations.calendar.Calendars;
import dev.meanwhile.integrations.calendar.EventId;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// `delete_calendar`: takes an appointment out of a calendar in which it must not stand any more.
/// An entry that is gone already is as good.
@Component
final class CalendarRemoval implements Handler<CalendarWork> {
  private final AppointmentStore appointments;
  private final DriverStore drivers;
  private final AnswerStore answers;
  private final DeskPartners partners;

  CalendarRemoval(
      AppointmentStore appointments,
      DriverStore drivers,
      AnswerStore answers,
      DeskPartners partners) {
    this.appointments = appointments;
    this.drivers = drivers;
    this.answers = answers;
    this.partners = partners;
  }

  @Override
  public Outcome handle(CalendarWork input, Work work) throws Exception {
    UUID id = input.appointmentId();
    Calendars google = partners.calendars();
    if (google == null) {
      return Said.nothing(
          "not_connected", "Google Calendar is not connected, so nothing was removed.");
    }
    if (belongsThere(id, input.calendarId())) {
      return Said.nothing(
          "stands", "The appointment takes place after all, so its calendar entry stays.");
    }
    work.step("removing", "Taking it out of the calendar…");
    work.<Boolean>needing(
        DeskTypes.GOOGLE_CALENDAR,
        () -> {
          try {
            google.remove(input.calendarId(), id);
            return true;
          } catch (PartnerFailed failed) {
            throw Partners.failed(failed);
          }
        });
    return work.inTransaction(connection -> {
      if (!belongsElsewhere(id)) {
        answers.removed(connection, id, EventId.of(id));
      }
      return Outcome.completed(
          Map.of("calendar_id", input.calendarId(), "event_id", EventId.of(id)),
          "The appointment is out of the calendar.");
    });
  }

  /// Whether it stands, and this is its driver's calendar.
  private boolean belongsThere(UUID id, String calendar) {
    Driver driver = driverOf(id);
    return driver != null && calendar.equals(driver.calendarId());
  }

  /// Whether another driver has it, and so another calendar, in an entry of the same id.
  private boolean belongsElsewhere(UUID id) {
    return driverOf(id) != null;
  }

  private @Nullable Driver driverOf(UUID id) {
    Appointment appointment = appointments.find(id);
    return appointment == null
            || appointment.driverId() == null
            || Standing.of(appointment) != Standing.STANDS
        ? null
        : drivers.find(appointment.driverId());
  }
}
