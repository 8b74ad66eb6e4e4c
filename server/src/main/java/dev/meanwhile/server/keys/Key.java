package dev.meanwhile.server.keys;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is known of a key without having it.
///
/// @param scope `read`, `write` or `work`
record Key(
    UUID id,
    String name,
    String scope,
    String lastFour,
    Instant createdAt,
    @Nullable Instant lastUsedAt) {}
