package dev.meanwhile.engine;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Why a task does not run yet: always exactly one reason, the first that applies in the order of
/// [Kind].
///
/// @param sentence the reason for people, for example "3 of 3 tasks of its type are running."
/// @param at when it may change, if that is known
/// @param count how many tasks, runs or places the reason speaks of; null when it speaks of none
public record WaitingReason(
    Kind kind, String sentence, @Nullable Instant at, @Nullable Integer count) {

  /// What a task may wait for.
  public enum Kind {
    /// Other tasks that must end first.
    TASKS,
    /// A service that is away, or that somebody paused, or its type, if somebody paused that.
    PAUSED,
    /// Its next try by itself.
    RETRY,
    /// The time it was scheduled for.
    SCHEDULED,
    /// Nothing: it was not started in time and is about to be cancelled.
    EXPIRED,
    /// A node that handles its type.
    NO_WORKER,
    /// The end of a task with the same concurrency key.
    KEY_LIMIT,
    /// The end of a task of its type.
    TYPE_LIMIT,
    /// The next start that a rate allows.
    RATE,
    /// A free place on some node.
    WORKERS_BUSY,
    /// Its turn.
    IN_LINE;

    /// As in JSON: `key_limit`.
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
