package dev.meanwhile.apps.errands.dataimport.guard;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/// What the status of an answer means for people.
final class Statuses {
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private Statuses() {}

  static void refuseAllBut2xx(String host, HttpResponse response) {
    int status = response.getCode();
    if (status == 200 || status == 203) {
      return;
    }
    String said = "%s answered with status %d".formatted(host, status);
    throw switch (status) {
      case 429 ->
          FetchFailed.forNow(said + ": too many requests.", "rate_limited", retryAfter(response));
      case 408, 425, 500, 502, 503, 504 ->
          FetchFailed.forNow(said + ".", "source_unavailable", retryAfter(response));
      case 301, 302, 303, 307, 308 ->
          FetchFailed.forGood(
              "%s sends the request on to another address (status %d).".formatted(host, status),
              "Use the final address; redirects are not followed.",
              "redirect");
      case 401, 403 ->
          FetchFailed.forGood(
              said + ": access is not allowed.",
              "Make the file readable without signing in, or upload it.",
              "access_denied");
      case 404, 410 ->
          FetchFailed.forGood(
              said + ": there is nothing at this address.", "Check the address.", "not_found");
      default -> FetchFailed.forGood(said + ".", "Check the address.", "bad_status");
    };
  }

  /// Seconds, or a date that is taken relative to the answer's own date; null when neither.
  static @Nullable Duration retryAfter(HttpResponse response) {
    String value = header(response, "Retry-After");
    if (value == null) {
      return null;
    }
    Duration wait;
    if (value.matches("\\d{1,9}")) {
      wait = Duration.ofSeconds(Long.parseLong(value));
    } else {
      ZonedDateTime then = date(value);
      ZonedDateTime now = date(header(response, "Date"));
      if (then == null || now == null) {
        return null;
      }
      wait = Duration.between(now, then);
    }
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }

  private static @Nullable String header(HttpResponse response, String name) {
    var header = response.getFirstHeader(name);
    return header == null || header.getValue() == null ? null : header.getValue().strip();
  }

  private static @Nullable ZonedDateTime date(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
    } catch (DateTimeException notADate) {
      return null;
    }
  }
}
