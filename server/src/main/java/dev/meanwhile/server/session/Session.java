package dev.meanwhile.server.session;

import dev.meanwhile.server.access.Caller;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One browser's time with us.
///
/// @param idleLimit after how many seconds without activity it ends
/// @param idleLeft how many of them are left
/// @param totalLeft how many seconds are left however active the person is
/// @param ended why it holds no more; null while it holds
record Session(
    UUID id,
    Caller caller,
    Instant createdAt,
    Instant lastActivity,
    String address,
    String agent,
    int idleLimit,
    int idleLeft,
    int totalLeft,
    @Nullable String ended) {}
