package dev.meanwhile.apps.desk.jobs;

import dev.meanwhile.integrations.calendar.Calendars;
import dev.meanwhile.integrations.calendar.GoogleCalendar;
import dev.meanwhile.integrations.quo.Quo;
import org.jspecify.annotations.Nullable;

/// The partners whom an operator has connected, besides the one for drive times.
///
/// @param calendar null when nobody has a key for Google Calendar
/// @param quo null when nobody has a key for Quo
/// @param number the one that messages are sent from; null for none
record DeskPartners(@Nullable GoogleCalendar calendar, @Nullable Quo quo, @Nullable String number)
    implements AutoCloseable {

  @Nullable Calendars calendars() {
    return calendar;
  }

  @Override
  public void close() {
    if (calendar != null) {
      calendar.close();
    }
    if (quo != null) {
      quo.close();
    }
  }

  /// It never shows how it gets in.
  @Override
  public String toString() {
    return "DeskPartners[…]";
  }
}
