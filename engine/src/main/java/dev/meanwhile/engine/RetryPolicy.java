package dev.meanwhile.engine;

import java.time.Duration;

/// How often and how soon a failed task is tried again by itself.
///
/// The pause before retry n is `first * 2^(n-1)`, at most `longest`, shortened by a random part of
/// up to `jitter` so that tasks which failed together do not come back together. A partner's
/// `Retry-After` is a lower bound.
///
/// @param maxRetries retries after the first try; 0 means never
/// @param first pause before the first retry
/// @param longest upper bound of any pause
/// @param jitter the share of a pause that is random, 0 to 1
public record RetryPolicy(int maxRetries, Duration first, Duration longest, double jitter) {

  public RetryPolicy {
    if (maxRetries < 0) {
      throw new IllegalArgumentException("A task cannot be retried " + maxRetries + " times.");
    }
    if (first.isNegative() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "The first pause (%s) must lie between nothing and the longest (%s)."
              .formatted(first, longest));
    }
    if (!(jitter >= 0 && jitter <= 1)) {
      throw new IllegalArgumentException("Jitter is a share from 0 to 1, not " + jitter + ".");
    }
  }

  /// Three retries, after about 5, 10 and 20 seconds.
  public static RetryPolicy standard() {
    return new RetryPolicy(3, Duration.ofSeconds(5), Duration.ofMinutes(5), 0.3);
  }

  public static RetryPolicy never() {
    return standard().times(0);
  }

  public RetryPolicy times(int retries) {
    return new RetryPolicy(retries, first, longest, jitter);
  }

  public RetryPolicy pausing(Duration from, Duration to) {
    return new RetryPolicy(maxRetries, from, to, jitter);
  }
}
