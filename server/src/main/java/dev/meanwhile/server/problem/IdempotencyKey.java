package dev.meanwhile.server.problem;

import dev.meanwhile.engine.NewTask;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/// The header by which a request that is sent twice is done once.
public final class IdempotencyKey {
  public static final String HEADER = "Idempotency-Key";
  public static final String REPLAYED = "Idempotency-Replayed";

  private IdempotencyKey() {}

  /// The request's key; null when it has none.
  public static @Nullable String of(HttpServletRequest request) {
    String key = request.getHeader(HEADER);
    if (key == null) {
      return null;
    }
    boolean fine = key.chars().allMatch(c -> c > ' ' && c < 127);
    if (key.isEmpty() || key.length() > NewTask.KEY_LIMIT || !fine) {
      throw Refusals.badParameter(
          HEADER + ":",
          "An Idempotency-Key has 1 to %d visible ASCII characters without spaces."
              .formatted(NewTask.KEY_LIMIT));
    }
    return key;
  }
}
