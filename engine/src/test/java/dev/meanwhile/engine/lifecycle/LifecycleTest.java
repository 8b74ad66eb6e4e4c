package dev.meanwhile.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.RetryPolicy;
import dev.meanwhile.engine.TaskStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LifecycleTest {
  private static final RetryPolicy POLICY =
      new RetryPolicy(3, Duration.ofSeconds(10), Duration.ofMinutes(1), 0);
  private static final Outcome.Failed FAILURE =
      Outcome.failedForNow("Import failed", "the disk is full", "Free some space.", "disk_full");

  private static Transition after(int retryCount, Outcome outcome) {
    return Lifecycle.after(
        new Standing("Data import", retryCount, 3, 0, POLICY), outcome, new Random(1));
  }

  @Test
  void a_result_ends_the_task() {
    Transition end = after(0, Outcome.completed(Map.of("imported", 3), "3 rows imported."));

    assertThat(end.status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(end.back()).isNull();
    assertThat(end.output()).isEqualTo("{\"imported\":3}");
    assertThat(end.sentence()).isEqualTo("3 rows imported.");
  }

  @Test
  void a_result_that_is_no_object_is_wrapped_and_loses_its_nul_characters() {
    assertThat(after(0, Outcome.completed(List.of(1, 2))).output()).isEqualTo("{\"value\":[1,2]}");
    assertThat(after(0, Outcome.completed("a\u0000b")).output()).isEqualTo("{\"value\":\"ab\"}");
    assertThat(after(0, Outcome.completed("a\\u0000b")).output())
        .isEqualTo("{\"value\":\"a\\\\u0000b\"}");
  }

  @Test
  void a_passing_failure_comes_back_later_each_time_and_says_when() {
    assertThat(after(0, FAILURE).back()).isEqualTo(Duration.ofSeconds(10));
    assertThat(after(1, FAILURE).back()).isEqualTo(Duration.ofSeconds(20));
    assertThat(after(2, FAILURE).back()).isEqualTo(Duration.ofSeconds(40));
    assertThat(after(1, FAILURE).sentence())
        .isEqualTo(
            "Import failed: the disk is full. We try again by ourselves in 20 seconds (retry 2 of 3).");
  }

  @Test
  void without_retries_left_it_ends_with_what_why_and_advice() {
    Transition end = after(3, FAILURE);

    assertThat(end.status()).isEqualTo(TaskStatus.FAILED);
    assertThat(end.back()).isNull();
    assertThat(end.error()).isEqualTo("Import failed: the disk is full. Free some space.");
    assertThat(end.details()).contains("\"code\":\"disk_full\"", "\"advice\":\"Free some space.\"");
  }

  @Test
  void a_partner_who_asks_for_patience_gets_it_up_to_a_day() {
    assertThat(after(0, patience(Duration.ofMinutes(5))).back()).isEqualTo(Duration.ofMinutes(5));
    assertThat(after(0, patience(Duration.ofSeconds(1))).back()).isEqualTo(Duration.ofSeconds(10));
    assertThat(after(0, patience(Duration.ofDays(900))).back()).isEqualTo(Duration.ofHours(24));
    assertThat(after(0, patience(Duration.ofSeconds(-7))).back()).isEqualTo(Duration.ofSeconds(10));
  }

  private static Outcome.Failed patience(Duration retryAfter) {
    return new Outcome.Failed("What", "why", "advice", "code", true, retryAfter, Map.of());
  }

  @Test
  void a_timeout_says_after_how_long_and_follows_the_retry_policy() {
    Transition end = Lifecycle.timedOut(new Standing("Chat", 3, 3, 0, POLICY), 180, new Random(1));

    assertThat(end.status()).isEqualTo(TaskStatus.TIMEOUT);
    assertThat(end.sentence())
        .isEqualTo(
            "Request timed out after 180 seconds: Chat did not finish in time. Please try again.");
    assertThat(Lifecycle.timedOut(new Standing("Chat", 0, 3, 0, POLICY), 180, new Random(1)).back())
        .isNotNull();
  }

  @Test
  void a_task_that_keeps_killing_its_worker_is_not_given_to_another() {
    assertThat(Lifecycle.rescued(new Standing("Import", 0, 3, 0, POLICY)).status())
        .isEqualTo(TaskStatus.PENDING);
    assertThat(Lifecycle.rescued(new Standing("Import", 0, 3, 1, POLICY)).crashed()).isTrue();
    assertThat(Lifecycle.rescued(new Standing("Import", 0, 3, 2, POLICY)).status())
        .isEqualTo(TaskStatus.FAILED);
  }

  @Test
  void jitter_shortens_a_pause_by_its_share_at_most() {
    RetryPolicy jittered = new RetryPolicy(9, Duration.ofSeconds(10), Duration.ofHours(1), 0.5);
    Random random = new Random(7);
    for (int i = 0; i < 1000; i++) {
      assertThat(Backoff.before(1, jittered, null, random))
          .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
    }
  }

  @Test
  void pauses_never_overflow() {
    RetryPolicy endless = new RetryPolicy(100, Duration.ofDays(100), Duration.ofDays(200), 0);

    assertThat(Backoff.before(90, endless, null, new Random(1))).isEqualTo(Duration.ofDays(200));
  }

  @Test
  void sentences_have_one_full_stop_and_an_end() {
    assertThat(Sentences.failure("A failed.", "because", "Wait!"))
        .isEqualTo("A failed: because. Wait!");
    assertThat(Sentences.failure("A failed", "because…", "")).isEqualTo("A failed: because…");
    assertThat(Sentences.shortened("x".repeat(5000))).hasSize(2000).endsWith("…");
  }
}
