package dev.meanwhile.server.live;

import dev.meanwhile.engine.TaskEvent;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a client wants to hear of: some tasks, everything about one thing, or all.
///
/// @param tasks empty for no choice by task
/// @param thing null for no choice by entity
/// @param visibleTo only tasks of this user; null for everybody's
record Topic(Set<UUID> tasks, @Nullable Thing thing, @Nullable UUID visibleTo) {

  Topic {
    tasks = Set.copyOf(tasks);
  }

  static Topic task(UUID id, @Nullable UUID visibleTo) {
    return new Topic(Set.of(id), null, visibleTo);
  }

  boolean all() {
    return tasks.isEmpty() && thing == null;
  }

  boolean covers(TaskEvent event) {
    return mayHear(event)
        && (all()
            || tasks.contains(event.taskId())
            || (thing != null && thing.equals(Thing.of(event))));
  }

  boolean mayHear(TaskEvent event) {
    return visibleTo == null || visibleTo.equals(event.createdBy());
  }

  /// The thing a task is about.
  record Thing(String type, String id) {

    static @Nullable Thing of(TaskEvent event) {
      return event.entity() == null ? null : new Thing(event.entity().type(), event.entity().id());
    }
  }
}
