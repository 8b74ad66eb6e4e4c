package dev.meanwhile.server.access;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a caller showed to prove who it is.
///
/// @param id of the session or key, for a pass of the one that asked for it; null in the demo
/// @param readOnly whether it lets its holder change nothing
/// @param reach the one thing it is good for; null when it is not narrowed
/// @param until when it is good no more; null when a session or key decides that
/// @param worksOnly whether it lets its holder ask for tasks to do them, and nothing else
public record Credential(
    Kind kind,
    @Nullable UUID id,
    boolean readOnly,
    @Nullable Reach reach,
    @Nullable Instant until,
    boolean worksOnly) {
  /// Nothing was shown, and nothing was asked for.
  public static final Credential DEMO = new Credential(Kind.DEMO, null, false, null, null, false);

  public enum Kind {
    DEMO,
    SESSION,
    KEY,
    /// For pages of other sites, asked for with a key.
    PASS_OF_KEY,
    /// For pages of other sites, asked for in a session.
    PASS_OF_SESSION
  }

  public static Credential session(UUID id) {
    return new Credential(Kind.SESSION, id, false, null, null, false);
  }

  /// @param scope `read`, `write` or `work`
  public static Credential key(UUID id, String scope) {
    return new Credential(Kind.KEY, id, scope.equals("read"), null, null, scope.equals("work"));
  }

  public static Credential pass(UUID by, boolean ofKey, @Nullable Reach reach, Instant until) {
    return new Credential(
        ofKey ? Kind.PASS_OF_KEY : Kind.PASS_OF_SESSION, by, true, reach, until, false);
  }

  public boolean isPass() {
    return kind == Kind.PASS_OF_KEY || kind == Kind.PASS_OF_SESSION;
  }
}
