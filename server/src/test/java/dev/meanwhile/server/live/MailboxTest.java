package dev.meanwhile.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.engine.Cursor;
import dev.meanwhile.engine.TaskEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MailboxTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private final AtomicInteger cuts = new AtomicInteger();
  private final Mailbox mailbox = new Mailbox(2, cuts::incrementAndGet);

  @Test
  void what_came_is_taken_together_in_order() throws Exception {
    Change one = change(1);
    Change two = change(2);

    assertThat(mailbox.offer(one)).isTrue();
    assertThat(mailbox.offer(two)).isTrue();

    assertThat(mailbox.take(LONG)).containsExactly(one, two);
  }

  @Test
  void a_reader_that_waits_is_woken() throws Exception {
    var taken =
        CompletableFuture.supplyAsync(() -> {
          try {
            return mailbox.take(LONG);
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        });
    Change change = change(1);

    mailbox.offer(change);

    assertThat(taken.get(10, TimeUnit.SECONDS)).containsExactly(change);
  }

  @Test
  void nothing_in_time_is_an_empty_hand() throws Exception {
    assertThat(mailbox.take(Duration.ofMillis(1))).isEmpty();
  }

  /// Else a change that found room again after the lost one would move the reader past it.
  @Test
  void a_mailbox_that_ran_full_takes_and_gives_nothing_more() throws Exception {
    mailbox.offer(change(1));
    mailbox.offer(change(2));

    assertThat(mailbox.offer(change(3))).isFalse();

    assertThat(mailbox.take(LONG)).isNull();
    assertThat(mailbox.offer(change(4))).isFalse();
  }

  @Test
  void closing_cuts_the_reader_off_once() throws Exception {
    mailbox.offer(change(1));

    mailbox.close();
    mailbox.close();

    assertThat(cuts).hasValue(1);
    assertThat(mailbox.take(LONG)).isNull();
    assertThat(mailbox.offer(change(2))).isFalse();
  }

  private static Change change(long seq) {
    return new Change(
        new TaskEvent(
            new Cursor(1, 1, seq),
            new UUID(0, 1),
            seq,
            "reported",
            "{}",
            1,
            "system",
            Instant.EPOCH,
            "echo",
            null,
            null));
  }
}
