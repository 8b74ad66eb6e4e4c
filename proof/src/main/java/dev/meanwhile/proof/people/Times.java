package dev.meanwhile.proof.people;

import dev.meanwhile.engine.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// How long wrong sign-ins took, and what was said to them.
final class Times {
  private static final int SHUFFLES = 400;

  private final List<Double> known = new ArrayList<>();
  private final List<Double> unknown = new ArrayList<>();
  private final Set<String> answers = new HashSet<>();
  private int refused;

  void add(boolean isKnown, Reply reply) {
    if (reply.status() != 401) {
      refused++;
      return;
    }
    (isKnown ? known : unknown).add(reply.millis());
    var json = Json.mapper().readTree(reply.text());
    answers.add(
        json.path("type").asString("")
            + json.path("title").asString("")
            + json.path("detail").asString("")
            + json.path("advice").asString(""));
  }

  List<Double> known() {
    return known;
  }

  List<Double> unknown() {
    return unknown;
  }

  /// The different things that were said; there should be one.
  Set<String> answers() {
    return answers;
  }

  int refused() {
    return refused;
  }

  static double median(List<Double> times) {
    return within(times, 0.5);
  }

  static double within(List<Double> times, double share) {
    var sorted = times.stream().sorted().toList();
    return sorted.isEmpty() ? Double.NaN : sorted.get((int) (share * (sorted.size() - 1)));
  }

  /// How far apart the medians of two such lists are by chance, nineteen times of twenty, on a
  /// machine as busy as this one.
  static double chance(List<Double> some, List<Double> others, Random random) {
    var all = new ArrayList<>(some);
    all.addAll(others);
    var differences = new ArrayList<Double>();
    for (int i = 0; i < SHUFFLES; i++) {
      Collections.shuffle(all, random);
      differences.add(
          Math.abs(
              median(all.subList(0, some.size())) - median(all.subList(some.size(), all.size()))));
    }
    return within(differences, 0.95);
  }

  /// How often, of one of each, a guess by their times is right: 0.5 is chance, 1 is always.
  static double telling(List<Double> some, List<Double> others) {
    double wins = 0;
    for (double one : some) {
      for (double other : others) {
        wins += one > other ? 1 : one == other ? 0.5 : 0;
      }
    }
    double share = wins / ((double) some.size() * others.size());
    return Math.max(share, 1 - share);
  }
}
