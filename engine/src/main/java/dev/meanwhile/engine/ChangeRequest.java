package dev.meanwhile.engine;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who asks for a change of a task, and on what terms. Immutable: each method answers with a
/// changed copy.
///
/// @param actor who asks, as the timeline shows it, for example `user:sandra`
/// @param user the same as an id; null for the system itself
/// @param reason why, in one sentence; null when nobody said
/// @param version only if the task is still in this version; null for whatever it is in
/// @param audit the audit entry that tells of it; tasks that come of the change carry it
public record ChangeRequest(
    String actor,
    @Nullable UUID user,
    @Nullable String reason,
    @Nullable Long version,
    @Nullable UUID audit) {

  /// The longest reason that is accepted, in characters.
  public static final int REASON_LIMIT = 500;

  public ChangeRequest {
    if (actor.isBlank()) {
      throw new IllegalArgumentException("A change names who asks for it.");
    }
    reason = reason == null || reason.isBlank() ? null : reason.strip().replace("\u0000", "");
    if (reason != null && reason.length() > REASON_LIMIT) {
      throw new IllegalArgumentException(
          "A reason has at most %d characters, this one %d."
              .formatted(REASON_LIMIT, reason.length()));
    }
  }

  /// Asked by somebody who has no id of their own.
  public static ChangeRequest by(String actor) {
    return new ChangeRequest(actor, null, null, null, null);
  }

  /// Asked by a user.
  public static ChangeRequest by(@Nullable UUID user, String actor) {
    return new ChangeRequest(actor, user, null, null, null);
  }

  public ChangeRequest because(@Nullable String why) {
    return new ChangeRequest(actor, user, why, version, audit);
  }

  /// Refused when the task has changed since it was in this version.
  public ChangeRequest ifVersion(@Nullable Long expected) {
    return new ChangeRequest(actor, user, reason, expected, audit);
  }

  /// Told of by this entry of an audit log.
  public ChangeRequest audited(@Nullable UUID entry) {
    return new ChangeRequest(actor, user, reason, version, entry);
  }
}
