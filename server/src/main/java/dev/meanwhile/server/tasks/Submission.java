package dev.meanwhile.server.tasks;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The body of a request that creates a task.
record Submission(
    @Nullable String taskType,
    @Nullable JsonNode inputData,
    @Nullable String entityType,
    @Nullable String entityId,
    @Nullable String entityLabel,
    @Nullable Instant runAt,
    @Nullable JsonNode metadata) {}
