package dev.meanwhile.server.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.meanwhile.engine.Entity;
import dev.meanwhile.engine.Task;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A task as it goes over the wire.
public record TaskJson(
    UUID id,
    String taskType,
    @Nullable String workflowId,
    String status,
    String label,
    @Nullable String entityType,
    @Nullable String entityId,
    @Nullable String entityLabel,
    @JsonRawValue String inputData,
    @JsonRawValue String outputData,
    @Nullable String currentStep,
    @Nullable String statusMessage,
    @Nullable Long progressDone,
    @Nullable Long progressTotal,
    @Nullable String errorMessage,
    @JsonRawValue @Nullable String errorDetails,
    int attempt,
    int retryCount,
    int maxRetries,
    @Nullable Instant runAt,
    @Nullable Instant nextRetryAt,
    @Nullable UUID createdBy,
    Instant createdAt,
    @Nullable Instant processingStartedAt,
    @Nullable Instant processingCompletedAt,
    @JsonProperty("n8n_execution_id") @Nullable String executionId,
    @Nullable UUID correlationId,
    @JsonRawValue String metadata,
    long version,
    int priority,
    @Nullable Instant expiresAt,
    @Nullable Instant dismissedAt,
    @Nullable UUID dismissedBy,
    @Nullable String dismissReason,
    @Nullable String parkedOn,
    @Nullable UUID parentId,
    @Nullable UUID rerunOf,
    @Nullable UUID auditLogId,
    @Nullable Instant archivedAt,
    @Nullable WaitingJson waitingReason,
    @Nullable EstimateJson estimate,
    List<String> actions) {

  /// Without what only the reading of a single task tells.
  public static TaskJson of(Task task) {
    return of(task, null, null);
  }

  public static TaskJson of(
      Task task, @Nullable WaitingJson waiting, @Nullable EstimateJson estimate) {
    Entity entity = task.entity();
    Task.Dismissal dismissal = task.dismissal();
    return new TaskJson(
        task.id(),
        task.taskType(),
        task.workflowId(),
        task.status().text(),
        task.label(),
        entity == null ? null : entity.type(),
        entity == null ? null : entity.id(),
        entity == null ? null : entity.label(),
        task.input(),
        task.output(),
        task.currentStep(),
        task.statusMessage(),
        task.progressDone(),
        task.progressTotal(),
        task.errorMessage(),
        task.errorDetails(),
        task.attempt(),
        task.retryCount(),
        task.maxRetries(),
        task.runAt(),
        task.nextRetryAt(),
        task.createdBy(),
        task.createdAt(),
        task.processingStartedAt(),
        task.processingCompletedAt(),
        task.executionId(),
        task.correlationId(),
        task.metadata(),
        task.version(),
        task.priority(),
        task.expiresAt(),
        dismissal == null ? null : dismissal.at(),
        dismissal == null ? null : dismissal.by(),
        dismissal == null ? null : dismissal.reason(),
        task.parkedOn(),
        task.parentId(),
        task.rerunOf(),
        task.auditLogId(),
        task.archivedAt(),
        waiting,
        estimate,
        Actions.of(task));
  }
}
