package dev.meanwhile.server.claims;

import dev.meanwhile.engine.Entity;
import dev.meanwhile.engine.Json;
import dev.meanwhile.engine.Pulls.Pulled;
import dev.meanwhile.server.callbacks.Callbacks;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a worker is told of the tasks it has now: the words of a webhook's call, each task on a
/// line of its own, and what was sent by others at the end of it, so that a script can read it with
/// sed.
final class Handout {
  private Handout() {}

  static byte[] of(List<Pulled> tasks, Instant now, Callbacks callbacks) {
    String lines =
        tasks.stream()
            .map(task -> "\n" + Json.write(line(task, now, callbacks)))
            .collect(Collectors.joining(","));
    return ("{\"tasks\":[" + lines + (tasks.isEmpty() ? "" : "\n") + "]}\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, @Nullable Object> line(Pulled task, Instant now, Callbacks callbacks) {
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    line.put("task_id", task.taskId());
    line.put("task_type", task.taskType());
    line.put("attempt", task.attempt());
    line.put("lease_seconds", task.lease().toSeconds());
    line.put("deadline", now.plus(task.remaining()));
    Map<String, String> callback = new LinkedHashMap<>();
    callback.put("url", callbacks.url(task.taskId()));
    callback.put("token", callbacks.token(task.taskId(), task.attempt()));
    line.put("callback", callback);
    line.put("idempotency_key", task.idempotencyKey());
    line.put("user_id", task.createdBy());
    Entity entity = task.entity();
    line.put("entity_type", entity == null ? null : entity.type());
    line.put("entity_id", entity == null ? null : entity.id());
    line.put("input_data", Json.mapper().readTree(task.input()));
    return line;
  }
}
