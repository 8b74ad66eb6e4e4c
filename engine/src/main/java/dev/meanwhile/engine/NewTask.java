package dev.meanwhile.engine;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A task that is yet to be submitted.
///
/// @param taskType the name of a known [TaskType]
/// @param input JSON, an object
/// @param entity what it is about
/// @param createdBy the user on whose behalf it runs; null for the system itself
/// @param actor who submits it, as the timeline shows it, for example `user:sandra`
/// @param delay how long to wait before the first attempt
/// @param idempotencyKey one task at most per user and key; null for no such promise
/// @param workflowId the external workflow that does it, if any
/// @param metadata JSON, an object: the submitter's own notes
/// @param correlationId ties together what one request caused
public record NewTask(
    String taskType,
    String input,
    @Nullable Entity entity,
    @Nullable UUID createdBy,
    String actor,
    Duration delay,
    @Nullable String idempotencyKey,
    @Nullable String workflowId,
    String metadata,
    @Nullable UUID correlationId) {

  /// The longest idempotency key that is accepted, in characters.
  public static final int KEY_LIMIT = 200;

  public NewTask {
    if (delay.isNegative()) {
      delay = Duration.ZERO;
    }
    if (idempotencyKey != null && idempotencyKey.length() > KEY_LIMIT) {
      throw new IllegalArgumentException(
          "An idempotency key has at most %d characters, this one %d."
              .formatted(KEY_LIMIT, idempotencyKey.length()));
    }
  }

  /// A task with this type and JSON input, due at once, submitted by the system.
  public static NewTask of(String taskType, String input) {
    return new NewTask(
        taskType, input, null, null, "system", Duration.ZERO, null, null, "{}", null);
  }

  public NewTask about(@Nullable Entity thing) {
    return new NewTask(
        taskType,
        input,
        thing,
        createdBy,
        actor,
        delay,
        idempotencyKey,
        workflowId,
        metadata,
        correlationId);
  }

  public NewTask by(@Nullable UUID user, String who) {
    return new NewTask(
        taskType,
        input,
        entity,
        user,
        who,
        delay,
        idempotencyKey,
        workflowId,
        metadata,
        correlationId);
  }

  public NewTask in(Duration pause) {
    return new NewTask(
        taskType,
        input,
        entity,
        createdBy,
        actor,
        pause,
        idempotencyKey,
        workflowId,
        metadata,
        correlationId);
  }

  public NewTask key(@Nullable String idempotency) {
    return new NewTask(
        taskType,
        input,
        entity,
        createdBy,
        actor,
        delay,
        idempotency,
        workflowId,
        metadata,
        correlationId);
  }

  public NewTask noting(String notes) {
    return new NewTask(
        taskType,
        input,
        entity,
        createdBy,
        actor,
        delay,
        idempotencyKey,
        workflowId,
        notes,
        correlationId);
  }

  public NewTask correlated(@Nullable UUID with) {
    return new NewTask(
        taskType,
        input,
        entity,
        createdBy,
        actor,
        delay,
        idempotencyKey,
        workflowId,
        metadata,
        with);
  }
}
