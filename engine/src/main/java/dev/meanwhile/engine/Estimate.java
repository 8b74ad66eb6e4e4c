package dev.meanwhile.engine;

import java.time.Duration;

/// How long something usually takes, measured.
///
/// @param p50 half of the runs took at most so long
/// @param p90 nine out of ten took at most so long
/// @param samples how many runs it is drawn from
public record Estimate(Duration p50, Duration p90, long samples) {
  private static final long[] ROUND = {1, 2, 3, 5, 10, 15, 20, 30, 45, 60, 90, 120, 240, 500, 1000};

  /// For people: "usually 10-30 seconds".
  public String usually() {
    if (p90.compareTo(Duration.ofSeconds(1)) <= 0) {
      return "usually less than a second";
    }
    if (p90.compareTo(Duration.ofMinutes(1)) <= 0) {
      return span(Duration.ofSeconds(1), "second");
    }
    return p90.compareTo(Duration.ofHours(1)) <= 0
        ? span(Duration.ofMinutes(1), "minute")
        : span(Duration.ofHours(1), "hour");
  }

  /// Whether what has run so long is slower than nine out of ten.
  public boolean isLong(Duration running) {
    return running.compareTo(p90) > 0;
  }

  private String span(Duration unit, String name) {
    long most = up(p90.dividedBy(unit) + (p90.toMillis() % unit.toMillis() == 0 ? 0 : 1));
    long least = down(p50.dividedBy(unit));
    String units = most == 1 ? name : name + "s";
    if (least == 0) {
      return "usually up to %d %s".formatted(most, units);
    }
    return least == most
        ? "usually about %d %s".formatted(most, units)
        : "usually %d-%d %s".formatted(least, most, units);
  }

  private static long up(long exact) {
    for (long round : ROUND) {
      if (round >= exact) {
        return round;
      }
    }
    return exact;
  }

  private static long down(long exact) {
    long best = 0;
    for (long round : ROUND) {
      best = round <= exact ? round : best;
    }
    return best;
  }
}
