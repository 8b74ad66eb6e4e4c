package dev.meanwhile.proof.pairs;

import dev.meanwhile.engine.Json;
import dev.meanwhile.engine.Task;
import dev.meanwhile.engine.TaskEvent;
import dev.meanwhile.engine.store.Catalogue;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Compares a task in the database with what the rules expect, and its history with itself.
final class Inspection {
  private final List<String> faults = new ArrayList<>();

  private Inspection() {}

  static List<String> of(Connection connection, UUID id, Model model) throws SQLException {
    var inspection = new Inspection();
    inspection.compare(PairStore.look(connection, id), model);
    var task = Objects.requireNonNull(Catalogue.find(connection, id));
    inspection.compare(task, model);
    inspection.fold(task, Catalogue.story(connection, 0, id, 0, 1000));
    return inspection.faults;
  }

  private void same(String what, @Nullable Object expected, @Nullable Object found) {
    if (!Objects.equals(expected, found)) {
      faults.add("%s is %s, not %s".formatted(what, found, expected));
    }
  }

  private void compare(PairStore.Seen seen, Model model) {
    same("the record's status", model.record, seen.record());
    same("the queue row", model.queued, seen.queued());
    same("the lease", model.leased, seen.leased());
    same("the retry to come", model.retrying, seen.retrying());
    same("the dismissal", model.dismissed, seen.dismissed());
    same("lying in the archive", model.archived, seen.archived());
    same("the number of places where it lies", 1, seen.places());
    same("the attempt", model.attempt, seen.attempt());
    same("the retries", model.retries, seen.retries());
    same("the version", (long) model.version, seen.version());
    same("the number of events", (long) model.version, seen.events());
    same("the last event's version", (long) model.version, seen.lastEvent());
    same("the attention", model.needsAttention(), seen.noted());
    same("the place in line", true, seen.ranked());
    same("an attempt that ended twice", false, seen.ends() > 1);
    if (model.queued) {
      same("the crashes", model.crashes, seen.crashes());
    }
    if (model.queued && !model.leased) {
      same("being due", model.due, seen.due());
    }
  }

  private void compare(Task task, Model model) {
    same("the status people see", model.status(), task.status());
    same("the word people see", model.label(), task.label());
    same("the error", model.failed(), task.errorMessage() != null);
    same(
        "being over",
        !model.leased && model.record != dev.meanwhile.engine.TaskStatus.PENDING,
        task.processingCompletedAt() != null);
  }

  /// Whoever folds the events sees the task.
  private void fold(Task task, List<TaskEvent> events) {
    Map<String, JsonNode> folded = new HashMap<>();
    for (var event : events) {
      Json.mapper()
          .readTree(event.data())
          .properties()
          .forEach(field -> folded.put(field.getKey(), field.getValue()));
    }
    same("the folded status", task.status().text(), text(folded, "status"));
    same("the folded sentence", task.statusMessage(), text(folded, "status_message"));
    same("the folded step", task.currentStep(), text(folded, "current_step"));
    same("the folded error", task.errorMessage(), text(folded, "error_message"));
    same("the folded progress", words(task.progressDone()), text(folded, "progress_done"));
    same(
        "the folded attempt",
        "" + task.attempt(),
        Objects.requireNonNullElse(text(folded, "attempt"), "0"));
    same(
        "the folded retries",
        "" + task.retryCount(),
        Objects.requireNonNullElse(text(folded, "retry_count"), "0"));
    same(
        "the folded next retry", task.nextRetryAt() != null, text(folded, "next_retry_at") != null);
    same("the folded dismissal", task.dismissal() != null, text(folded, "dismissed_at") != null);
    same(
        "the folded end",
        task.processingCompletedAt() != null,
        text(folded, "processing_completed_at") != null);
  }

  private static @Nullable String words(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  private static @Nullable String text(Map<String, JsonNode> folded, String field) {
    var value = folded.get(field);
    return value == null || value.isNull() ? null : value.asString();
  }
}
