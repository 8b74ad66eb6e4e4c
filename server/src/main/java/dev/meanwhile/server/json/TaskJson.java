package dev.meanwhile.server.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.meanwhile.engine.Entity;
import dev.meanwhile.engine.Task;
import dev.meanwhile.engine.TaskStatus;
import java.time.Instant;
import java.util.ArrayList;
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
    @Nullable Instant archivedAt,
    List<String> actions) {

  public static TaskJson of(Task task) {
    Entity entity = task.entity();
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
        task.archivedAt(),
        actions(task));
  }

  /// What may be asked of the task now.
  private static List<String> actions(Task task) {
    var actions = new ArrayList<String>(2);
    if (task.archivedAt() != null) {
      return actions;
    }
    if (task.status() == TaskStatus.FAILED || task.status() == TaskStatus.TIMEOUT) {
      actions.add("retry");
    }
    if (!task.ended()) {
      actions.add("cancel");
    }
    return actions;
  }
}
