package dev.meanwhile.engine.flow;

import dev.meanwhile.engine.Entity;
import dev.meanwhile.engine.NewTask;
import dev.meanwhile.engine.SubmissionRefused;
import dev.meanwhile.engine.Submitted;
import dev.meanwhile.engine.Ties;
import dev.meanwhile.engine.store.NewestStore;
import dev.meanwhile.engine.store.NewestStore.Older;
import dev.meanwhile.engine.store.SubmitStore;
import dev.meanwhile.engine.store.SubmitStore.Entry;
import dev.meanwhile.engine.store.WaitStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Tasks that are submitted together, with what ties them to each other and to older ones.
///
/// @param tasks as the caller made them, by which they refer to each other
/// @param entries the same with what their types add
public record Arrangement(List<NewTask> tasks, List<Entry> entries) {
  private static final int LARGEST = 1000;

  /// An endless stream of tasks of one kind must not keep all of them from starting.
  private static final int MOST_PAUSES = 10;

  /// Whether any is tied to another.
  public boolean tied() {
    return !tasks.stream().allMatch(task -> task.ties().none());
  }

  /// Whether any waits for another.
  public boolean waits() {
    return tasks.stream().anyMatch(task -> task.ties().waits());
  }

  /// Writes them; within a transaction, so that nothing starts before it is tied.
  ///
  /// @throws SubmissionRefused when a task it waits for does not exist
  public List<Submitted> insert(Connection connection) throws SQLException {
    if (!tied()) {
      return plain(connection, 0, entries.size());
    }
    checkOthers(connection);
    List<Submitted> all = new ArrayList<>(entries.size());
    int done = 0;
    for (int i = 0; i < entries.size(); i++) {
      if (tasks.get(i).ties().quiet() != null) {
        all.addAll(plain(connection, done, i));
        all.add(newest(connection, entries.get(i)));
        done = i + 1;
      }
    }
    all.addAll(plain(connection, done, entries.size()));
    tie(connection, all);
    return all;
  }

  private List<Submitted> plain(Connection connection, int from, int to) throws SQLException {
    List<Submitted> all = new ArrayList<>(to - from);
    for (int at = from; at < to; at += LARGEST) {
      all.addAll(SubmitStore.insert(connection, entries.subList(at, Math.min(at + LARGEST, to))));
    }
    return all;
  }

  private void checkOthers(Connection connection) throws SQLException {
    Collection<UUID> others = new LinkedHashSet<>();
    tasks.forEach(task -> others.addAll(task.ties().after()));
    if (!others.isEmpty()) {
      List<UUID> unknown = WaitStore.unknown(connection, List.copyOf(others));
      if (!unknown.isEmpty()) {
        throw refused(
            "There is no task %s to wait for: name a task that exists."
                .formatted(unknown.getFirst()));
      }
    }
  }

  private void tie(Connection connection, List<Submitted> all) throws SQLException {
    Map<NewTask, UUID> ids = new HashMap<>();
    for (int i = 0; i < tasks.size(); i++) {
      Ties ties = tasks.get(i).ties();
      Collection<UUID> others = new LinkedHashSet<>(ties.after());
      for (NewTask other : ties.afterNew()) {
        UUID id = ids.get(other);
        if (id == null) {
          throw refused(
              "A task can wait only for tasks that stand before it in the same list, or exist.");
        }
        others.add(id);
      }
      ids.put(tasks.get(i), all.get(i).id());
      if (!others.isEmpty() && !all.get(i).replayed()) {
        WaitStore.let(connection, all.get(i).id(), List.copyOf(others), ties.whatever());
      }
    }
  }

  private static Submitted newest(Connection connection, Entry entry) throws SQLException {
    NewTask task = entry.task();
    String key = kind(task);
    Older older = NewestStore.take(connection, task.taskType(), key);
    NewTask quiet = task.in(pause(task, older.waitedMillis()));
    Entry due = new Entry(quiet, entry.maxRetries(), entry.timeoutSeconds());
    Submitted submitted = SubmitStore.insert(connection, List.of(due)).getFirst();
    if (!submitted.replayed()) {
      NewestStore.replace(connection, task.taskType(), key, older, submitted.id(), task.actor());
    }
    return submitted;
  }

  private static Duration pause(NewTask task, long waitedMillis) {
    Duration quiet = task.ties().quiet();
    if (quiet == null) {
      return task.delay();
    }
    Duration left = quiet.multipliedBy(MOST_PAUSES).minusMillis(waitedMillis);
    Duration pause = quiet.compareTo(left) < 0 ? quiet : left;
    return pause.compareTo(task.delay()) > 0 ? pause : task.delay();
  }

  private static String kind(NewTask task) {
    @Nullable String given = task.ties().kind();
    @Nullable Entity entity = task.entity();
    if (given != null) {
      return "key " + given;
    }
    if (entity == null) {
      throw refused(
          "The newest of which tasks? Say what the task is about, or give newest(…) a key.");
    }
    return "about %s %s".formatted(entity.type(), entity.id());
  }

  private static SubmissionRefused refused(String sentence) {
    return new SubmissionRefused(SubmissionRefused.Reason.BAD_INPUT, sentence);
  }
}
