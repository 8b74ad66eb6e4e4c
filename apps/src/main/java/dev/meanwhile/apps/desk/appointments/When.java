package dev.meanwhile.apps.desk.appointments;

import dev.meanwhile.apps.desk.form.Form;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A moment, and the zone in which people read it. A time without an offset is read on the clocks
/// of that zone; when they show it twice, the first is meant.
record When(Instant at, ZoneId zone) {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");
  private static final int FIRST_YEAR = 2000;
  private static final int LAST_YEAR = 2100;

  /// Out of the fields `starts_at` and `zone`.
  ///
  /// @param was null for something new
  /// @param usual the zone when nobody says one
  static When read(Form form, @Nullable When was, ZoneId usual) {
    ZoneId zone = zone(form, was == null ? usual : was.zone);
    String text = form.optionalLine("starts_at", null, 40, "The time");
    if (!form.has("starts_at") && was != null) {
      return new When(was.at, zone);
    }
    if (text == null) {
      if (!form.wrong("starts_at")) {
        form.error("/starts_at", "required", "The time is missing.");
      }
      return new When(Instant.EPOCH, zone);
    }
    return new When(moment(form, text, zone), zone);
  }

  private static ZoneId zone(Form form, ZoneId before) {
    String name = form.optionalLine("zone", before.getId(), 60, "The time zone");
    if (name == null) {
      return before;
    }
    if (!ZoneId.getAvailableZoneIds().contains(name)) {
      form.error(
          "/zone", "unknown", "A time zone is named like America/New_York; there is no such one.");
      return before;
    }
    return ZoneId.of(name);
  }

  private static Instant moment(Form form, String text, ZoneId zone) {
    try {
      var read =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(
              text, OffsetDateTime::from, LocalDateTime::from);
      Instant at =
          read instanceof OffsetDateTime known
              ? known.toInstant()
              : local(form, (LocalDateTime) read, zone);
      int year = at.atZone(zone).getYear();
      if (year >= FIRST_YEAR && year < LAST_YEAR) {
        return at;
      }
      if (!form.wrong("starts_at")) {
        form.error("/starts_at", "bad_value", "Nobody is driven in the year %d.".formatted(year));
      }
    } catch (DateTimeException _) {
      form.error(
          "/starts_at",
          "bad_value",
          "A time is written like 2026-11-23T09:30, or 2026-11-23T14:30:00Z.");
    }
    return Instant.EPOCH;
  }

  private static Instant local(Form form, LocalDateTime local, ZoneId zone) {
    ZoneOffsetTransition gap = zone.getRules().getTransition(local);
    if (gap != null && gap.isGap()) {
      form.error(
          "/starts_at",
          "bad_value",
          "On %s the clocks go from %s straight to %s there; %s does not exist."
              .formatted(
                  DAY.format(local),
                  CLOCK.format(gap.getDateTimeBefore()),
                  CLOCK.format(gap.getDateTimeAfter()),
                  CLOCK.format(local)));
    }
    return local.atZone(zone).toInstant();
  }
}
