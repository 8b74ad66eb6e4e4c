package dev.meanwhile.server.tasks;

import dev.meanwhile.server.problem.Refusals;

/// Numbers in addresses, held within bounds.
final class Limits {
  private Limits() {}

  static int between(String pointer, int value, int least, int most) {
    if (value < least || value > most) {
      throw Refusals.badParameter(
          pointer,
          "'%s' goes from %d to %,d, not %d.".formatted(pointer.substring(1), least, most, value));
    }
    return value;
  }
}
