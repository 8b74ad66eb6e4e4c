package dev.meanwhile.engine;

import java.util.UUID;

/// The answer to a submission.
///
/// @param id the task
/// @param replayed true when the idempotency key was known and nothing new was created
public record Submitted(UUID id, boolean replayed) {}
