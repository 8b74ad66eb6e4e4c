package dev.meanwhile.proof.access;

import java.util.ArrayList;
import java.util.List;

/// How many cells were as they must be, and the names of those that were not.
final class Verdicts {
  private final List<String> wrong = new ArrayList<>();
  private int cells;

  void judge(boolean right, String cell) {
    cells++;
    if (!right) {
      wrong.add(cell);
    }
  }

  int cells() {
    return cells;
  }

  List<String> wrong() {
    return wrong;
  }
}
