package dev.meanwhile.server.access;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a caller showed to prove who it is.
///
/// @param id of the session or key; null in the demo
/// @param readOnly whether it lets its holder change nothing
public record Credential(Kind kind, @Nullable UUID id, boolean readOnly) {
  /// Nothing was shown, and nothing was asked for.
  public static final Credential DEMO = new Credential(Kind.DEMO, null, false);

  public enum Kind {
    DEMO,
    SESSION,
    KEY
  }

  public static Credential session(UUID id) {
    return new Credential(Kind.SESSION, id, false);
  }

  public static Credential key(UUID id, boolean readOnly) {
    return new Credential(Kind.KEY, id, readOnly);
  }
}
