package dev.meanwhile.integrations.calendar;

import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An appointment as it stands in a calendar.
///
/// @param id of the appointment; the event's own is derived from it, so that there can only be one
/// @param description null for none; so is the location
/// @param end after the start
/// @param zone where it takes place, for how it is shown
public record Event(
    UUID id,
    String title,
    @Nullable String description,
    @Nullable String location,
    Instant start,
    Instant end,
    ZoneId zone) {
  public Event {
    if (!end.isAfter(start)) {
      throw new IllegalArgumentException("An event ends after it begins.");
    }
  }
}
