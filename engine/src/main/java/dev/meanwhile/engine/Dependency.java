package dev.meanwhile.engine;

import java.time.Duration;

/// A service that tasks cannot do without, and how its outages are handled. Immutable: each method
/// answers with a changed copy.
///
/// @param name as in [TaskType#needs]: `google_maps`
/// @param title what people read: "Google Maps"
/// @param threshold it counts as away after so many failures in a row
/// @param firstPause how long to wait before the first probe of an outage
/// @param longestPause each failed probe doubles the pause, up to this
/// @param pace how many tasks a second are let in after an outage, until all that waited are done
public record Dependency(
    String name,
    String title,
    int threshold,
    Duration firstPause,
    Duration longestPause,
    double pace) {

  public Dependency {
    if (!name.matches("[a-z][a-z0-9_]{0,49}")) {
      throw new IllegalArgumentException(
          "'%s' is no name for a dependency: use lower-case letters, digits and '_', at most 50."
              .formatted(name));
    }
    if (threshold < 1) {
      throw new IllegalArgumentException(
          "'%s' is away after at least 1 failure, not %d.".formatted(name, threshold));
    }
    if (firstPause.toMillis() < 1 || longestPause.compareTo(firstPause) < 0) {
      throw new IllegalArgumentException(
          "The first pause of '%s' (%s) must lie between nothing and the longest (%s)."
              .formatted(name, firstPause, longestPause));
    }
    if (!(pace > 0) || Double.isInfinite(pace)) {
      throw new IllegalArgumentException(
          "The pace of '%s' is a number of tasks per second above 0, not %s."
              .formatted(name, pace));
    }
  }

  /// Away after 5 failures in a row, probed after 10 seconds and then ever more seldom, at least
  /// every 5 minutes; 10 tasks a second afterwards.
  public static Dependency of(String name) {
    String words = name.replace('_', ' ');
    String title =
        words.isEmpty() ? name : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    return new Dependency(name, title, 5, Duration.ofSeconds(10), Duration.ofMinutes(5), 10);
  }

  public Dependency title(String words) {
    return new Dependency(name, words, threshold, firstPause, longestPause, pace);
  }

  /// It counts as away after so many failures in a row.
  public Dependency awayAfter(int failures) {
    return new Dependency(name, title, failures, firstPause, longestPause, pace);
  }

  /// How long to wait before the first probe, and at most before any.
  public Dependency probing(Duration first, Duration longest) {
    return new Dependency(name, title, threshold, first, longest, pace);
  }

  /// How many tasks a second are let in after an outage.
  public Dependency pace(double tasksPerSecond) {
    return new Dependency(name, title, threshold, firstPause, longestPause, tasksPerSecond);
  }
}
