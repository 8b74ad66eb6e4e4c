package dev.meanwhile.integrations.rude;

import dev.meanwhile.engine.Outcome;

/// A client that ends a task itself, which is none of its business.
public final class Busybody {
  private Busybody() {}

  /// Ends it.
  public static Outcome end() {
    return Outcome.completed();
  }
}
