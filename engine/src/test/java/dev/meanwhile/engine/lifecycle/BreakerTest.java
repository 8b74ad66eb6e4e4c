package dev.meanwhile.engine.lifecycle;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.engine.Dependency;
import dev.meanwhile.engine.DependencyHealth.State;
import dev.meanwhile.engine.lifecycle.Breaker.Blame;
import dev.meanwhile.engine.lifecycle.Breaker.Change;
import dev.meanwhile.engine.lifecycle.Breaker.Probe;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BreakerTest {
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
  private static final Dependency MAPS =
      Dependency.of("google_maps")
          .title("Google Maps")
          .awayAfter(3)
          .probing(Duration.ofSeconds(10), Duration.ofSeconds(35))
          .pace(10);
  private static final Blame FAILURE = new Blame("it answers 503", false, null);
  private static final Probe TASK = new Probe(new UUID(0, 1), 1);
  private static final Probe OTHER = new Probe(new UUID(0, 2), 1);

  private static Breaker working() {
    return new Breaker(
        MAPS,
        State.CLOSED,
        0,
        null,
        null,
        Duration.ofSeconds(10),
        null,
        null,
        null,
        null,
        null,
        NOON);
  }

  private static Breaker at(Breaker breaker, Duration later) {
    return new Breaker(
        breaker.of(),
        breaker.state(),
        breaker.failures(),
        breaker.why(),
        breaker.since(),
        breaker.gap(),
        breaker.nextProbeAt(),
        breaker.probe(),
        breaker.pacedTo(),
        breaker.pause(),
        breaker.incident(),
        NOON.plus(later));
  }

  private static Breaker away() {
    return working().failed(new Blame("it answers 503.", true, null), OTHER).next();
  }

  private static Breaker recovering() {
    return away().probing(TASK, "task 1").next().answered(true).next();
  }

  private static @Nullable String note(Change change) {
    return change.note() == null ? null : change.note().type();
  }

  @Test
  void so_many_failures_in_a_row_open_it() {
    Breaker twice = working().failed(FAILURE, TASK).next().failed(FAILURE, OTHER).next();
    assertThat(twice.shut()).isFalse();

    Change third = twice.failed(FAILURE, TASK);

    assertThat(third.next().state()).isEqualTo(State.OPEN);
    assertThat(third.next().since()).isEqualTo(NOON);
    assertThat(third.next().nextProbeAt()).isEqualTo(NOON.plusSeconds(10));
    assertThat(requireNonNull(third.note()).sentence())
        .isEqualTo("Google Maps is not answering: it answers 503.");
  }

  @Test
  void an_answer_in_between_starts_the_count_again() {
    Breaker breaker = working();
    for (int i = 0; i < 10; i++) {
      breaker = breaker.failed(FAILURE, TASK).next().failed(FAILURE, TASK).next();
      breaker = breaker.answered(false).next();
    }
    assertThat(breaker.calm()).isTrue();
  }

  @Test
  void a_clear_word_opens_it_at_once_and_a_partners_wish_counts() {
    Blame clear = new Blame("maintenance", true, Duration.ofMinutes(7));
    assertThat(working().failed(clear, TASK).next().nextProbeAt())
        .isEqualTo(NOON.plus(Duration.ofMinutes(7)));

    Blame absurd = new Blame("maintenance", true, Duration.ofDays(4000));
    assertThat(working().failed(absurd, TASK).next().nextProbeAt())
        .isEqualTo(NOON.plus(Duration.ofHours(24)));
    assertThat(away().failed(clear, TASK).next().nextProbeAt())
        .as("also when it is known to be away")
        .isEqualTo(NOON.plus(Duration.ofMinutes(7)));
  }

  @Test
  void only_the_probe_decides_and_each_failed_one_doubles_the_pause_up_to_the_longest() {
    Breaker breaker = away();
    for (int pause : new int[] {20, 35, 35}) {
      Breaker probing = breaker.probing(TASK, "task 1").next();
      assertThat(probing.shut()).isTrue();
      assertThat(probing.failed(FAILURE, OTHER).next()).isEqualTo(probing);
      assertThat(probing.answered(false).next().state()).isEqualTo(State.PROBING);

      Change failed = probing.failed(FAILURE, TASK);

      assertThat(note(failed)).isEqualTo("probe_failed");
      breaker = failed.next();
      assertThat(breaker.nextProbeAt()).isEqualTo(NOON.plusSeconds(pause));
    }
  }

  @Test
  void a_probe_that_tells_nothing_is_followed_by_another() {
    Breaker probing = away().probing(TASK, "task 1").next();

    assertThat(probing.probeLost(true).next().due()).isTrue();
    assertThat(probing.probeLost(false).next().due()).isFalse();
    assertThat(away().probeLost(true).note()).isNull();
  }

  @Test
  void it_is_due_only_when_its_time_has_come_and_nobody_keeps_it_back() {
    assertThat(away().due()).isFalse();
    assertThat(at(away(), Duration.ofSeconds(10)).due()).isTrue();
    assertThat(at(away().paused("user:ana", "x").next(), Duration.ofDays(1)).due()).isFalse();
    assertThat(working().due()).isFalse();
  }

  @Test
  void what_waited_is_let_in_at_the_pace_and_no_more_than_a_moment_is_saved_up() {
    Breaker breaker = recovering();
    assertThat(breaker.allowance()).isZero();
    int let = 0;
    for (int tenth = 1; tenth <= 100; tenth++) {
      breaker = at(breaker, Duration.ofMillis(tenth * 100L));
      let += breaker.allowance();
      breaker = breaker.letIn(breaker.allowance()).next();
    }
    assertThat(let).isBetween(99, 100);
    assertThat(at(breaker, Duration.ofHours(1)).allowance()).isEqualTo(2);
    assertThat(at(recovering(), Duration.ofMinutes(1)).letIn(5).next().pacedTo())
        .isAfter(NOON.plusSeconds(60));
  }

  @Test
  void a_slow_pace_lets_one_in_now_and_then() {
    Breaker slow =
        new Breaker(
            MAPS.pace(0.5),
            State.RECOVERING,
            0,
            null,
            NOON,
            Duration.ofSeconds(10),
            null,
            null,
            NOON,
            null,
            1L,
            NOON);

    assertThat(at(slow, Duration.ofMillis(1900)).allowance()).isZero();
    assertThat(at(slow, Duration.ofSeconds(2)).allowance()).isEqualTo(1);
    assertThat(at(slow, Duration.ofMinutes(1)).allowance()).isEqualTo(1);
  }

  @Test
  void while_it_recovers_failures_can_open_it_again() {
    Breaker breaker = recovering();
    assertThat(breaker.failed(FAILURE, OTHER).next().state()).isEqualTo(State.RECOVERING);

    Change again = breaker.failed(new Blame("down", true, null), OTHER);

    assertThat(note(again)).isEqualTo("reopened");
    assertThat(again.next().since()).as("the same outage").isEqualTo(breaker.since());
  }

  @Test
  void a_pause_holds_whatever_tasks_say_until_somebody_ends_it() {
    Breaker paused = working().paused("user:ana", "new key.").next();
    assertThat(paused.shut()).isTrue();
    assertThat(paused.sentence())
        .isEqualTo("Google Maps is paused: new key. We go on by ourselves when it is resumed.");
    assertThat(paused.failed(FAILURE, TASK).next()).isEqualTo(paused);
    assertThat(paused.answered(true).next().state()).isEqualTo(State.OPEN);
    assertThat(paused.allowance()).isZero();

    Breaker resumed = paused.resumed("done").next();

    assertThat(resumed.due()).isTrue();
    assertThat(resumed.pause()).isNull();
  }

  @Test
  void when_nobody_waits_it_is_as_if_nothing_had_been() {
    assertThat(recovering().cleared().next().calm()).isTrue();
    assertThat(recovering().cleared().next().incident()).isNull();
  }
}
