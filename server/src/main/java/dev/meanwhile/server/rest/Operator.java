package dev.meanwhile.server.rest;

import java.util.Arrays;
import java.util.Set;

/// How a filter compares.
enum Operator {
  EQ("eq"),
  NEQ("neq"),
  GT("gt"),
  GTE("gte"),
  LT("lt"),
  LTE("lte"),
  LIKE("like"),
  ILIKE("ilike"),
  IS("is"),
  IN("in"),
  CONTAINS("cs");

  private static final Set<String> SEARCHES = Set.of("fts", "plfts", "phfts", "wfts");

  private final String word;

  Operator(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  /// @throws dev.meanwhile.server.problem.Refusal when there is no such comparison here
  static Operator of(String word) {
    int bracket = word.indexOf('(');
    String name = bracket < 0 ? word : word.substring(0, bracket);
    if (SEARCHES.contains(name)) {
      throw Wrong.filter(
          "Search by words ('%s') is not offered here: GET /api/tasks?q=… does it."
              .formatted(name));
    }
    return Arrays.stream(values())
        .filter(one -> one.word.equals(word))
        .findFirst()
        .orElseThrow(() ->
            Wrong.filter(
                "There is no operator '%s' here: eq, neq, gt, gte, lt, lte, like, ilike, is, in, cs and not."
                    .formatted(Wrong.shortened(word))));
  }
}
