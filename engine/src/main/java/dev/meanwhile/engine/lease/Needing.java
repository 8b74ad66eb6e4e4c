package dev.meanwhile.engine.lease;

import dev.meanwhile.engine.DependencyAway;
import dev.meanwhile.engine.StaleAttempt;
import dev.meanwhile.engine.TaskFailed;
import dev.meanwhile.engine.lifecycle.Breaker.Blame;
import dev.meanwhile.engine.outage.Breakers;
import dev.meanwhile.engine.store.Trouble;
import java.io.IOException;
import java.util.concurrent.Callable;

/// A part of a handler's work that needs a service: not begun while that is away, and heard about
/// when it fails or succeeds.
final class Needing {
  private final Attempt attempt;
  private final Breakers breakers;

  Needing(Attempt attempt, Breakers breakers) {
    this.attempt = attempt;
    this.breakers = breakers;
  }

  <T> T call(String dependency, Callable<T> body) throws Exception {
    if (breakers.blocks(dependency, attempt.pass())) {
      attempt.counted(dependency, true);
      throw new DependencyAway(dependency, "it is known to be away");
    }
    T result;
    try {
      result = body.call();
    } catch (StaleAttempt stale) {
      throw stale;
    } catch (Exception failure) {
      blame(dependency, failure);
      throw failure;
    }
    attempt.countedNoMore();
    breakers.answered(dependency, dependency.equals(attempt.pass()));
    return result;
  }

  private void blame(String dependency, Exception failure) {
    boolean outOfTime = attempt.lost() && attempt.remaining().isZero();
    boolean interrupted = attempt.lost() || attempt.handedBack();
    Blame blame =
        switch (failure) {
          case DependencyAway away when away.dependency().equals(dependency) ->
              new Blame(away.why(), true, away.retryAfter());
          case DependencyAway _ -> null;
          case TaskFailed failed when failed.outcome().retryable() ->
              new Blame(failed.outcome().why(), false, failed.outcome().retryAfter());
          case Exception _ when outOfTime -> new Blame("no answer in time", false, null);
          case Exception _ when interrupted || Trouble.away(failure) -> null;
          case Exception io when isIo(io) ->
              new Blame("a call failed (" + io.getClass().getSimpleName() + ")", false, null);
          default -> null;
        };
    if (blame != null) {
      attempt.counted(dependency, breakers.failed(dependency, blame, attempt.probe()));
    }
  }

  private static boolean isIo(Throwable failure) {
    int depth = 0;
    for (Throwable at = failure; at != null && depth < 20; at = at.getCause(), depth++) {
      if (at instanceof IOException) {
        return true;
      }
    }
    return false;
  }
}
