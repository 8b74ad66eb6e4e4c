package dev.meanwhile.engine;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A task as it stands at one moment. `input`, `output`, `errorDetails` and `metadata` are JSON.
///
/// @param runAt when it is due next; null once it has ended for good
/// @param nextRetryAt when a failed or timed-out task is tried again by itself; null when it is not
/// @param errorMessage what failed, why, and what to do, in one text
/// @param version rises by one with every change
/// @param priority 0 (usual) to 9 (most urgent)
/// @param concurrencyKey what it shares its type's limit per key with
/// @param expiresAt it is cancelled when it has not been started by then
/// @param dismissal null unless somebody set it aside
/// @param parentId the task it is a part of
/// @param rerunOf the ended task it does once more
/// @param auditLogId the audit entry that caused it
/// @param archivedAt since when it lies in the archive, where nothing changes any more; null while
///   it does not
/// @param parkedOn the dependency whose outage it waits out; null when it waits for none
public record Task(
    UUID id,
    String taskType,
    @Nullable String workflowId,
    TaskStatus status,
    @Nullable Entity entity,
    String input,
    String output,
    @Nullable String currentStep,
    @Nullable String statusMessage,
    @Nullable Long progressDone,
    @Nullable Long progressTotal,
    @Nullable String errorMessage,
    @Nullable String errorDetails,
    int attempt,
    int retryCount,
    int maxRetries,
    @Nullable Instant runAt,
    @Nullable Instant nextRetryAt,
    @Nullable UUID createdBy,
    Instant createdAt,
    @Nullable Instant processingStartedAt,
    @Nullable Instant processingCompletedAt,
    @Nullable String executionId,
    @Nullable UUID correlationId,
    String metadata,
    long version,
    int priority,
    @Nullable String concurrencyKey,
    @Nullable Instant expiresAt,
    @Nullable Dismissal dismissal,
    @Nullable UUID parentId,
    @Nullable UUID rerunOf,
    @Nullable UUID auditLogId,
    @Nullable Instant archivedAt,
    @Nullable String parkedOn) {

  /// That somebody set a failed task aside.
  ///
  /// @param by the user; null for the system itself
  public record Dismissal(Instant at, @Nullable UUID by, @Nullable String reason) {}

  /// Whether nothing will happen to it any more by itself.
  public boolean ended() {
    return switch (status) {
      case COMPLETED, CANCELLED -> true;
      case FAILED, TIMEOUT -> nextRetryAt == null;
      case PENDING, PROCESSING -> false;
    };
  }

  /// The word for people.
  public String label() {
    return switch (status) {
      case PENDING -> "waiting";
      case PROCESSING -> "running";
      case COMPLETED -> "done";
      case CANCELLED -> "cancelled";
      case FAILED, TIMEOUT ->
          dismissal != null ? "dismissed" : nextRetryAt == null ? "needs attention" : "will retry";
    };
  }
}
