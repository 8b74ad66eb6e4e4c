package dev.meanwhile.server.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One line of the audit log.
///
/// @param userId null for the system, and for those who were not signed in
/// @param address where the request came from; null when it came from none
record AuditEntry(
    UUID id,
    String action,
    String entityType,
    String entityId,
    @Nullable UUID userId,
    String userName,
    JsonNode details,
    @Nullable String address,
    @Nullable String agent,
    @Nullable String requestId,
    Instant createdAt) {}
