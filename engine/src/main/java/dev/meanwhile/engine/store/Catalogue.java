package dev.meanwhile.engine.store;

import dev.meanwhile.engine.Task;
import dev.meanwhile.engine.TaskEvent;
import dev.meanwhile.engine.TaskQuery;
import dev.meanwhile.engine.TaskStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Finds tasks wherever they lie: in the record, or in the archive.
///
/// The record is always asked first. A task only ever moves from there to the archive, so one that
/// moves between the two questions is found by the second at the latest.
public final class Catalogue {
  private static final Set<TaskStatus> ENDED =
      EnumSet.complementOf(EnumSet.of(TaskStatus.PENDING, TaskStatus.PROCESSING));

  /// As PostgreSQL orders them: by their bytes.
  private static final Comparator<UUID> NEWEST_FIRST =
      Comparator.comparing(UUID::getMostSignificantBits, Long::compareUnsigned)
          .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned)
          .reversed();

  private Catalogue() {}

  public static @Nullable Task find(Connection connection, UUID id) throws SQLException {
    Task live = TaskStore.find(connection, id);
    return live == null ? ArchiveStore.find(connection, id) : live;
  }

  public static List<Task> list(Connection connection, TaskQuery query) throws SQLException {
    List<Task> live = TaskStore.list(connection, query);
    Set<TaskStatus> statuses = query.statuses();
    if (!statuses.isEmpty() && statuses.stream().noneMatch(ENDED::contains)) {
      return live;
    }
    // When the page is full already, only what belongs in between is missing.
    UUID after = live.isEmpty() || live.size() < query.limit() ? null : live.getLast().id();
    List<Task> archived = ArchiveStore.list(connection, query, after);
    if (archived.isEmpty()) {
      return live;
    }
    TreeMap<UUID, Task> all = new TreeMap<>(NEWEST_FIRST);
    live.forEach(task -> all.put(task.id(), task));
    archived.forEach(task -> all.put(task.id(), task));
    return all.values().stream().limit(query.limit()).toList();
  }

  public static List<TaskEvent> story(
      Connection connection, long epoch, UUID task, long afterVersion, int limit)
      throws SQLException {
    List<TaskEvent> live = EventStore.story(connection, epoch, task, afterVersion, limit);
    return live.isEmpty() ? ArchiveStore.story(connection, epoch, task, afterVersion, limit) : live;
  }
}
