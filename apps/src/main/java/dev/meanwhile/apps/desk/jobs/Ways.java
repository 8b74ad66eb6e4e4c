package dev.meanwhile.apps.desk.jobs;

import java.util.List;

/// What was answered to one question for drive times.
///
/// @param asked what the question was: an answer to another one is worth nothing
/// @param all one after the other, as the places were named
record Ways(String asked, List<Way> all) {
  Ways {
    all = List.copyOf(all);
  }

  /// Whether nobody can drive any of them.
  boolean none() {
    return all.stream().allMatch(way -> way.minutes() == null);
  }

  /// How many there are.
  long count() {
    return all.stream().filter(way -> way.minutes() != null).count();
  }
}
