package dev.meanwhile.engine;

import dev.meanwhile.engine.CallerTransaction.Purpose;
import dev.meanwhile.engine.flow.Arrangement;
import dev.meanwhile.engine.lease.Running;
import dev.meanwhile.engine.lifecycle.Waiting;
import dev.meanwhile.engine.live.Feed;
import dev.meanwhile.engine.live.News;
import dev.meanwhile.engine.loop.GroupCommit;
import dev.meanwhile.engine.store.BulkStore;
import dev.meanwhile.engine.store.Catalogue;
import dev.meanwhile.engine.store.FailureStore;
import dev.meanwhile.engine.store.GroupStore;
import dev.meanwhile.engine.store.LabelStore;
import dev.meanwhile.engine.store.StoreFailed;
import dev.meanwhile.engine.store.SubmitStore;
import dev.meanwhile.engine.store.SubmitStore.Entry;
import dev.meanwhile.engine.store.TaskStore;
import dev.meanwhile.engine.store.WaitStore;
import dev.meanwhile.engine.store.WaitingStore;
import dev.meanwhile.engine.store.Wire;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The tasks of an engine.
final class EngineTasks implements Tasks, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EngineTasks.class);
  private static final int LARGEST_BATCH = 500;
  private static final int OWN_TRANSACTIONS = 4;

  private final DataSource database;
  private final Wire submitWire;
  private final Map<String, TaskType<?>> types;
  private final CallerTransaction callerTransaction;
  private final News news;
  private final Feed feed;
  private final Changes changes;
  private final GroupCommit<Entry, Answer> submissions;
  private final Semaphore transactions = new Semaphore(OWN_TRANSACTIONS);

  /// Either a task or why there is none.
  private record Answer(@Nullable Submitted submitted, @Nullable Exception refused) {}

  EngineTasks(
      DataSource database,
      Wire submitWire,
      Map<String, TaskType<?>> types,
      CallerTransaction callerTransaction,
      News news,
      Feed feed,
      Running running) {
    this.database = database;
    this.submitWire = submitWire;
    this.types = types;
    this.callerTransaction = callerTransaction;
    this.news = news;
    this.feed = feed;
    this.changes = new Changes(database, callerTransaction, types, news, running);
    this.submissions = new GroupCommit<>("submitter", LARGEST_BATCH, this::write);
  }

  @Override
  public Submitted submit(NewTask task) {
    Arrangement arranged = arranged(List.of(task));
    Connection joined = callerTransaction.current();
    if (joined != null) {
      Submitted submitted = attempt(() -> admitted(() -> arranged.insert(joined))).getFirst();
      callerTransaction.afterCommit(() -> submitted(arranged));
      return submitted;
    }
    if (arranged.tied()) {
      return own(arranged).getFirst();
    }
    Answer answer = committed(arranged.entries().getFirst());
    if (answer.submitted() != null) {
      return answer.submitted();
    }
    throw refusal(answer.refused());
  }

  private Answer committed(Entry entry) {
    try {
      CompletableFuture<Answer> answer = submissions.add(entry);
      return answer.get();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(
          "Interrupted while a task was being submitted; it may or may not exist.", stopped);
    } catch (ExecutionException failure) {
      throw failure.getCause() instanceof SQLException sql
          ? new StoreFailed(sql)
          : new IllegalStateException("The task could not be submitted.", failure.getCause());
    }
  }

  private static RuntimeException refusal(@Nullable Exception reason) {
    return switch (reason) {
      case SubmissionRefused refused -> refused;
      case SQLException failure -> SubmissionTrouble.of(failure);
      case null, default -> new IllegalStateException("The task could not be submitted.", reason);
    };
  }

  private List<Answer> write(List<Entry> batch) throws SQLException {
    try {
      List<Submitted> submitted =
          submitWire.transactional(several(batch), c -> SubmitStore.insert(c, batch));
      news.tasksHere();
      return submitted.stream().map(one -> new Answer(one, null)).toList();
    } catch (SubmissionRefused | SQLException failure) {
      if (batch.size() == 1) {
        return List.of(new Answer(null, failure));
      }
      // One of them was refused: the others must not suffer for it.
      List<Answer> answers = new ArrayList<>();
      for (Entry one : batch) {
        answers.addAll(write(List.of(one)));
      }
      return answers;
    }
  }

  /// Whether it takes more than one statement.
  private static boolean several(List<Entry> batch) {
    return batch.size() > 1 || batch.getFirst().task().auditNote() != null;
  }

  @Override
  public List<Submitted> submit(Connection connection, List<NewTask> tasks) throws SQLException {
    Arrangement arranged = arranged(tasks);
    if (arranged.tied() && connection.getAutoCommit()) {
      throw new IllegalArgumentException(
          "Tasks that are tied to others need a transaction: switch auto-commit off first.");
    }
    return arranged.insert(connection);
  }

  @Override
  public List<Submitted> submitAll(List<NewTask> tasks) {
    return own(arranged(tasks));
  }

  @Override
  public Submitted submitGroup(NewTask group, List<NewTask> parts) {
    Arrangement whole = arranged(List.of(group));
    if (!group.taskType().equals(TaskGroup.TYPE.name()) || whole.tied()) {
      throw refused(
          "A group is made with TaskGroup.named(…), and waits for nothing but its parts.");
    }
    if (parts.isEmpty()) {
      throw refused("A group has parts: give it at least one.");
    }
    Submitted submitted =
        attempt(() ->
            transaction(c -> {
              Submitted one = whole.insert(c).getFirst();
              if (!one.replayed()) {
                arranged(parts.stream().map(part -> part.partOf(one.id())).toList()).insert(c);
                GroupStore.tell(c, List.of(new GroupStore.Waiting(one.id(), parts.size())));
              }
              return one;
            }));
    submitted(arranged(parts));
    return submitted;
  }

  private static SubmissionRefused refused(String sentence) {
    return new SubmissionRefused(SubmissionRefused.Reason.BAD_INPUT, sentence);
  }

  @Override
  public List<Task> children(UUID parent, @Nullable UUID after, int limit) {
    return read(c -> GroupStore.children(c, parent, after, limit));
  }

  /// In a transaction of their own. Tied tasks may have to wait for somebody else's transaction, so
  /// they do not take the way of all the others.
  private List<Submitted> own(Arrangement arranged) {
    List<Submitted> written =
        attempt(() ->
            arranged.tied()
                ? transaction(arranged::insert)
                : submitWire.transaction(arranged::insert));
    submitted(arranged);
    return written;
  }

  /// After their commit.
  private void submitted(Arrangement arranged) {
    if (arranged.waits()) {
      try {
        int _ = transaction(c -> WaitStore.confirm(c, LARGEST_BATCH));
      } catch (SQLException away) {
        log.debug("New waits are looked at by the next turn of the usher.", away);
      }
    }
    news.tasksHere();
  }

  private Arrangement arranged(List<NewTask> tasks) {
    return new Arrangement(tasks, tasks.stream().map(this::entry).toList());
  }

  /// A few at once: those that wait for each other must not take all connections of the pool.
  private <T> T transaction(Wire.Job<T> job) throws SQLException {
    transactions.acquireUninterruptibly();
    try (Wire wire = Wire.free(database)) {
      return wire.transaction(job);
    } finally {
      transactions.release();
    }
  }

  @Override
  public void wake() {
    news.tasksHere();
  }

  @Override
  public @Nullable Task find(UUID id) {
    try (Connection connection = callerTransaction.open(database, Purpose.READING)) {
      return Catalogue.find(connection, id);
    } catch (SQLException failure) {
      throw SubmissionTrouble.of(failure);
    }
  }

  @Override
  public List<Task> find(TaskQuery query) {
    TaskLabel label = query.label();
    return read(
        query.text() == null ? Purpose.READING : Purpose.SEARCHING,
        c -> label == null ? Catalogue.list(c, query) : LabelStore.list(c, query, label));
  }

  @Override
  public Map<TaskStatus, Long> counts(@Nullable UUID visibleTo) {
    return read(c -> TaskStore.counts(c, visibleTo));
  }

  @Override
  public List<TaskEvent> events(UUID id, long afterVersion, int limit) {
    long epoch = feed.epoch();
    return read(c -> Catalogue.story(c, epoch, id, afterVersion, limit));
  }

  @Override
  public @Nullable Task cancel(UUID id, ChangeRequest request) {
    return changes.cancel(id, request);
  }

  @Override
  public @Nullable Task retry(UUID id, ChangeRequest request) {
    return changes.retry(id, request);
  }

  @Override
  public @Nullable Task dismiss(UUID id, ChangeRequest request) {
    return changes.dismiss(id, request);
  }

  @Override
  public @Nullable Task reinstate(UUID id, ChangeRequest request) {
    return changes.reinstate(id, request);
  }

  @Override
  public int dismissAll(@Nullable UUID user, ChangeRequest request) {
    return changes.dismissAll(user, request);
  }

  @Override
  public long count(BulkChange.Kind kind, BulkChange.Which which) {
    return read(c -> BulkStore.count(c, kind, which)).tasks();
  }

  @Override
  public Submitted changeAll(BulkChange change) {
    BulkStore.Found found = read(c -> BulkStore.count(c, change.kind(), change.which()));
    Entry entry = Ready.entry(BulkWork.task(change, found), BulkWork.TYPE);
    Connection joined = callerTransaction.current();
    if (joined != null) {
      callerTransaction.afterCommit(news::tasksHere);
      return attempt(() -> admitted(() -> SubmitStore.insert(joined, List.of(entry)))).getFirst();
    }
    Answer answer = committed(entry);
    if (answer.submitted() != null) {
      return answer.submitted();
    }
    throw refusal(answer.refused());
  }

  @Override
  public Map<TaskLabel, Long> labelCounts(@Nullable UUID visibleTo) {
    return read(c -> LabelStore.counts(c, visibleTo));
  }

  @Override
  public List<Failures> failures(@Nullable UUID visibleTo) {
    return read(c -> FailureStore.sums(c, visibleTo));
  }

  @Override
  public @Nullable Submitted runAgain(UUID id, ChangeRequest request) {
    Task task = find(id);
    return task == null ? null : submit(Rerun.of(task, request));
  }

  @Override
  public Map<UUID, WaitingReason> waitingReasons(Collection<UUID> ids) {
    Map<UUID, WaitingReason> reasons = new HashMap<>();
    // With the engine's own eyes: why a task waits depends on those before it.
    attempt(
            () -> {
              try (Connection connection = database.getConnection()) {
                return WaitingStore.facts(connection, ids);
              }
            })
        .forEach((id, facts) -> reasons.put(id, Waiting.reason(facts)));
    return reasons;
  }

  @Override
  public Map<String, TaskType<?>> types() {
    return types;
  }

  private Entry entry(NewTask task) {
    boolean group = task.taskType().equals(TaskGroup.TYPE.name());
    TaskType<?> type = group ? TaskGroup.TYPE : types.get(task.taskType());
    if (type == null) {
      throw new SubmissionRefused(
          SubmissionRefused.Reason.UNKNOWN_TYPE,
          "No workflow configured for task type: " + task.taskType());
    }
    return Ready.entry(task, type);
  }

  private <T> T read(Wire.Job<T> job) {
    return read(Purpose.READING, job);
  }

  private <T> T read(Purpose purpose, Wire.Job<T> job) {
    return attempt(() -> {
      try (Connection connection = callerTransaction.open(database, purpose)) {
        return job.on(connection);
      }
    });
  }

  @FunctionalInterface
  private interface Try<T> {
    T run() throws SQLException;
  }

  private <T> T admitted(Try<T> body) throws SQLException {
    try (CallerTransaction.Admission _ = callerTransaction.admit()) {
      return body.run();
    }
  }

  private static <T> T attempt(Try<T> body) {
    try {
      return body.run();
    } catch (SQLException failure) {
      throw SubmissionTrouble.of(failure);
    }
  }

  @Override
  public void close() {
    submissions.close();
  }
}
