package dev.meanwhile.proof.node;

import dev.meanwhile.proof.ProofFailed;
import java.time.Duration;

/// Waiting a little between two looks.
public final class Pause {
  private Pause() {}

  public static void millis(long millis) {
    try {
      Thread.sleep(Duration.ofMillis(millis));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProofFailed("The proof was interrupted.", e);
    }
  }
}
