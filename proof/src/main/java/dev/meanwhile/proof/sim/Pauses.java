package dev.meanwhile.proof.sim;

import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.lifecycle.Standing;
import dev.meanwhile.engine.lifecycle.Transition;
import java.time.Duration;

/// What a pause before a retry must be, worked out a second time.
final class Pauses {
  private static final long DAY = Duration.ofHours(24).toMillis();

  private Pauses() {}

  /// I25 and I26.
  static void check(Ledger ledger, int task, Standing standing, Outcome outcome, Transition end) {
    if (!(outcome instanceof Outcome.Failed failure)) {
      return;
    }
    Duration back = end.back();
    boolean again = failure.retryable() && standing.retryCount() < standing.maxRetries();
    ledger.hold(
        again == (back != null), task, "I26: a failure was tried again, or not, against its rule");
    if (back == null) {
      return;
    }
    double full =
        Math.min(
            (double) standing.policy().longest().toMillis(),
            standing.policy().first().toMillis() * Math.pow(2, standing.retryCount()));
    double asked =
        failure.retryAfter() == null ? 0 : (double) Math.min(DAY, failure.retryAfter().toMillis());
    double least = Math.max(asked, Math.floor(full * (1 - standing.policy().jitter())));
    double most = Math.max(asked, full);
    ledger.hold(
        back.toMillis() >= least && back.toMillis() <= most,
        task,
        "I25: a pause of %d ms is not between %.0f and %.0f"
            .formatted(back.toMillis(), least, most));
  }
}
