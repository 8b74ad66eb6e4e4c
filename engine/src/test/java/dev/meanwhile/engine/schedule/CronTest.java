package dev.meanwhile.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          * * * * *          | 2026-11-22T08:00:30 | 2026-11-22T08:01:00
          */15 * * * *       | 2026-11-22T08:00:00 | 2026-11-22T08:15:00
          5/20 * * * *       | 2026-11-22T08:30:00 | 2026-11-22T08:45:00
          0 3 * * *          | 2026-11-22T03:00:00 | 2026-11-23T03:00:00
          30 8-10 * * *      | 2026-11-22T10:30:00 | 2026-11-23T08:30:00
          0 9-17/4 * * *     | 2026-11-22T09:00:00 | 2026-11-22T13:00:00
          0 9 * * mon-fri    | 2026-11-20T09:00:00 | 2026-11-23T09:00:00
          0 9 * * 1,3        | 2026-11-23T09:00:00 | 2026-11-25T09:00:00
          0 0 * * 0          | 2026-11-20T00:00:00 | 2026-11-22T00:00:00
          0 0 * * 7          | 2026-11-20T00:00:00 | 2026-11-22T00:00:00
          0 0 * * 5-7        | 2026-11-20T00:00:00 | 2026-11-21T00:00:00
          0 0 1 jan *        | 2026-11-22T00:00:00 | 2027-01-01T00:00:00
          0 0 31 * *         | 2026-11-22T00:00:00 | 2026-12-31T00:00:00
          0 0 31 * *         | 2027-01-31T00:00:00 | 2027-03-31T00:00:00
          0 0 L * *          | 2027-01-31T00:00:00 | 2027-02-28T00:00:00
          0 0 29 2 *         | 2096-02-29T00:00:00 | 2104-02-29T00:00:00
          0 0 13 * FRI       | 2026-11-13T00:00:00 | 2026-11-20T00:00:00
          0 0 13 * FRI       | 2026-12-11T00:00:00 | 2026-12-13T00:00:00
          0 0 */2 * mon      | 2026-11-22T00:00:00 | 2026-11-23T00:00:00
          59 23 31 12 *      | 2026-12-31T23:59:00 | 2027-12-31T23:59:00
          @hourly            | 2026-11-22T08:00:01 | 2026-11-22T09:00:00
          @Daily             | 2026-11-22T08:00:01 | 2026-11-23T00:00:00
          @monthly           | 2026-11-22T08:00:01 | 2026-12-01T00:00:00
          """)
  void the_next_run_is_the_first_that_matches_after_a_moment(
      String expression, LocalDateTime after, LocalDateTime next) {
    assertThat(Cron.of(expression).next(after.toInstant(ZoneOffset.UTC), ZoneOffset.UTC))
        .isEqualTo(next.toInstant(ZoneOffset.UTC));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          0 3 * *        | it has five parts
          0 0 3 * * *    | it has five parts
          60 * * * *     | '60' is no minute: it lies between 0 and 59
          x * * * *      | 'x' is no minute: a number is expected.
          * 24 * * *     | '24' is no hour: it lies between 0 and 23
          * * 0 * *      | '0' is no day of the month
          * * * 13 *     | '13' is no month
          * * * mai *    | 'mai' is no month: a number is expected, or a name of three letters.
          * * * * 8      | '8' is no day of the week
          * * * * fri-mon| the range runs backwards
          */0 * * * *    | a step is at least 1
          1,,2 * * * *   | a number is expected
          0 0 30 2 *     | there is no such day.
          """)
  void what_cannot_be_read_or_never_comes_is_refused_in_a_sentence(
      String expression, String sentence) {
    assertThatThrownBy(() -> Cron.of(expression))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("'" + expression + "' is no cron expression")
        .hasMessageContaining(sentence);
  }

  @Test
  void a_time_that_is_jumped_over_is_made_up_for_at_the_jump() {
    assertThat(runs("30 2 * * *", BERLIN, "2027-03-27T00:00+01:00", 3))
        .containsExactly(
            "2027-03-27T02:30+01:00", "2027-03-28T03:00+02:00", "2027-03-29T02:30+02:00");
    assertThat(runs("30 2 * * *", NEW_YORK, "2027-03-13T00:00-05:00", 3))
        .containsExactly(
            "2027-03-13T02:30-05:00", "2027-03-14T03:00-04:00", "2027-03-15T02:30-04:00");
    assertThat(runs("0,30 2,3 * * *", BERLIN, "2027-03-28T00:00+01:00", 3))
        .as("several that are jumped over are one")
        .containsExactly(
            "2027-03-28T03:00+02:00", "2027-03-28T03:30+02:00", "2027-03-29T02:00+02:00");
  }

  @Test
  void a_time_that_is_there_twice_runs_once_the_first_time() {
    assertThat(runs("30 2 * * *", BERLIN, "2026-10-25T00:00+02:00", 2))
        .containsExactly("2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00");
    assertThat(runs("30 1 * * *", NEW_YORK, "2026-11-01T00:00-04:00", 2))
        .containsExactly("2026-11-01T01:30-04:00", "2026-11-02T01:30-05:00");
    assertThat(runs("30 2 * * *", BERLIN, "2026-10-25T02:10+01:00", 1))
        .as("asked during the second of the two hours")
        .containsExactly("2026-10-26T02:30+01:00");
  }

  @Test
  void every_hour_means_every_hour_of_the_clock_on_the_wall() {
    assertThat(runs("30 * * * *", BERLIN, "2026-10-25T01:00+02:00", 4))
        .containsExactly(
            "2026-10-25T01:30+02:00",
            "2026-10-25T02:30+02:00",
            "2026-10-25T02:30+01:00",
            "2026-10-25T03:30+01:00");
    assertThat(runs("30 * * * *", NEW_YORK, "2027-03-14T01:00-05:00", 2))
        .containsExactly("2027-03-14T01:30-05:00", "2027-03-14T03:30-04:00");
    assertThat(runs("0 */2 * * *", BERLIN, "2027-03-28T00:00+01:00", 1))
        .containsExactly("2027-03-28T04:00+02:00");
  }

  @Test
  void the_rest_of_the_year_a_run_is_where_the_clock_says() {
    assertThat(runs("0 3 * * *", BERLIN, "2026-10-24T12:00+02:00", 2))
        .containsExactly("2026-10-25T03:00+01:00", "2026-10-26T03:00+01:00");
    assertThat(runs("0 17 * * *", NEW_YORK, "2016-03-12T17:00-05:00", 1))
        .containsExactly("2016-03-13T17:00-04:00");
    assertThat(runs("0 0 * * *", ZoneId.of("Africa/Cairo"), "2026-04-23T12:00+02:00", 2))
        .as("midnight itself is jumped over in Cairo")
        .containsExactly("2026-04-24T01:00+03:00", "2026-04-25T00:00+03:00");
  }

  /// Against the plainest model there is: look at every minute.
  @Test
  void runs_agree_with_looking_at_every_minute_of_the_wall() {
    Random random = new Random(20261122);
    String[] minutes = {"*", "*/7", "0,30", "13", "50-59"};
    String[] hours = {"*", "*/2", "*/5"};
    String[] days = {"*", "*/3", "25-31"};
    String[] weekdays = {"*", "sun", "sat-sat"};
    Instant[] around = {
      Instant.parse("2026-10-24T20:00:00Z"),
      Instant.parse("2027-03-27T20:00:00Z"),
      Instant.parse("2026-11-01T02:00:00Z"),
      Instant.parse("2027-03-14T03:00:00Z")
    };
    for (int i = 0; i < 150; i++) {
      String expression =
          String.join(
              " ",
              any(minutes, random),
              any(hours, random),
              any(days, random),
              "*",
              any(weekdays, random));
      ZoneId zone = random.nextBoolean() ? BERLIN : NEW_YORK;
      Instant after =
          around[random.nextInt(around.length)].plus(random.nextInt(600), ChronoUnit.MINUTES);

      assertThat(Cron.of(expression).next(after, zone))
          .as("%s in %s after %s", expression, zone, after)
          .isEqualTo(byLooking(expression, zone, after));
    }
  }

  private static Instant byLooking(String expression, ZoneId zone, Instant after) {
    String[] parts = expression.split(" ", -1);
    BitSet minutes = CronField.MINUTE.values(parts[0]);
    BitSet hours = CronField.HOUR.values(parts[1]);
    BitSet days = CronField.DAY.values(parts[2]);
    BitSet weekdays = CronField.WEEKDAY.values(parts[4]);
    boolean either = !parts[2].startsWith("*") && !parts[4].startsWith("*");
    Instant at = after.truncatedTo(ChronoUnit.MINUTES);
    while (true) {
      at = at.plusSeconds(60);
      LocalDateTime local = LocalDateTime.ofInstant(at, zone);
      boolean day = days.get(local.getDayOfMonth());
      boolean weekday = weekdays.get(local.getDayOfWeek().getValue() % 7);
      if (minutes.get(local.getMinute())
          && hours.get(local.getHour())
          && (either ? day || weekday : day && weekday)) {
        return at;
      }
    }
  }

  private static String any(String[] choices, Random random) {
    return choices[random.nextInt(choices.length)];
  }

  private static List<String> runs(String expression, ZoneId zone, String after, int number) {
    List<String> runs = new ArrayList<>();
    Instant at = OffsetDateTime.parse(after).toInstant();
    while (runs.size() < number) {
      at = Cron.of(expression).next(at, zone);
      runs.add(at.atZone(zone).toOffsetDateTime().toString());
    }
    return runs;
  }
}
