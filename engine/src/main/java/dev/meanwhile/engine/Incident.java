package dev.meanwhile.engine;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One outage of a dependency, or one pause of a dependency or task type, from its beginning to its
/// end: what people read instead of hundreds of failures.
///
/// @param dependency whose outage or pause it is; null for a task type's
/// @param taskType whose pause it is; null for a dependency's
/// @param title the dependency or type in people's words
/// @param endedAt null while it lasts
/// @param why how it began: what the dependency last said, or the reason somebody gave
/// @param by who began it: `system`, or `user:ana` for a pause
/// @param parked how many tasks ran into it and waited it out
/// @param probes how often a task tried whether it is over
/// @param history oldest first; empty in lists
public record Incident(
    long id,
    @Nullable String dependency,
    @Nullable String taskType,
    String title,
    Instant beganAt,
    @Nullable Instant endedAt,
    String why,
    String by,
    long parked,
    int probes,
    List<Entry> history) {

  /// One thing that happened in it.
  ///
  /// @param type `opened`, `probing`, `probe_failed`, `probe_lost`, `answered`, `reopened`,
  ///   `paused`, `resumed`, `closed`
  /// @param sentence the same for people
  /// @param actor `node:desk-1`, `user:ana`
  public record Entry(Instant at, String type, String sentence, String actor) {}
}
