package dev.meanwhile.server.routes;

import dev.meanwhile.engine.TaskType;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A type whose tasks workers ask for, instead of being called.
///
/// @param title what people read; null for the name in words
/// @param timeout how long an attempt may take
/// @param lease how long a worker keeps a task without a sign of life
/// @param concurrency how many may run at once, on all nodes together; null for any number
/// @param dependency the service whose outage is waited out
/// @param origins where each setting was written, by its name
public record Pull(
    String taskType,
    @Nullable String title,
    Duration timeout,
    Duration lease,
    @Nullable Integer concurrency,
    @Nullable String dependency,
    int retries,
    Map<String, String> origins) {

  /// The kind of work, as the engine knows it.
  public TaskType<JsonNode> type() {
    TaskType<JsonNode> type =
        TaskType.of(taskType, JsonNode.class).timeout(timeout).retries(retries).pulled(lease);
    type = title == null ? type : type.title(title);
    type = concurrency == null ? type : type.atOnce(concurrency);
    return dependency == null ? type : type.needs(dependency);
  }
}
