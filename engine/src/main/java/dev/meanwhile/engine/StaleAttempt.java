package dev.meanwhile.engine;

import java.util.UUID;

/// Somebody else settled this attempt first: it was cancelled, timed out, or taken over from a node
/// thought dead. Nothing was written.
public final class StaleAttempt extends RuntimeException {

  public StaleAttempt(UUID task, int attempt) {
    super("Attempt %d of task %s is no longer the current one.".formatted(attempt, task));
  }
}
