package dev.meanwhile.engine.sql;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.engine.Engine;
import dev.meanwhile.engine.Json;
import dev.meanwhile.engine.Task;
import dev.meanwhile.engine.TaskEvent;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What Java sees of the tasks that SQL clients change.
final class Reader implements AutoCloseable {
  private final Engine engine;

  Reader(DataSource database) {
    engine = Engine.on(database).build();
  }

  Task task(UUID id) {
    return requireNonNull(engine.tasks().find(id));
  }

  List<String> deeds(UUID id) {
    return engine.tasks().events(id, 0, 1000).stream().map(TaskEvent::type).toList();
  }

  /// The task, after its folded events were found to say the same.
  Task folded(UUID id) {
    Task task = task(id);
    Map<String, JsonNode> folded = new HashMap<>();
    long version = 0;
    for (TaskEvent event : engine.tasks().events(id, 0, 1000)) {
      assertThat(event.version()).isEqualTo(++version);
      Json.mapper()
          .readTree(event.data())
          .properties()
          .forEach(e -> folded.put(e.getKey(), e.getValue()));
    }
    assertThat(version).isEqualTo(task.version());
    assertThat(text(folded, "status")).isEqualTo(task.status().text());
    assertThat(text(folded, "current_step")).isEqualTo(task.currentStep());
    assertThat(text(folded, "status_message")).isEqualTo(task.statusMessage());
    assertThat(text(folded, "error_message")).isEqualTo(task.errorMessage());
    assertThat(number(folded, "attempt")).isEqualTo(task.attempt());
    assertThat(number(folded, "retry_count")).isEqualTo(task.retryCount());
    assertThat(text(folded, "n8n_execution_id")).isEqualTo(task.executionId());
    assertThat(time(folded, "processing_started_at")).isEqualTo(task.processingStartedAt());
    assertThat(time(folded, "processing_completed_at")).isEqualTo(task.processingCompletedAt());
    assertThat(time(folded, "next_retry_at")).isEqualTo(task.nextRetryAt());
    assertThat(time(folded, "dismissed_at"))
        .isEqualTo(task.dismissal() == null ? null : task.dismissal().at());
    return task;
  }

  private static int number(Map<String, JsonNode> folded, String field) {
    JsonNode value = folded.get(field);
    return value == null ? 0 : value.asInt();
  }

  private static @Nullable String text(Map<String, JsonNode> folded, String field) {
    JsonNode value = folded.get(field);
    return value == null || value.isNull() ? null : value.asString();
  }

  private static @Nullable Instant time(Map<String, JsonNode> folded, String field) {
    String text = text(folded, field);
    return text == null ? null : OffsetDateTime.parse(text).toInstant();
  }

  @Override
  public void close() {
    engine.close();
  }
}
