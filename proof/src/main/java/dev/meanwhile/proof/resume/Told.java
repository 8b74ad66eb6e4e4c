package dev.meanwhile.proof.resume;

/// One event of a task's story, as the log tells it.
///
/// @param sentence the status message; empty when this event said none
record Told(long version, String type, int attempt, String actor, String sentence) {}
