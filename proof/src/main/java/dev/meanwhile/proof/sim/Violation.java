package dev.meanwhile.proof.sim;

import java.util.List;

/// A promise that did not hold, with everything that happened before.
final class Violation extends RuntimeException {
  private final transient List<String> history;

  Violation(String sentence, List<String> history) {
    super(sentence);
    this.history = List.copyOf(history);
  }

  List<String> history() {
    return history;
  }
}
