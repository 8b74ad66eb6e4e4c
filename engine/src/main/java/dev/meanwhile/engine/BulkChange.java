package dev.meanwhile.engine;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One change of every task that a filter finds, to be handed to [Tasks#changeAll].
///
/// @param kind what is done to them
/// @param which to which tasks
/// @param expected how many the person who asks has seen: another number refuses the change
/// @param limit refused above so many, at most [#MOST]
/// @param request who asks, and why; the version does not matter here
public record BulkChange(Kind kind, Which which, long expected, int limit, ChangeRequest request) {

  /// The most tasks that one change takes.
  public static final int MOST = 100_000;

  /// What can be done to many tasks at once.
  public enum Kind {
    /// Tries those again that need attention.
    RETRY,
    /// Sets those aside that need attention.
    DISMISS,
    /// Cancels those that wait.
    CANCEL
  }

  /// A filter: what is null or empty does not matter.
  ///
  /// @param taskTypes any of these
  /// @param code the stable word of their failure, see [Outcome.Failed]; not for waiting tasks
  /// @param entityType about this kind of thing
  /// @param entityId about this thing
  /// @param createdBy created by this user
  public record Which(
      Set<String> taskTypes,
      @Nullable String code,
      @Nullable String entityType,
      @Nullable String entityId,
      @Nullable UUID createdBy) {

    public Which {
      taskTypes = Set.copyOf(taskTypes);
    }

    /// Every task.
    public static Which all() {
      return new Which(Set.of(), null, null, null, null);
    }

    public Which ofTypes(Set<String> names) {
      return new Which(names, code, entityType, entityId, createdBy);
    }

    public Which failedWith(@Nullable String word) {
      return new Which(taskTypes, word, entityType, entityId, createdBy);
    }

    public Which about(@Nullable String type, @Nullable String id) {
      return new Which(taskTypes, code, type, id, createdBy);
    }

    public Which createdBy(@Nullable UUID user) {
      return new Which(taskTypes, code, entityType, entityId, user);
    }
  }

  public BulkChange {
    if (limit < 1 || limit > MOST) {
      throw new IllegalArgumentException(
          "A change takes 1 to %d tasks at once, not %d.".formatted(MOST, limit));
    }
    if (kind == Kind.CANCEL && which.code() != null) {
      throw new IllegalArgumentException("A waiting task has no code of a failure.");
    }
  }
}
