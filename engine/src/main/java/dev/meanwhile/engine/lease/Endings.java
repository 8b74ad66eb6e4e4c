package dev.meanwhile.engine.lease;

import dev.meanwhile.engine.DependencyAway;
import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.StaleAttempt;
import dev.meanwhile.engine.TaskFailed;
import dev.meanwhile.engine.lifecycle.Breaker.Blame;
import dev.meanwhile.engine.lifecycle.Lifecycle;
import dev.meanwhile.engine.lifecycle.Standing;
import dev.meanwhile.engine.lifecycle.Transition;
import dev.meanwhile.engine.outage.Breakers;
import dev.meanwhile.engine.store.Trouble;
import java.io.IOException;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says what it means that a handler returned or threw something: the one place where exceptions
/// become failures, and where a failure is blamed on a service that is away.
final class Endings {
  private static final Logger log = LoggerFactory.getLogger(Endings.class);
  private static final Duration AFTER_OUTAGE = Duration.ofSeconds(1);
  private static final Duration WHILE_FULL = Duration.ofSeconds(30);

  private final Breakers breakers;
  private final RandomGenerator random = RandomGenerator.getDefault();

  Endings(Breakers breakers) {
    this.breakers = breakers;
  }

  /// The task must not even begin: what it needs is away.
  Transition kept(String dependency) {
    return Lifecycle.parked(dependency, breakers.sentence(dependency));
  }

  /// @param needed the dependency of the task's type
  /// @return what to write; null when there is nothing left to write
  @Nullable Transition returned(
      Attempt attempt, Standing standing, Outcome outcome, @Nullable String needed) {
    switch (outcome) {
      case Outcome.Completed _, Outcome.Settled _ -> answered(attempt, needed);
      case Outcome.HandedOver _ when attempt.lost() || attempt.handedBack() -> unclear(attempt);
      case Outcome.HandedOver to when to.sure() -> answered(attempt, needed);
      case Outcome.HandedOver _ -> suspected(attempt, needed);
      case Outcome.Postponed _ -> unclear(attempt);
      case Outcome.Parked(String dependency, String why, Duration retryAfter) -> {
        return away(attempt, dependency, new Blame(why, true, retryAfter));
      }
      case Outcome.Failed failure when Lifecycle.passes(standing, failure) -> {
        Blame blame = new Blame(failure.why(), false, failure.retryAfter());
        String shut = shutAfter(attempt, needed, blame);
        if (shut != null) {
          return kept(shut);
        }
      }
      case Outcome.Failed _ -> unclear(attempt);
    }
    return outcome instanceof Outcome.Settled ? null : Lifecycle.after(standing, outcome, random);
  }

  /// @return what to write; null when there is nothing left to write
  @Nullable Transition threw(
      Attempt attempt, Standing standing, Throwable thrown, @Nullable String needed) {
    if (cause(thrown, StaleAttempt.class) != null) {
      log.debug("{}", thrown.getMessage());
      return null;
    }
    TaskFailed failed = cause(thrown, TaskFailed.class);
    if (failed != null) {
      return returned(attempt, standing, failed.outcome(), needed);
    }
    DependencyAway away = cause(thrown, DependencyAway.class);
    if (away != null) {
      return away(attempt, away.dependency(), new Blame(away.why(), true, away.retryAfter()));
    }
    if (attempt.lost()) {
      log.debug("Task {} stopped after it was taken away.", attempt.lease().taskId(), thrown);
      return null;
    }
    if (attempt.handedBack()) {
      return Lifecycle.released(
          "Its worker is being restarted. It goes on in a moment.", Duration.ZERO, false);
    }
    if (Trouble.away(thrown) && standing.crashCount() + 1 < Lifecycle.CRASHES_ALLOWED) {
      return Lifecycle.released(
          "The database was away for a moment. It goes on by itself.", AFTER_OUTAGE, true);
    }
    if (Trouble.full(thrown)) {
      unclear(attempt);
      return full(standing);
    }
    return unexpected(attempt, standing, thrown, needed);
  }

  /// No fault of the task, unless it fills the disk itself.
  private Transition full(Standing standing) {
    return standing.crashCount() + 1 < Lifecycle.CRASHES_ALLOWED
        ? Lifecycle.released(
            "The disk of the database is full. It goes on by itself when there is room.",
            WHILE_FULL,
            true)
        : Lifecycle.after(
            standing,
            Outcome.failedForNow(
                standing.title() + " failed",
                "the disk of the database is full",
                "Tell the operator to free space.",
                "disk_full"),
            random);
  }

  private Transition unexpected(
      Attempt attempt, Standing standing, Throwable thrown, @Nullable String needed) {
    if (Lifecycle.passes(standing, thrown)) {
      boolean counted = attempt.countedDependency() != null;
      String kind = thrown.getClass().getSimpleName();
      String suspect = cause(thrown, IOException.class) != null ? needed : null;
      String shut =
          counted || suspect != null
              ? shutAfter(attempt, suspect, new Blame("a call failed (" + kind + ")", false, null))
              : null;
      if (shut != null) {
        log.info("Task {} waits for {}: {}", attempt.lease().taskId(), shut, thrown.toString());
        return kept(shut);
      }
    }
    unclear(attempt);
    log.error("Task {} ({}) failed.", attempt.lease().taskId(), attempt.lease().taskType(), thrown);
    return Lifecycle.threw(standing, thrown, random);
  }

  /// The handler says itself that the service is away.
  private Transition away(Attempt attempt, String dependency, Blame blame) {
    if (!dependency.equals(attempt.countedDependency())) {
      boolean _ = breakers.failed(dependency, blame, attempt.probe());
    }
    if (!dependency.equals(attempt.pass())) {
      unclear(attempt);
    }
    return kept(dependency);
  }

  /// @return the dependency that counts as away because of this failure, if any does
  private @Nullable String shutAfter(Attempt attempt, @Nullable String suspect, Blame blame) {
    String counted = attempt.countedDependency();
    if (counted != null) {
      return breakers.blocks(counted, attempt.pass()) || attempt.countedShut() ? counted : null;
    }
    return suspect != null && breakers.failed(suspect, blame, attempt.probe()) ? suspect : null;
  }

  private void answered(Attempt attempt, @Nullable String needed) {
    String pass = attempt.pass();
    if (pass != null) {
      breakers.answered(pass, true);
    }
    if (needed != null && !needed.equals(pass)) {
      breakers.answered(needed, false);
    }
  }

  /// It may have got through all the same, so the attempt goes on.
  private void suspected(Attempt attempt, @Nullable String needed) {
    if (needed != null) {
      boolean _ =
          breakers.failed(needed, new Blame("no answer in time", false, null), attempt.probe());
    }
    if (needed == null || !needed.equals(attempt.pass())) {
      unclear(attempt);
    }
  }

  private void unclear(Attempt attempt) {
    String pass = attempt.pass();
    if (pass != null) {
      breakers.unclear(pass, attempt.probe());
    }
  }

  private static <T extends Throwable> @Nullable T cause(Throwable thrown, Class<T> kind) {
    int depth = 0;
    for (Throwable at = thrown; at != null && depth < 20; at = at.getCause(), depth++) {
      if (kind.isInstance(at)) {
        return kind.cast(at);
      }
    }
    return null;
  }
}
