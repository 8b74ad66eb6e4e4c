package dev.meanwhile.engine;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("1994-11-06T08:49:37Z");

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "120, 120",
    "  7 , 7",
    "1.2, 2",
    "86400, 86400",
    "86401, 86400",
    "99999999999999999, 86400",
    "99999999999999999999999999999999, 86400",
    "007, 7"
  })
  void seconds_are_taken_up_to_a_day(String header, long seconds) {
    assertThat(RetryAfter.parse(header, NOW)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sun, 06 Nov 1994 08:50:37 GMT",
        "sun, 06 nov 1994 08:50:37 gmt",
        "Sunday, 06-Nov-94 08:50:37 GMT",
        "Sun Nov  6 08:50:37 1994"
      })
  void a_date_is_taken_in_all_three_forms_of_http(String header) {
    assertThat(RetryAfter.parse(header, NOW)).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void a_moment_that_is_past_means_at_once_and_a_far_one_a_day() {
    assertThat(RetryAfter.parse("Sat, 05 Nov 1994 08:49:37 GMT", NOW)).isEqualTo(Duration.ZERO);
    assertThat(RetryAfter.parse("Sat, 06 Nov 2094 08:49:37 GMT", NOW))
        .isEqualTo(Duration.ofHours(24));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-5",
        "soon",
        "1e9",
        "+3",
        "12 seconds",
        "NaN",
        "0x10",
        "Sun, 06 Nov 1994 08:50:37 PST",
        "Sun, 31 Feb 1994 08:50:37 GMT",
        "2094-11-06T08:50:37Z"
      })
  void what_cannot_be_understood_is_nothing(String header) {
    assertThat(RetryAfter.parse(header, NOW)).isNull();
  }

  @Test
  void no_header_is_nothing() {
    assertThat(RetryAfter.parse(null, NOW)).isNull();
    assertThat(RetryAfter.date(null)).isNull();
  }

  @Test
  void the_partners_own_clock_can_be_used() {
    Instant partner = requireNonNull(RetryAfter.date("Wed, 01 Jul 2026 10:00:00 GMT"));

    assertThat(partner).isEqualTo(Instant.parse("2026-07-01T10:00:00Z"));
    assertThat(RetryAfter.parse("Wed, 01 Jul 2026 10:00:30 GMT", partner))
        .isEqualTo(Duration.ofSeconds(30));
  }
}
