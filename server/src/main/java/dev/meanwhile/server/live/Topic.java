package dev.meanwhile.server.live;

import dev.meanwhile.engine.Entity;
import dev.meanwhile.engine.TaskEvent;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a client wants to hear of: some tasks, everything about some things, or all.
///
/// @param tasks empty for no choice by task
/// @param things empty for no choice by entity
/// @param visibleTo only tasks of this user; null for everybody's
record Topic(Set<UUID> tasks, Set<Thing> things, @Nullable UUID visibleTo) {

  Topic {
    tasks = Set.copyOf(tasks);
    things = Set.copyOf(things);
  }

  static Topic task(UUID id, @Nullable UUID visibleTo) {
    return new Topic(Set.of(id), Set.of(), visibleTo);
  }

  boolean all() {
    return tasks.isEmpty() && things.isEmpty();
  }

  boolean covers(TaskEvent event) {
    return mayHear(event)
        && (all() || tasks.contains(event.taskId()) || things.contains(Thing.of(event)));
  }

  boolean mayHear(TaskEvent event) {
    return visibleTo == null || visibleTo.equals(event.createdBy());
  }

  /// The thing a task is about.
  record Thing(String type, String id) {
    private static final Thing NONE = new Thing("", "");

    /// Nothing at all, which is a thing as well, when the task is about none.
    static Thing of(TaskEvent event) {
      Entity entity = event.entity();
      return entity == null ? NONE : new Thing(entity.type(), entity.id());
    }
  }
}
