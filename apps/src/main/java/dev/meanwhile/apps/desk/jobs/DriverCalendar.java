package dev.meanwhile.apps.desk.jobs;

import dev.meanwhile.apps.desk.DeskTypes.DriverWork;
import dev.meanwhile.apps.desk.drivers.Driver;
import dev.meanwhile.apps.desk.drivers.DriverStore;
import dev.meanwhile.engine.Handler;
import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.Work;
import dev.meanwhile.integrations.calendar.Calendars;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// `create_driver_calendar`: a calendar for a new driver.
@Component
final class DriverCalendar implements Handler<DriverWork> {
  private static final String WHAT = "The calendar was not created";

  private final DriverStore drivers;
  private final DriverCalendars calendars;
  private final DeskPartners partners;

  DriverCalendar(DriverStore drivers, DriverCalendars calendars, DeskPartners partners) {
    this.drivers = drivers;
    this.calendars = calendars;
    this.partners = partners;
  }

  @Override
  public Outcome handle(DriverWork input, Work work) throws Exception {
    UUID id = input.driverId();
    Driver driver = Said.there(drivers.find(id), WHAT, "driver " + id);
    if (driver.calendarId() != null) {
      return Said.nothing("present", "%s has a calendar already.".formatted(driver.fullName()));
    }
    Calendars google = partners.calendars();
    if (google == null) {
      return Said.nothing(
          "not_connected", "Google Calendar is not connected, so no calendar was created.");
    }
    String calendar = calendars.of(driver, google, work);
    return Outcome.completed(
        Map.of("calendar_id", calendar),
        "%s has a calendar in Google Calendar.".formatted(driver.fullName()));
  }
}
