package dev.meanwhile.engine.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.engine.lease.Look.Then;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatesTest {
  private static final long MS = 1_000_000;
  private static final Duration POLL = Duration.ofMillis(500);

  private final Gates gates = new Gates(List.of("sms", "maps"), POLL, 0);

  @Test
  void types_without_limits_are_always_open() {
    assertThat(gates.guards("chat")).isFalse();
    assertThat(gates.open("chat", 0)).isTrue();
  }

  @Test
  void a_type_is_closed_while_somebody_looks() {
    gates.begin("sms", 0);

    assertThat(gates.open("sms", 5 * MS)).isFalse();
    assertThat(gates.open("maps", 5 * MS)).isTrue();
  }

  @Test
  void with_more_to_claim_it_opens_at_once() {
    look("sms", Then.AT_ONCE, 10 * MS);

    assertThat(gates.open("sms", 10 * MS)).isTrue();
  }

  @Test
  void with_nothing_to_claim_it_opens_with_the_next_poll_or_with_news() {
    look("sms", Then.WHEN_TOLD, 10 * MS);
    assertThat(gates.open("sms", 400 * MS)).isFalse();
    assertThat(gates.open("sms", 510 * MS)).isTrue();

    look("sms", Then.WHEN_TOLD, 600 * MS);
    gates.told();
    assertThat(gates.open("sms", 700 * MS)).isTrue();
  }

  @Test
  void news_are_followed_only_so_often() {
    gates.begin("sms", 100 * MS);
    gates.end("sms", Look.of(List.of(), Then.WHEN_TOLD), 101 * MS);
    gates.told();

    assertThat(gates.open("sms", 110 * MS)).isFalse();
    assertThat(gates.open("sms", 120 * MS)).isTrue();
  }

  @Test
  void a_slot_that_comes_free_opens_its_type_at_once_and_no_other() {
    look("sms", Then.WHEN_TOLD, 10 * MS);
    look("maps", Then.WHEN_TOLD, 10 * MS);

    gates.slotFree("sms", 11 * MS);

    assertThat(gates.open("sms", 11 * MS)).isTrue();
    assertThat(gates.open("maps", 11 * MS)).isFalse();
  }

  @Test
  void what_is_heard_during_a_look_is_not_lost() {
    gates.begin("sms", 10 * MS);
    gates.slotFree("sms", 11 * MS);
    gates.end("sms", Look.of(List.of(), Then.WHEN_TOLD), 12 * MS);

    assertThat(gates.open("sms", 12 * MS)).isTrue();
  }

  @Test
  void a_rate_that_is_used_up_opens_when_it_says_whatever_is_heard() {
    gates.begin("sms", 0);
    gates.end("sms", Look.later(Duration.ofSeconds(3)), 10 * MS);
    gates.told();
    gates.slotFree("sms", 20 * MS);

    assertThat(gates.open("sms", 3000 * MS)).isFalse();
    assertThat(gates.open("sms", 3010 * MS)).isTrue();
  }

  @Test
  void the_claimer_rests_until_the_first_of_them_opens() {
    look("sms", Then.WHEN_TOLD, 10 * MS);
    gates.begin("maps", 0);
    gates.end("maps", Look.later(Duration.ofMillis(40)), 10 * MS);

    assertThat(gates.rest(20 * MS)).isEqualTo(Duration.ofMillis(30));
    assertThat(gates.rest(60 * MS)).isZero();

    gates.begin("maps", 60 * MS);
    assertThat(gates.rest(60 * MS)).isEqualTo(Duration.ofMillis(449));
  }

  @Test
  void a_type_that_is_held_back_for_another_reason_keeps_nobody_busy() {
    gates.begin("maps", 0);
    int turns = 0;
    for (long now = MS; now < 60_000 * MS; turns++) {
      now += gates.rest(now).toNanos();
    }

    assertThat(gates.open("sms", 60_000 * MS)).isTrue();
    assertThat(turns).as("turns in a minute, with a poll twice a second").isLessThan(140);
  }

  private void look(String type, Then then, long end) {
    gates.begin(type, end - MS);
    gates.end(type, Look.of(List.of(), then), end);
  }
}
