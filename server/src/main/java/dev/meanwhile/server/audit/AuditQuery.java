package dev.meanwhile.server.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which lines of the audit log to read, newest first; null is no choice.
///
/// @param before only lines older than this one
record AuditQuery(
    @Nullable UUID user,
    @Nullable String action,
    @Nullable String entityType,
    @Nullable String entityId,
    @Nullable Instant since,
    @Nullable Instant until,
    @Nullable UUID before,
    int limit) {}
