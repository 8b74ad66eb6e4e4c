package dev.meanwhile.server.json;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.meanwhile.engine.TaskEvent;
import java.time.Instant;
import java.util.UUID;

/// One line of a task's timeline as it goes over the wire.
public record EventJson(
    String cursor,
    UUID taskId,
    long version,
    String eventType,
    int attempt,
    String actor,
    Instant createdAt,
    @JsonRawValue String eventData) {

  public static EventJson of(TaskEvent event) {
    return new EventJson(
        event.cursor().toString(),
        event.taskId(),
        event.version(),
        event.type(),
        event.attempt(),
        event.actor(),
        event.createdAt(),
        event.data());
  }
}
