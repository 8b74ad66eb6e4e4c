package dev.meanwhile.engine;

import dev.meanwhile.engine.lease.Running;
import dev.meanwhile.engine.live.News;
import dev.meanwhile.engine.store.Catalogue;
import dev.meanwhile.engine.store.ChangeStore;
import dev.meanwhile.engine.store.ChangeStore.Answer;
import dev.meanwhile.engine.store.ChangeStore.Seen;
import dev.meanwhile.engine.store.TaskStore;
import dev.meanwhile.engine.store.Wire.Job;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Carries out the changes that people ask for, in the caller's transaction when there is one.
final class Changes {
  private static final int BLOCK = 500;

  private final DataSource database;
  private final CallerTransaction callerTransaction;
  private final Map<String, TaskType<?>> types;
  private final News news;
  private final Running running;

  private interface Statement {
    @Nullable Answer on(Connection connection) throws SQLException;
  }

  private record Changed(@Nullable Answer answer, @Nullable Task task) {}

  Changes(
      DataSource database,
      CallerTransaction callerTransaction,
      Map<String, TaskType<?>> types,
      News news,
      Running running) {
    this.database = database;
    this.callerTransaction = callerTransaction;
    this.types = types;
    this.news = news;
    this.running = running;
  }

  @Nullable Task dismiss(UUID id, ChangeRequest request) {
    return change(
        id,
        c -> ChangeStore.dismiss(c, id, request),
        answer ->
            answer.label().equals("dismissed")
                ? "The task is already dismissed."
                : "Only a failed task can be dismissed; this one is " + answer.label() + ".",
        news::eventsHere);
  }

  @Nullable Task reinstate(UUID id, ChangeRequest request) {
    return change(
        id,
        c -> ChangeStore.reinstate(c, id, request),
        answer -> "Only a dismissed task can be taken back; this one is " + answer.label() + ".",
        news::eventsHere);
  }

  @Nullable Task retry(UUID id, ChangeRequest request) {
    return change(
        id,
        c -> ChangeStore.retry(c, id, request, timeout(c, id)),
        answer -> "Only a failed task can be tried again; this one is " + answer.label() + ".",
        news::tasksHere);
  }

  @Nullable Task cancel(UUID id, ChangeRequest request) {
    return change(
        id,
        c -> ChangeStore.cancel(c, id, request),
        answer ->
            answer.status() == TaskStatus.CANCELLED
                ? "The task is already cancelled."
                : "The task cannot be cancelled: it is " + answer.label() + ".",
        () -> {
          running.lost(id);
          news.eventsHere();
        });
  }

  int dismissAll(@Nullable UUID user, ChangeRequest request) {
    List<Seen> seen = on(c -> ChangeStore.attention(c, user));
    int dismissed = 0;
    for (int from = 0; from < seen.size(); from += BLOCK) {
      List<Seen> block = seen.subList(from, Math.min(from + BLOCK, seen.size()));
      dismissed += on(c -> ChangeStore.dismiss(c, block, request));
    }
    after(news::eventsHere);
    return dismissed;
  }

  private @Nullable Integer timeout(Connection connection, UUID id) throws SQLException {
    Task task = TaskStore.find(connection, id);
    TaskType<?> type = task == null ? null : types.get(task.taskType());
    return type == null ? null : Math.toIntExact(type.timeout().toSeconds());
  }

  private @Nullable Task change(
      UUID id, Statement statement, Function<Answer, String> refusal, Runnable news) {
    Changed changed = on(c -> new Changed(statement.on(c), Catalogue.find(c, id)));
    Answer answer = changed.answer();
    if (answer == null) {
      ChangeRefused.ifArchived(changed.task());
      return null;
    }
    if (answer.otherVersion()) {
      throw new ChangeRefused(
          answer.status(),
          "The task has changed meanwhile: it is %s now. Look at it again before you change it."
              .formatted(answer.label()));
    }
    if (!answer.changed()) {
      throw new ChangeRefused(answer.status(), refusal.apply(answer));
    }
    after(news);
    return changed.task();
  }

  private <T> T on(Job<T> job) {
    try {
      Connection joined = callerTransaction.current();
      if (joined != null) {
        return job.on(joined);
      }
      try (Connection connection =
          callerTransaction.open(database, CallerTransaction.Purpose.CHANGING)) {
        T result = job.on(connection);
        if (!connection.getAutoCommit()) {
          connection.commit();
        }
        return result;
      }
    } catch (SQLException failure) {
      throw SubmissionTrouble.of(failure);
    }
  }

  private void after(Runnable committed) {
    if (callerTransaction.current() == null) {
      committed.run();
    } else {
      callerTransaction.afterCommit(committed);
    }
  }
}
