package dev.meanwhile.engine;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How a dependency stands at one moment.
///
/// @param of what it is and how its outages are handled
/// @param failures how often it failed in a row; 0 after the first answer
/// @param why what was last heard of it when it failed; null when it works
/// @param since when this outage or pause began; null when it works
/// @param nextProbeAt when one task tries whether it answers; null when none will
/// @param pause null unless somebody keeps it back
/// @param incident the record of this outage or pause; null when it works
/// @param parked how many tasks ran into the outage and wait it out
public record DependencyHealth(
    Dependency of,
    State state,
    int failures,
    @Nullable String why,
    @Nullable Instant since,
    @Nullable Instant nextProbeAt,
    @Nullable Pause pause,
    @Nullable Long incident,
    long parked) {

  /// Where its breaker stands. The names are those of electricity: a closed breaker lets through.
  public enum State {
    /// It works, as far as we know.
    CLOSED,
    /// It is away, or kept back: its tasks wait.
    OPEN,
    /// It is away, and one task is trying whether it still is.
    PROBING,
    /// It answers again: what waited is let in at its pace.
    RECOVERING;

    /// The name in the database and in JSON.
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// That somebody keeps a dependency or a task type back.
  ///
  /// @param by as the timeline shows it: `user:ana`
  public record Pause(Instant at, String by, String why) {}
}
