package dev.meanwhile.server.rest;

import dev.meanwhile.server.problem.Refusal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which of the rows that fit an answer holds.
record Window(long offset, int limit) {
  /// As many rows as an answer holds at most; readers that want all go on behind them.
  static final int MOST = 1_000;

  private static final Pattern RANGE = Pattern.compile("(?:items=)?(\\d{1,12})-(\\d{0,12})");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,12}");

  static Window of(@Nullable String offset, @Nullable String limit, @Nullable String range) {
    long from = number("offset", offset, 0);
    long most = number("limit", limit, MOST);
    if (range != null && offset == null && limit == null) {
      Matcher matcher = RANGE.matcher(range.strip());
      if (matcher.matches()) {
        from = Long.parseLong(matcher.group(1));
        if (!matcher.group(2).isEmpty()) {
          most = Long.parseLong(matcher.group(2)) - from + 1;
        }
        if (most < 1) {
          throw unsatisfiable("The header Range ends before it begins.");
        }
      }
    }
    return new Window(from, (int) Math.min(most, MOST));
  }

  static Refusal unsatisfiable(String why) {
    return new Refusal(
        416, "PGRST103", "The rows were not read.", why, "Ask for rows that there are.");
  }

  /// `0-24/3573`; a star for what is not known.
  String contentRange(int rows, @Nullable Long total) {
    String range = rows == 0 ? "*" : offset + "-" + (offset + rows - 1);
    return range + "/" + (total == null ? "*" : total);
  }

  private static long number(String name, @Nullable String text, long otherwise) {
    if (text == null || text.isEmpty()) {
      return otherwise;
    }
    if (!NUMBER.matcher(text).matches()) {
      throw Wrong.filter("'%s' must be a number from 0 on.".formatted(name));
    }
    return Long.parseLong(text);
  }
}
