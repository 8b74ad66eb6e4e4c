package dev.meanwhile.server.change;

import dev.meanwhile.server.problem.Refusal;

/// The refusal of a change that does not fit where things stand.
public final class Unchanged {
  private Unchanged() {}

  public static Refusal because(String why) {
    return new Refusal(
        409, "wrong-status", "Nothing was changed.", why, "Look at it again; it may have changed.");
  }
}
