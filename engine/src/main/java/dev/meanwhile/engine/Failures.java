package dev.meanwhile.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The tasks of a type that need attention, all of them or those that failed for one cause.
///
/// @param code the stable word of the cause; null for all causes together
/// @param tasks how many there are
/// @param users how many users they belong to
/// @param oldest when the one that has waited longest failed
/// @param newest when the last one failed
/// @param latestError what people read of the last one
public record Failures(
    String taskType,
    @Nullable String code,
    long tasks,
    long users,
    Instant oldest,
    Instant newest,
    @Nullable String latestError) {}
