package dev.meanwhile.engine;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One committed change of a task.
///
/// @param version the task's version after the change
/// @param type the deed: `submitted`, `claimed`, `reported`, `completed`, `failed`, `retried`,
///   `postponed`, `timed_out`, `cancelled`, `rescued`, `released`, `dismissed`, `reinstated`,
///   `expired`, `blocked`, `unblocked`, `parked`, `resumed`
/// @param data JSON: the fields of the task that changed
/// @param actor who did it: `user:sandra`, `node:desk-1`, `system`
/// @param createdBy the task's own user, for deciding who may see the event
public record TaskEvent(
    Cursor cursor,
    UUID taskId,
    long version,
    String type,
    String data,
    int attempt,
    String actor,
    Instant createdAt,
    String taskType,
    @Nullable Entity entity,
    @Nullable UUID createdBy) {}
