package dev.meanwhile.apps.desk.jobs;

import dev.meanwhile.apps.desk.DeskTypes;
import dev.meanwhile.apps.desk.DeskTypes.AppointmentWork;
import dev.meanwhile.apps.desk.appointments.Appointment;
import dev.meanwhile.apps.desk.appointments.AppointmentStore;
import dev.meanwhile.apps.desk.clients.Client;
import dev.meanwhile.apps.desk.clients.ClientStore;
import dev.meanwhile.apps.desk.drivers.Driver;
import dev.meanwhile.apps.desk.drivers.DriverStore;
import dev.meanwhile.apps.partners.Partners;
import dev.meanwhile.engine.Handler;
import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.TaskFailed;
import dev.meanwhile.engine.Work;
import dev.meanwhile.integrations.PartnerFailed;
import dev.meanwhile.integrations.calendar.Calendars;
import dev.meanwhile.integrations.calendar.Event;
import dev.meanwhile.integrations.calendar.EventId;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// `sync_calendar`: an appointment as it stands now, in the calendar of its driver. The entry's id
/// is made of the appointment's, so there is one entry however often this is done.
@Component
final class CalendarEntry implements Handler<AppointmentWork> {
  private static final String WHAT = "The appointment was not put into the calendar";

  /// An appointment that is changed while it is entered is entered again, but not for ever.
  private static final int ROUNDS = 5;

  private final AppointmentStore appointments;
  private final DriverStore drivers;
  private final ClientStore clients;
  private final AnswerStore answers;
  private final DriverCalendars calendars;
  private final DeskPartners partners;

  CalendarEntry(
      AppointmentStore appointments,
      DriverStore drivers,
      ClientStore clients,
      AnswerStore answers,
      DriverCalendars calendars,
      DeskPartners partners) {
    this.appointments = appointments;
    this.drivers = drivers;
    this.clients = clients;
    this.answers = answers;
    this.calendars = calendars;
    this.partners = partners;
  }

  @Override
  public Outcome handle(AppointmentWork input, Work work) throws Exception {
    UUID id = input.appointmentId();
    String before = null;
    for (int round = 0; round < ROUNDS; round++) {
      Appointment now = Said.there(appointments.find(id), WHAT, "appointment " + id);
      Driver driver = now.driverId() == null ? null : drivers.find(now.driverId());
      Calendars google = partners.calendars();
      Outcome quiet = reasonNotTo(now, driver, google);
      if (quiet != null || driver == null || google == null) {
        if (before != null && google != null) {
          // Cancelled while it was being entered: it must not stay there.
          remove(google, before, id, work);
        }
        return Objects.requireNonNull(quiet);
      }
      String calendar = calendars.of(driver, google, work);
      if (before != null && !before.equals(calendar)) {
        remove(google, before, id, work);
      }
      put(google, calendar, event(now), driver, work);
      before = calendar;
      if (kept(now, work)) {
        return Outcome.completed(
            Map.of("calendar_id", calendar, "event_id", EventId.of(id)),
            "The appointment stands in the calendar of %s.".formatted(driver.fullName()));
      }
    }
    throw TaskFailed.forNow(
        WHAT,
        "It was changed again and again while it was being entered",
        "It is tried again by itself.",
        "changing");
  }

  private static @Nullable Outcome reasonNotTo(
      Appointment appointment, @Nullable Driver driver, @Nullable Calendars google) {
    if (google == null) {
      return Said.nothing(
          "not_connected", "Google Calendar is not connected, so nothing was entered.");
    }
    if (Standing.of(appointment) != Standing.STANDS) {
      return Said.nothing("cancelled", "The appointment was cancelled, so it is in no calendar.");
    }
    return driver == null
        ? Said.nothing("no_driver", "Nobody drives yet, so there is no calendar to enter it in.")
        : null;
  }

  private void put(Calendars google, String calendar, Event event, Driver driver, Work work)
      throws Exception {
    work.step("entering", "Putting it into the calendar of %s…".formatted(driver.fullName()));
    work.<Boolean>needing(
        DeskTypes.GOOGLE_CALENDAR,
        () -> {
          try {
            google.put(calendar, event);
            return true;
          } catch (PartnerFailed failed) {
            throw Partners.failed(failed);
          }
        });
  }

  private static void remove(Calendars google, String calendar, UUID event, Work work)
      throws Exception {
    work.<Boolean>needing(
        DeskTypes.GOOGLE_CALENDAR,
        () -> {
          try {
            google.remove(calendar, event);
            return true;
          } catch (PartnerFailed failed) {
            throw Partners.failed(failed);
          }
        });
  }

  /// @return false when the appointment was changed while it was being entered
  private boolean kept(Appointment as, Work work) throws Exception {
    AtomicBoolean same = new AtomicBoolean();
    work.checkpoint(
        "entered",
        Map.of("version", as.version()),
        connection -> same.set(answers.entered(connection, as, EventId.of(as.id()))));
    return same.get();
  }

  private Event event(Appointment appointment) {
    Client client = clients.find(appointment.knumber());
    String pickup = appointment.pickupAddress();
    if (pickup == null && client != null) {
      pickup = client.home().line();
    }
    StringBuilder words = new StringBuilder(appointment.typeName());
    if (pickup != null) {
      words.append("\nPickup: ").append(pickup);
    }
    if (client != null && client.phone() != null) {
      words.append("\nPhone: ").append(client.phone());
    }
    return new Event(
        appointment.id(),
        "%s → %s".formatted(appointment.clientName(), appointment.clinicName()),
        words.toString(),
        pickup,
        appointment.startsAt(),
        appointment.endsAt(),
        appointment.zone());
  }
}
