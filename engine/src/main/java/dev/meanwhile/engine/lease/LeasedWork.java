package dev.meanwhile.engine.lease;

import dev.meanwhile.engine.Entity;
import dev.meanwhile.engine.Json;
import dev.meanwhile.engine.NewTask;
import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.Redaction;
import dev.meanwhile.engine.Work;
import dev.meanwhile.engine.estimate.Stopwatch;
import dev.meanwhile.engine.lifecycle.Lifecycle;
import dev.meanwhile.engine.lifecycle.Standing;
import dev.meanwhile.engine.live.News;
import dev.meanwhile.engine.outage.Breakers;
import dev.meanwhile.engine.store.Atomic;
import dev.meanwhile.engine.store.SettleStore;
import dev.meanwhile.engine.store.SettleStore.Settlement;
import dev.meanwhile.engine.store.StepStore;
import dev.meanwhile.engine.store.StoreFailed;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// What a handler holds while it runs: every write of it goes through the attempt's fence.
final class LeasedWork implements Work {

  /// What a fan-out leaves behind.
  record Parts(List<UUID> ids) {}

  private final Attempt attempt;
  private final Standing standing;
  private final Reporter reporter;
  private final DataSource database;
  private final String actor;
  private final News news;
  private final Stopwatch watch;
  private final Submission submission;
  private final Needing needing;

  LeasedWork(
      Attempt attempt,
      Standing standing,
      Reporter reporter,
      DataSource database,
      String actor,
      News news,
      Stopwatch watch,
      Submission submission,
      Breakers breakers) {
    this.attempt = attempt;
    this.standing = standing;
    this.reporter = reporter;
    this.database = database;
    this.actor = actor;
    this.news = news;
    this.watch = watch;
    this.submission = submission;
    this.needing = new Needing(attempt, breakers);
  }

  @Override
  public UUID taskId() {
    return attempt.lease().taskId();
  }

  @Override
  public int attempt() {
    return attempt.lease().attempt();
  }

  @Override
  public @Nullable Entity entity() {
    return attempt.lease().entity();
  }

  @Override
  public @Nullable UUID createdBy() {
    return attempt.lease().createdBy();
  }

  @Override
  public String idempotencyKey() {
    return "task-" + taskId();
  }

  @Override
  public void say(String sentence, Object... arguments) {
    attempt.mustBeOurs();
    String words = arguments.length == 0 ? sentence : sentence.formatted(arguments);
    reporter.report(attempt, null, Redaction.of(words), null, null);
  }

  @Override
  public void progress(long done, @Nullable Long total) {
    attempt.mustBeOurs();
    reporter.report(attempt, null, null, done, total);
  }

  @Override
  public <T> T step(String name, String sentence, Class<T> type, Callable<T> body)
      throws Exception {
    T stored = recall(name, type);
    if (stored != null) {
      return stored;
    }
    step(name, sentence);
    T result = body.call();
    watch.stepEnded();
    attempt.mustBeOurs();
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(true);
      save(connection, name, result);
    }
    return result;
  }

  @Override
  public <T> T needing(String dependency, Callable<T> body) throws Exception {
    attempt.mustBeOurs();
    return needing.call(dependency, body);
  }

  @Override
  public void step(String name, String sentence) {
    attempt.mustBeOurs();
    watch.step(name);
    reporter.report(attempt, name, Redaction.of(sentence), null, null);
  }

  @Override
  public <T> @Nullable T recall(String name, Class<T> type) {
    try (Connection connection = database.getConnection()) {
      String json = StepStore.find(connection, taskId(), name);
      return json == null ? null : Json.read(json, type);
    } catch (SQLException failure) {
      throw new StoreFailed(failure);
    }
  }

  @Override
  public void checkpoint(String name, Object state, InTransaction body) throws Exception {
    attempt.mustBeOurs();
    Atomic.run(
        database,
        connection -> {
          body.run(connection);
          // Last, so that the fence is held only for the moment of the commit.
          save(connection, name, state);
        });
  }

  @Override
  public List<UUID> fanOut(String name, List<NewTask> parts) throws Exception {
    Parts stored = recall(name, Parts.class);
    if (stored != null) {
      return stored.ids();
    }
    List<UUID> ids = new ArrayList<>();
    attempt.mustBeOurs();
    Atomic.run(
        database,
        connection -> {
          List<NewTask> mine = parts.stream().map(part -> part.partOf(taskId())).toList();
          submission.submit(connection, mine).forEach(part -> ids.add(part.id()));
          save(connection, name, new Parts(ids));
        });
    news.tasksHere();
    return ids;
  }

  @Override
  public Outcome inTransaction(Completing body) throws Exception {
    attempt.mustBeOurs();
    reporter.finish(attempt);
    attempt.settling(true);
    try {
      Atomic.run(
          database,
          connection -> {
            Outcome.Completed done = body.run(connection);
            Settlement settlement =
                new Settlement(
                    taskId(),
                    attempt(),
                    actor,
                    Lifecycle.after(standing, done, RandomGenerator.getDefault()));
            if (SettleStore.settle(connection, List.of(settlement)).isEmpty()) {
              throw attempt.stale();
            }
          });
    } catch (Exception | Error failure) {
      attempt.settling(false);
      throw failure;
    }
    news.eventsHere();
    return new Outcome.Settled();
  }

  private void save(Connection connection, String name, Object result) throws SQLException {
    if (!StepStore.save(connection, taskId(), attempt(), name, Json.write(result))) {
      throw attempt.stale();
    }
  }

  @Override
  public boolean cancelled() {
    return attempt.lost() || attempt.handedBack();
  }

  @Override
  public Duration remaining() {
    return attempt.remaining();
  }
}
