package dev.meanwhile.server.tasks;

import dev.meanwhile.engine.ChangeRefused;
import dev.meanwhile.engine.ChangeRequest;
import dev.meanwhile.engine.Task;
import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.problem.Refusal;
import dev.meanwhile.server.problem.Refusals;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Changes one task for somebody who may see it, if it still is in the version they saw.
@Component
class ChangeDesk {
  private final VisibleTasks visible;

  ChangeDesk(VisibleTasks visible) {
    this.visible = visible;
  }

  /// @param version null for whatever it is in
  /// @param change answers null when there is no such task
  <T> T change(
      UUID id,
      Caller caller,
      @Nullable String reason,
      @Nullable Long version,
      BiFunction<UUID, ChangeRequest, @Nullable T> change) {
    Task seen = visible.find(id, caller);
    var request = ChangeRequest.by(caller.id(), caller.actor()).because(reason).ifVersion(version);
    T changed;
    try {
      changed = change.apply(id, request);
    } catch (ChangeRefused refused) {
      if (version != null && seen.version() != version) {
        throw otherVersion(seen, version);
      }
      throw refused;
    }
    if (changed == null) {
      throw Refusals.notFound("The task");
    }
    return changed;
  }

  private static Refusal otherVersion(Task task, long version) {
    return new Refusal(
            412,
            "other-version",
            "The task was not changed.",
            "It has changed since version %d: it is %s now, in version %d."
                .formatted(version, task.label(), task.version()),
            "Look at it again before you change it.")
        .header("ETag", "\"" + task.version() + "\"");
  }
}
