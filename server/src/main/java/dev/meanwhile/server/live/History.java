package dev.meanwhile.server.live;

import dev.meanwhile.engine.Cursor;
import dev.meanwhile.engine.EventFeed;
import dev.meanwhile.engine.Task;
import dev.meanwhile.engine.TaskEvent;
import dev.meanwhile.engine.TaskQuery;
import dev.meanwhile.engine.Tasks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What a reader needs from the database before it can follow the hub. A few read at a time: 10,000
/// browsers that come back together must not take every connection.
@Component
class History {
  static final int PAGE = 500;
  private static final int SNAPSHOT = 100;
  private static final int READERS = 4;

  private final EventFeed feed;
  private final Tasks tasks;
  private final Semaphore readers = new Semaphore(READERS, true);

  History(EventFeed feed, Tasks tasks) {
    this.feed = feed;
    this.tasks = tasks;
  }

  boolean knows(Cursor cursor) throws InterruptedException {
    return alone(() -> feed.knows(cursor));
  }

  /// The next page after a position: all events, whoever may see them.
  List<TaskEvent> after(Cursor cursor) throws InterruptedException {
    return alone(() -> feed.after(cursor, PAGE));
  }

  /// The tasks of a topic as they stand, at most the newest 100 of each thing.
  List<Task> snapshot(Topic topic) throws InterruptedException {
    return alone(() -> {
      if (topic.all()) {
        return newest(null, topic.visibleTo());
      }
      var found = new LinkedHashMap<UUID, Task>();
      for (UUID id : topic.tasks()) {
        Task task = tasks.find(id);
        if (task != null
            && (topic.visibleTo() == null || topic.visibleTo().equals(task.createdBy()))) {
          found.put(id, task);
        }
      }
      for (Topic.Thing thing : topic.things()) {
        newest(thing, topic.visibleTo()).forEach(task -> found.put(task.id(), task));
      }
      return List.copyOf(found.values());
    });
  }

  private List<Task> newest(Topic.@Nullable Thing about, @Nullable UUID visibleTo) {
    return tasks.find(
        new TaskQuery(
            Set.of(),
            Set.of(),
            about == null ? null : about.type(),
            about == null ? null : about.id(),
            null,
            visibleTo,
            null,
            SNAPSHOT));
  }

  private <T> T alone(Supplier<T> read) throws InterruptedException {
    readers.acquire();
    try {
      return read.get();
    } finally {
      readers.release();
    }
  }
}
