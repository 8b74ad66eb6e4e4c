package dev.meanwhile.server.live;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.meanwhile.engine.Entity;
import dev.meanwhile.engine.Json;
import dev.meanwhile.engine.TaskEvent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An event on its way to many clients; its bytes are made once.
final class Change {
  private final TaskEvent event;
  private byte @Nullable [] frame;

  Change(TaskEvent event) {
    this.event = event;
  }

  TaskEvent event() {
    return event;
  }

  /// The frame as it goes over the wire. Two threads may make it at once; both make the same.
  byte[] frame() {
    byte[] made = frame;
    if (made == null) {
      made = Frames.event("task", event.cursor().toString(), Json.write(Body.of(event)));
      frame = made;
    }
    return made;
  }

  record Body(
      String cursor,
      UUID taskId,
      long version,
      String eventType,
      int attempt,
      String actor,
      Instant createdAt,
      @JsonRawValue String eventData,
      String taskType,
      @Nullable String entityType,
      @Nullable String entityId,
      @Nullable String entityLabel) {

    static Body of(TaskEvent event) {
      Entity entity = event.entity();
      return new Body(
          event.cursor().toString(),
          event.taskId(),
          event.version(),
          event.type(),
          event.attempt(),
          event.actor(),
          event.createdAt(),
          event.data(),
          event.taskType(),
          entity == null ? null : entity.type(),
          entity == null ? null : entity.id(),
          entity == null ? null : entity.label());
    }
  }
}
