package dev.meanwhile.apps.errands.dataimport.guard;

import java.time.Duration;

/// How much and how long is fetched from a user's address at most.
///
/// @param bytes of one answer, after unpacking
/// @param connect until the connection stands
/// @param silence between two pieces of an answer
/// @param total for one answer from start to end
public record FetchLimits(long bytes, Duration connect, Duration silence, Duration total) {

  public static FetchLimits of(long bytes, Duration total) {
    return new FetchLimits(bytes, Duration.ofSeconds(10), Duration.ofSeconds(30), total);
  }
}
