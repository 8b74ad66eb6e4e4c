package dev.meanwhile.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.engine.lifecycle.Lifecycle;
import dev.meanwhile.engine.lifecycle.Standing;
import dev.meanwhile.engine.lifecycle.Transition;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
  private static final RetryPolicy ALL = RetryPolicy.standard();

  private static Standing under(RetryPolicy policy) {
    return new Standing("Import", 0, 3, 0, policy);
  }

  private static boolean triedAgain(RetryPolicy policy, Throwable thrown) {
    return Lifecycle.threw(under(policy), thrown, new Random(1)).back() != null;
  }

  private static boolean triedAgain(RetryPolicy policy, String code) {
    Outcome.Failed failure = Outcome.failedForNow("It failed", "by chance", "Wait.", code);
    return Lifecycle.after(under(policy), failure, new Random(1)).back() != null;
  }

  @Test
  void every_error_is_tried_again_unless_the_type_says_otherwise() {
    assertThat(triedAgain(ALL, "disk_full")).isTrue();
    assertThat(triedAgain(ALL, new IllegalStateException())).isTrue();
  }

  @Test
  void what_is_ruled_out_by_code_is_final_and_keeps_its_advice() {
    RetryPolicy policy = ALL.notFor("disk_full", "bad_key");
    assertThat(triedAgain(policy, "disk_full")).isFalse();
    assertThat(triedAgain(policy, "timeout")).isTrue();

    Transition end =
        Lifecycle.after(
            under(policy),
            Outcome.failedForNow("It failed", "no key", "Renew it.", "bad_key")
                .after(Duration.ofSeconds(9)),
            new Random(1));

    assertThat(end.error()).isEqualTo("It failed: no key. Renew it.");
    assertThat(end.details()).contains("\"retryable\":false");
  }

  @Test
  void only_the_named_codes_may_be_tried_again_when_some_are_named() {
    RetryPolicy policy = ALL.onlyFor("rate_limited", "timeout");
    assertThat(triedAgain(policy, "rate_limited")).isTrue();
    assertThat(triedAgain(policy, "disk_full")).isFalse();
    assertThat(triedAgain(policy, new IOException())).as("its code is unexpected").isFalse();
    assertThat(Lifecycle.timedOut(under(policy), 9, new Random(1)).back()).isNotNull();
    assertThat(Lifecycle.timedOut(under(ALL.notFor("timeout")), 9, new Random(1)).back()).isNull();
  }

  @Test
  void exceptions_are_told_apart_by_their_class_and_their_causes() {
    RetryPolicy policy = ALL.onlyFor(IOException.class).notFor(FileNotFoundException.class);
    assertThat(triedAgain(policy, new IOException())).isTrue();
    assertThat(triedAgain(policy, new UncheckedIOException(new IOException()))).isTrue();
    assertThat(triedAgain(policy, new FileNotFoundException())).isFalse();
    assertThat(triedAgain(policy, new IllegalStateException())).isFalse();
  }

  @Test
  void a_circle_of_causes_is_no_trap() {
    Exception one = new Exception("one");
    Exception two = new Exception("two", one);
    one.initCause(two);

    assertThat(triedAgain(ALL.notFor(IOException.class), two)).isTrue();
  }

  @Test
  void a_partners_wish_is_kept_for_what_is_tried_again() {
    Outcome.Failed failure =
        Outcome.failedForNow("It failed", "too many", "Wait.", "rate_limited")
            .after(Duration.ofMinutes(3));

    assertThat(Lifecycle.after(under(ALL), failure, new Random(1)).back())
        .isEqualTo(Duration.ofMinutes(3));
    assertThat(failure.after(null).retryAfter()).isNull();
  }
}
