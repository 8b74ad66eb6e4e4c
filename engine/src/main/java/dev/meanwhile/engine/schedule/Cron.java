package dev.meanwhile.engine.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.BitSet;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A cron expression: minute, hour, day of the month, month, day of the week. When both days are
/// restricted, one of them is enough, as in every cron.
///
/// When the clocks change: an expression that names its hours (`30 2 * * *`) runs once on such a
/// day, at the first of two equal times, and at the moment of the jump when its time is jumped
/// over. One whose hours begin with `*` runs whenever the clock on the wall shows its minute, so an
/// hour that is there twice has its runs twice.
public final class Cron {
  /// Leap days can be eight years apart.
  private static final int DAYS_AHEAD = 366 * 9;

  private static final Map<String, String> WORDS =
      Map.of(
          "@hourly", "0 * * * *",
          "@daily", "0 0 * * *",
          "@midnight", "0 0 * * *",
          "@weekly", "0 0 * * 0",
          "@monthly", "0 0 1 * *",
          "@yearly", "0 0 1 1 *",
          "@annually", "0 0 1 1 *");

  private final BitSet minutes;
  private final BitSet hours;
  private final BitSet days;
  private final BitSet months;
  private final BitSet weekdays;
  private final boolean anyDay;
  private final boolean anyWeekday;
  private final boolean lastDay;
  private final boolean everyHour;

  private Cron(String[] parts) {
    minutes = CronField.MINUTE.values(parts[0]);
    hours = CronField.HOUR.values(parts[1]);
    lastDay = parts[2].equalsIgnoreCase("L");
    days = lastDay ? new BitSet() : CronField.DAY.values(parts[2]);
    months = CronField.MONTH.values(parts[3]);
    weekdays = CronField.WEEKDAY.values(parts[4]);
    anyDay = parts[2].startsWith("*");
    anyWeekday = parts[4].startsWith("*");
    everyHour = parts[1].startsWith("*");
  }

  /// @param expression five parts, `L` for the last day of the month, or a word such as `@daily`
  /// @throws IllegalArgumentException when it cannot be read, or never comes true
  public static Cron of(String expression) {
    String text = expression.strip();
    String[] parts = WORDS.getOrDefault(text.toLowerCase(Locale.ROOT), text).split("\\s+");
    if (parts.length != 5) {
      throw new IllegalArgumentException(
          ("'%s' is no cron expression: it has five parts, for minute, hour, day of the month, month"
                  + " and day of the week.")
              .formatted(expression));
    }
    try {
      Cron cron = new Cron(parts);
      if (cron.shown(LocalDateTime.of(2000, 1, 1, 0, 0)) == null) {
        throw new IllegalArgumentException("there is no such day.");
      }
      return cron;
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(
          "'%s' is no cron expression: %s".formatted(expression, wrong.getMessage()), wrong);
    }
  }

  /// The first run after this moment.
  public Instant next(Instant after, ZoneId zone) {
    Instant next = everyHour ? wall(after, zone) : named(after, zone);
    if (next == null) {
      throw new IllegalStateException("The clock runs out of days.");
    }
    return next;
  }

  private @Nullable Instant wall(Instant after, ZoneId zone) {
    Instant from = after.truncatedTo(ChronoUnit.MINUTES).plusSeconds(60);
    while (true) {
      ZoneOffset offset = zone.getRules().getOffset(from);
      LocalDateTime local = shown(LocalDateTime.ofInstant(from, offset));
      if (local == null) {
        return null;
      }
      Instant at = local.toInstant(offset);
      ZoneOffsetTransition change = zone.getRules().nextTransition(from);
      if (change == null || at.isBefore(change.getInstant())) {
        return at;
      }
      from = change.getInstant();
    }
  }

  private @Nullable Instant named(Instant after, ZoneId zone) {
    LocalDateTime local = LocalDateTime.ofInstant(after, zone).truncatedTo(ChronoUnit.MINUTES);
    while (true) {
      local = shown(local.plusMinutes(1));
      if (local == null) {
        return null;
      }
      ZoneOffsetTransition change = zone.getRules().getTransition(local);
      Instant at =
          change != null && change.isGap()
              ? change.getInstant()
              : local.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
      if (at.isAfter(after)) {
        return at;
      }
    }
  }

  /// The first matching date and time from this one on.
  private @Nullable LocalDateTime shown(LocalDateTime from) {
    LocalTime earliest = from.toLocalTime();
    LocalDate first = from.toLocalDate();
    for (int i = 0; i < DAYS_AHEAD; i++) {
      LocalDate day = first.plusDays(i);
      if (onThisDay(day)) {
        LocalTime time = time(i == 0 ? earliest : LocalTime.MIDNIGHT);
        if (time != null) {
          return day.atTime(time);
        }
      }
    }
    return null;
  }

  private boolean onThisDay(LocalDate date) {
    if (!months.get(date.getMonthValue())) {
      return false;
    }
    boolean day =
        lastDay ? date.getDayOfMonth() == date.lengthOfMonth() : days.get(date.getDayOfMonth());
    boolean weekday = weekdays.get(date.getDayOfWeek().getValue() % 7);
    return (anyDay || anyWeekday) ? day && weekday : day || weekday;
  }

  private @Nullable LocalTime time(LocalTime earliest) {
    for (int hour = hours.nextSetBit(earliest.getHour());
        hour >= 0;
        hour = hours.nextSetBit(hour + 1)) {
      int minute = minutes.nextSetBit(hour == earliest.getHour() ? earliest.getMinute() : 0);
      if (minute >= 0) {
        return LocalTime.of(hour, minute);
      }
    }
    return null;
  }
}
