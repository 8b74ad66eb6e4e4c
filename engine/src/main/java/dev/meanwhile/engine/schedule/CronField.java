package dev.meanwhile.engine.schedule;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/// One of the five parts of a cron expression, for example the hours. Some have names for their
/// values, the first for the lowest.
enum CronField {
  MINUTE("minute", 0, 59, List.of()),
  HOUR("hour", 0, 23, List.of()),
  DAY("day of the month", 1, 31, List.of()),
  MONTH(
      "month",
      1,
      12,
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")),
  /// 0 and 7 are Sunday.
  WEEKDAY("day of the week", 0, 7, List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat"));

  private final String words;
  private final int low;
  private final int high;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
  private final List<String> names;

  CronField(String words, int low, int high, List<String> names) {
    this.words = words;
    this.low = low;
    this.high = high;
    this.names = names;
  }

  /// The values that `text` stands for: `*`, `5`, `1-5`, `*/10`, `mon-fri`, or several with commas.
  BitSet values(String text) {
    BitSet values = new BitSet();
    for (String part : text.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] range = part.split("/", 2);
      int step = range.length == 1 ? 1 : number(range[1], part);
      if (step < 1) {
        throw wrong(part, "a step is at least 1");
      }
      int from = low;
      int to = this == WEEKDAY ? 6 : high;
      if (!range[0].equals("*")) {
        String[] ends = range[0].split("-", 2);
        from = value(ends[0], part);
        to = ends.length == 2 ? value(ends[1], part) : range.length == 2 ? to : from;
      }
      if (to < from) {
        throw wrong(part, "the range runs backwards");
      }
      for (int value = from; value <= to; value += step) {
        values.set(this == WEEKDAY ? value % 7 : value);
      }
    }
    return values;
  }

  private int value(String text, String part) {
    int name = names.indexOf(text);
    int value = name >= 0 ? name + low : number(text, part);
    if (value < low || value > high) {
      throw wrong(part, "it lies between %d and %d".formatted(low, high));
    }
    return value;
  }

  private int number(String text, String part) {
    if (!text.matches("[0-9]{1,4}")) {
      throw wrong(
          part, "a number is expected" + (names.isEmpty() ? "" : ", or a name of three letters"));
    }
    return Integer.parseInt(text);
  }

  private IllegalArgumentException wrong(String part, String why) {
    return new IllegalArgumentException("'%s' is no %s: %s.".formatted(part, words, why));
  }
}
