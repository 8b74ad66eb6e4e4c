package dev.meanwhile.engine.lifecycle;

import dev.meanwhile.engine.RetryAfter;
import dev.meanwhile.engine.RetryPolicy;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// How long to wait before the next retry.
final class Backoff {
  private Backoff() {}

  /// @param retry 1 for the first retry
  /// @param retryAfter what the partner asked for: a lower bound
  static Duration before(
      int retry, RetryPolicy policy, @Nullable Duration retryAfter, RandomGenerator random) {
    int doublings = Math.min(retry - 1, 30);
    long longest = policy.longest().toMillis();
    long full = Math.min(longest, saturatedDouble(policy.first().toMillis(), doublings));
    long pause = full - Math.round(full * policy.jitter() * random.nextDouble());
    if (retryAfter == null || retryAfter.isNegative()) {
      return Duration.ofMillis(pause);
    }
    long asked = Math.min(retryAfter.toMillis(), RetryAfter.LONGEST.toMillis());
    return Duration.ofMillis(Math.max(pause, asked));
  }

  private static long saturatedDouble(long millis, int doublings) {
    return millis > (Long.MAX_VALUE >> doublings) ? Long.MAX_VALUE : millis << doublings;
  }
}
