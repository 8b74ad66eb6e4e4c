package dev.meanwhile.proof.sim;

import dev.meanwhile.engine.RetryPolicy;
import java.time.Duration;
import java.util.Random;

/// One task as it was submitted.
///
/// @param delayMillis until it is first due
record Plan(int id, RetryPolicy policy, int timeoutSeconds, long delayMillis) {

  static Plan random(int id, Random random) {
    Duration first = Duration.ofMillis(100L * (1 + random.nextInt(50)));
    RetryPolicy policy =
        new RetryPolicy(
            random.nextInt(4),
            first,
            first.multipliedBy(1 + random.nextInt(8)),
            random.nextInt(11) / 10.0);
    long delay = random.nextInt(3) == 0 ? random.nextInt(20_000) : 0;
    return new Plan(id, policy, 1 + random.nextInt(40), delay);
  }
}
