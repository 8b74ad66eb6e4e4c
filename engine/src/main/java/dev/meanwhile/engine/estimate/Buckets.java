package dev.meanwhile.engine.estimate;

import java.time.Duration;

/// Sorts durations into buckets, each a fifth wider than the one before: from a millisecond to
/// weeks in 128 of them.
final class Buckets {
  static final int COUNT = 128;
  private static final double PER_DOUBLING = 4;

  private Buckets() {}

  static int of(Duration span) {
    double millis = Math.max(1, span.toNanos() / 1e6);
    double bucket = Math.ceil(Math.log(millis) / Math.log(2) * PER_DOUBLING);
    return (int) Math.min(COUNT - 1, bucket);
  }

  /// The longest duration that belongs into it.
  static Duration upTo(int bucket) {
    return Duration.ofMillis(Math.round(Math.pow(2, bucket / PER_DOUBLING)));
  }
}
