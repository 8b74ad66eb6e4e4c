package dev.meanwhile.engine;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a partner asks for with `Retry-After`: a number of seconds, or a date.
public final class RetryAfter {
  /// A partner may ask for more patience than this; it does not get it.
  public static final Duration LONGEST = Duration.ofHours(24);

  private static final Pattern SECONDS = Pattern.compile("\\d{1,18}(\\.\\d{1,9})?");
  private static final Pattern MORE_THAN_ANY = Pattern.compile("\\d{19,}(\\.\\d+)?");

  /// The three forms HTTP knows: the usual one, RFC 850 with two digits for the year, and asctime.
  private static final List<DateTimeFormatter> DATES =
      List.of(
          form("EEE, dd MMM yyyy HH:mm:ss 'GMT'"),
          new DateTimeFormatterBuilder()
              .parseCaseInsensitive()
              .appendPattern("EEEE, dd-MMM-")
              .appendValueReduced(ChronoField.YEAR, 2, 2, 1990)
              .appendPattern(" HH:mm:ss 'GMT'")
              .toFormatter(Locale.ENGLISH),
          form("EEE MMM d HH:mm:ss yyyy"));

  private RetryAfter() {}

  /// How long to wait, rounded up to whole seconds and at most [#LONGEST]; nothing for a moment
  /// that is past.
  ///
  /// @param header as it was received; null when there was none
  /// @param now what time it is: best the partner's own `Date` ([#date]), so that clocks that
  ///   differ do no harm
  /// @return null when the header says nothing that could be understood
  public static @Nullable Duration parse(@Nullable String header, Instant now) {
    String text = header == null ? "" : header.strip();
    if (MORE_THAN_ANY.matcher(text).matches()) {
      return LONGEST;
    }
    if (SECONDS.matcher(text).matches()) {
      return capped(
          Duration.ofSeconds(new BigDecimal(text).setScale(0, RoundingMode.UP).longValueExact()));
    }
    Instant moment = date(text);
    return moment == null ? null : capped(Duration.between(now, moment));
  }

  /// Reads a date as HTTP writes it.
  ///
  /// @return null when it is none
  public static @Nullable Instant date(@Nullable String text) {
    if (text == null) {
      return null;
    }
    // asctime fills the day with a second blank.
    String clean = text.strip().replaceAll(" +", " ");
    for (DateTimeFormatter form : DATES) {
      Instant read = read(clean, form);
      if (read != null) {
        return read;
      }
    }
    return null;
  }

  private static @Nullable Instant read(String text, DateTimeFormatter form) {
    try {
      return LocalDateTime.parse(text, form).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException notThisOne) {
      return null;
    }
  }

  private static DateTimeFormatter form(String pattern) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(pattern)
        .toFormatter(Locale.ENGLISH);
  }

  private static Duration capped(Duration asked) {
    if (asked.isNegative()) {
      return Duration.ZERO;
    }
    return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
  }
}
