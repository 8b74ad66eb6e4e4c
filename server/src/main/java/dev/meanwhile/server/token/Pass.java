package dev.meanwhile.server.token;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Lets a page of another site read, for a quarter of an hour: one person's own tasks, or one task,
/// or those about one entity.
///
/// @param user whose tasks it shows, or in whose sight the one task or entity is
/// @param by the key or the session that asked for it; with it the pass ends
/// @param byKey whether that was a key
/// @param task the only task it shows; null for more
/// @param entity the only entity it shows, `TYPE:ID`; null for more
/// @param until when it is good no more
public record Pass(
    UUID user,
    UUID by,
    boolean byKey,
    @Nullable UUID task,
    @Nullable String entity,
    Instant until) {
  /// How long a pass is good for.
  public static final int SECONDS = 900;
}
