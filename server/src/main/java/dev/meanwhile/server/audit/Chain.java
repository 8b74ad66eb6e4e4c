package dev.meanwhile.server.audit;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A line of the audit log with the tasks it is about or that came of it, and what became of them.
///
/// @param more whether there are more tasks than are told
record Chain(@JsonUnwrapped AuditEntry entry, List<Outcome> tasks, boolean more) {

  /// A task and what became of it.
  ///
  /// @param caused whether the deed created it; else the deed was done to it
  /// @param dismissedAt when it was set aside; null when it was not
  /// @param archivedAt when it went to the archive; null while it lies with the others
  record Outcome(
      UUID id,
      String taskType,
      String status,
      @Nullable String entityLabel,
      @Nullable String statusMessage,
      @Nullable String errorMessage,
      boolean caused,
      Instant createdAt,
      @Nullable Instant processingCompletedAt,
      @Nullable Instant dismissedAt,
      @Nullable Instant archivedAt) {}
}
