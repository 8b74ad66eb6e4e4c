package dev.meanwhile.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.engine.WaitingReason;
import dev.meanwhile.engine.WaitingReason.Kind;
import dev.meanwhile.engine.lifecycle.Waiting.Facts;
import dev.meanwhile.engine.lifecycle.Waiting.Hold;
import dev.meanwhile.engine.lifecycle.Waiting.Pulling;
import dev.meanwhile.engine.lifecycle.Waiting.Rate;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WaitingTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

  /// Everything that can hold a task up holds this one up; each test takes one thing more away.
  private int waitsFor = 2;

  private @Nullable Hold hold = by("user:ana", "a new key.");
  private Instant runAt = NOW.plusSeconds(42);
  private boolean retrying = true;
  private @Nullable Instant expiresAt = NOW.minusSeconds(1);
  private int nodes;
  private int ofKey = 2;
  private int ofType = 3;
  private int started = 5;
  private int startedOfDependency = 50;
  private int freeNodes;
  private @Nullable Pulling pulling;
  private int before = 1001;

  @Test
  void there_is_one_reason_and_the_first_that_applies_is_told() {
    tells(Kind.TASKS, "It waits for 2 other tasks to end.");

    waitsFor = 1;
    tells(Kind.TASKS, "It waits for another task to end.");

    waitsFor = 0;
    runAt = NOW;
    tells(Kind.PAUSED, "ana paused Google Maps: a new key. It goes on when somebody resumes it.");

    hold = by(null, "the drill");
    tells(
        Kind.PAUSED,
        "Somebody paused Google Maps: the drill. It goes on when somebody resumes it.");

    hold = new Hold("Google Maps", false, false, null, null, NOW.plusSeconds(7));
    tells(Kind.PAUSED, "It waits until Google Maps answers again.");
    assertThat(reason().at()).as("then it is tried").isEqualTo(NOW.plusSeconds(7));

    hold = new Hold("Google Maps", true, false, null, null, null);
    tells(
        Kind.PAUSED,
        "Google Maps answers again. What waited for it is let in one after the other.");

    runAt = NOW.plusSeconds(42);
    tells(Kind.RETRY, "It is tried again in 42 seconds.");

    retrying = false;
    tells(Kind.SCHEDULED, "It is due in 42 seconds.");

    runAt = NOW;
    hold = null;
    tells(Kind.EXPIRED, "It was not started in time and is about to be cancelled.");

    expiresAt = NOW.plusSeconds(1);
    tells(
        Kind.NO_WORKER,
        "No node that runs handles the type 'drive_times'. It starts when one does.");

    nodes = 2;
    tells(Kind.KEY_LIMIT, "2 of 2 tasks with the key 'customer-7' are running.");

    ofKey = 1;
    tells(Kind.TYPE_LIMIT, "3 of 3 tasks of its type are running.");

    ofType = 2;
    tells(
        Kind.RATE,
        "Only 5 tasks of its type may start within 60 seconds. The next one may in 12 seconds.");

    started = 4;
    tells(
        Kind.RATE,
        "Only 50 tasks that need google_maps may start within 1 second. The next one may in 1 second.");

    startedOfDependency = 49;
    tells(Kind.WORKERS_BUSY, "Every worker is busy: all 1,200 places are taken.");

    freeNodes = 1;
    tells(Kind.IN_LINE, "More than 1,000 tasks are before it in line.");

    before = 1000;
    tells(Kind.IN_LINE, "1,000 tasks are before it in line.");

    before = 1;
    tells(Kind.IN_LINE, "1 task is before it in line.");

    before = 0;
    tells(Kind.IN_LINE, "It is the next in line.");
  }

  @Test
  void of_a_pulled_type_it_tells_who_asks() {
    waitsFor = 0;
    hold = null;
    runAt = NOW;
    expiresAt = null;
    nodes = 1;
    ofKey = 0;
    ofType = 0;
    started = 0;
    startedOfDependency = 0;
    before = 0;

    pulling = new Pulling(0, null);
    tells(
        Kind.NO_WORKER,
        "No worker has asked for tasks of the type 'drive_times' yet. It starts when one does.");

    pulling = new Pulling(0, NOW.minusSeconds(300));
    tells(
        Kind.NO_WORKER,
        "No worker asks for tasks of the type 'drive_times'; the last one did 5 minutes ago.");

    pulling = new Pulling(2, NOW.minusSeconds(3));
    tells(Kind.WORKERS_BUSY, "All 2 workers that ask for its type are busy.");

    before = 1;
    tells(Kind.IN_LINE, "1 task is before it in line.");
  }

  @Test
  void when_it_may_change_is_told_where_it_is_known() {
    waitsFor = 0;
    hold = null;
    assertThat(reason().at()).isEqualTo(runAt);

    runAt = NOW;
    expiresAt = null;
    nodes = 1;
    ofKey = 0;
    ofType = 0;
    assertThat(reason().at()).isEqualTo(NOW.plusSeconds(12));
  }

  private static Hold by(@Nullable String person, String why) {
    return new Hold("Google Maps", false, true, person, why, null);
  }

  private void tells(Kind kind, String sentence) {
    WaitingReason reason = reason();
    assertThat(reason.kind()).as(reason.sentence()).isEqualTo(kind);
    assertThat(reason.sentence()).isEqualTo(sentence);
  }

  private WaitingReason reason() {
    return Waiting.reason(
        new Facts(
            NOW,
            "drive_times",
            waitsFor,
            hold,
            retrying,
            runAt,
            expiresAt,
            nodes,
            freeNodes,
            1200,
            "customer-7",
            2,
            ofKey,
            3,
            ofType,
            new Rate(null, 5, Duration.ofMinutes(1), started, NOW.plusSeconds(12)),
            new Rate(
                "google_maps", 50, Duration.ofSeconds(1), startedOfDependency, NOW.plusMillis(300)),
            pulling,
            before));
  }
}
