package dev.meanwhile.apps.desk.jobs;

import dev.meanwhile.apps.desk.DeskTypes;
import dev.meanwhile.apps.desk.drivers.Driver;
import dev.meanwhile.apps.desk.drivers.DriverStore;
import dev.meanwhile.apps.partners.Partners;
import dev.meanwhile.engine.Work;
import dev.meanwhile.integrations.PartnerFailed;
import dev.meanwhile.integrations.calendar.Calendars;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.stereotype.Component;

/// The calendars in which drivers see their trips.
@Component
final class DriverCalendars {

  /// A calendar that was made, and not yet kept.
  record Made(String calendar) {}

  private final DriverStore drivers;
  private final AnswerStore answers;

  DriverCalendars(DriverStore drivers, AnswerStore answers) {
    this.drivers = drivers;
    this.answers = answers;
  }

  /// The driver's calendar; makes one when there is none. When two are made at once the driver has
  /// the first, and the other stays empty.
  ///
  /// @return the partner's id of it
  String of(Driver driver, Calendars calendars, Work work) throws Exception {
    String known = driver.calendarId();
    if (known != null) {
      return known;
    }
    Made made =
        work.step(
            "creating_calendar",
            "Creating a calendar for %s…".formatted(driver.fullName()),
            Made.class,
            () -> work.needing(DeskTypes.GOOGLE_CALENDAR, () -> create(driver, calendars)));
    AtomicBoolean first = new AtomicBoolean();
    work.checkpoint(
        "calendar_saved",
        Map.of(),
        connection -> first.set(answers.calendar(connection, driver.id(), made.calendar())));
    if (first.get()) {
      return made.calendar();
    }
    Driver now = drivers.find(driver.id());
    return Objects.requireNonNullElse(now == null ? null : now.calendarId(), made.calendar());
  }

  private static Made create(Driver driver, Calendars calendars) throws InterruptedException {
    try {
      return new Made(calendars.create("Trips of " + driver.fullName()));
    } catch (PartnerFailed failed) {
      throw Partners.failed(failed);
    }
  }
}
