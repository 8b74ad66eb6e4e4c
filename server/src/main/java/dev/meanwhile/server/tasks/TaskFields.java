package dev.meanwhile.server.tasks;

import dev.meanwhile.engine.Task;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What people's changes do to a task, field by field, for the audit log.
final class TaskFields {
  private TaskFields() {}

  static Map<String, ?> of(Task task) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    Task.Dismissal dismissal = task.dismissal();
    fields.put("status", task.status().text());
    fields.put("label", task.label());
    fields.put("retry_count", task.retryCount());
    fields.put("run_at", task.runAt());
    fields.put("next_retry_at", task.nextRetryAt());
    fields.put("error_message", task.errorMessage());
    fields.put("processing_completed_at", task.processingCompletedAt());
    fields.put("dismissed_at", dismissal == null ? null : dismissal.at());
    fields.put("dismissed_by", dismissal == null ? null : dismissal.by());
    fields.put("dismiss_reason", dismissal == null ? null : dismissal.reason());
    return fields;
  }
}
