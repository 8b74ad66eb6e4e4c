package dev.meanwhile.engine.lease;

import dev.meanwhile.engine.Handler;
import dev.meanwhile.engine.Json;
import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.TaskType;
import dev.meanwhile.engine.estimate.Measures;
import dev.meanwhile.engine.estimate.Stopwatch;
import dev.meanwhile.engine.lifecycle.Standing;
import dev.meanwhile.engine.lifecycle.Transition;
import dev.meanwhile.engine.live.News;
import dev.meanwhile.engine.outage.Breakers;
import dev.meanwhile.engine.store.ClaimStore.Lease;
import dev.meanwhile.engine.store.SettleStore.Settlement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/// Runs claimed tasks, each on a virtual thread of its own: call the handler, turn whatever came of
/// it into an outcome, have it settled. Never throws.
public final class Runner {
  private static final Logger log = LoggerFactory.getLogger(Runner.class);

  private final Map<String, TaskType<?>> types;
  private final Map<String, Handler<?>> handlers;
  private final Running running;
  private final Reporter reporter;
  private final Settler settler;
  private final DataSource database;
  private final String actor;
  private final News news;
  private final Breakers breakers;
  private final Endings endings;
  private volatile Runnable placeFree = () -> {};
  private volatile Measures measures = new Measures();
  private volatile Submission submission = (_, _) -> List.of();
  private volatile Consumer<String> ended = _ -> {};

  public Runner(
      Map<String, TaskType<?>> types,
      Map<String, Handler<?>> handlers,
      Running running,
      Reporter reporter,
      Settler settler,
      DataSource database,
      String actor,
      News news,
      Breakers breakers) {
    this.types = types;
    this.handlers = handlers;
    this.running = running;
    this.reporter = reporter;
    this.settler = settler;
    this.database = database;
    this.actor = actor;
    this.news = news;
    this.breakers = breakers;
    this.endings = new Endings(breakers);
  }

  /// What to call when a full node has a free place again.
  public void whenPlaceFree(Runnable listener) {
    placeFree = listener;
  }

  /// What to tell the type of each task whose attempt has ended, after the commit.
  public void whenEnded(Consumer<String> listener) {
    ended = listener;
  }

  /// How handlers submit parts of their tasks.
  public void submitBy(Submission way) {
    submission = way;
  }

  /// Where to count how long everything takes.
  public void measureBy(Measures counters) {
    measures = counters;
  }

  /// Starts the task and returns at once.
  public void start(Lease lease) {
    start(lease, null);
  }

  /// Starts a task that a dependency's gate let in.
  public void start(Lease lease, @Nullable String pass) {
    Attempt attempt = new Attempt(lease, pass);
    running.add(attempt);
    Thread.ofVirtual().name("task-" + lease.taskId()).start(() -> run(attempt));
  }

  private void run(Attempt attempt) {
    attempt.runsOn(Thread.currentThread());
    Standing standing = standing(attempt.lease());
    Transition transition = null;
    try {
      transition = call(attempt, standing);
    } finally {
      attempt.left();
      // An interrupt meant for the handler must not reach the settlement.
      boolean _ = Thread.interrupted();
      settle(attempt, transition);
    }
  }

  /// @return what to write; null when there is nothing left to write
  private @Nullable Transition call(Attempt attempt, Standing standing) {
    TaskType<?> type = types.get(attempt.lease().taskType());
    String needed = type == null ? null : type.dependency();
    if (needed != null && breakers.blocks(needed, attempt.pass())) {
      return endings.kept(needed);
    }
    try {
      return endings.returned(attempt, standing, handle(attempt, standing), needed);
    } catch (Throwable failure) {
      return endings.threw(attempt, standing, failure, needed);
    }
  }

  private Outcome handle(Attempt attempt, Standing standing) throws Exception {
    Lease lease = attempt.lease();
    TaskType<?> type = types.get(lease.taskType());
    Handler<?> handler = handlers.get(lease.taskType());
    if (type == null || handler == null) {
      throw new IllegalStateException("No handler for " + lease.taskType() + " runs here.");
    }
    Stopwatch watch = new Stopwatch(measures, lease.taskType());
    LeasedWork work =
        new LeasedWork(
            attempt, standing, reporter, database, actor, news, watch, submission, breakers);
    Object input;
    try {
      input = Json.read(lease.input(), type.input());
    } catch (JacksonException unreadable) {
      log.warn("The input of task {} does not fit {}.", lease.taskId(), type.input().getName());
      return Outcome.failed(
          type.title() + " failed",
          "its input does not have the expected form",
          "Create the task again with a corrected input.",
          "bad_input");
    }
    @SuppressWarnings("unchecked") // both were registered together under one name
    Handler<Object> typed = (Handler<Object>) handler;
    Outcome outcome = typed.handle(input, work);
    // What a worker pulled has only begun.
    return type.pulled() ? outcome : watch.ended(outcome);
  }

  private void settle(Attempt attempt, @Nullable Transition transition) {
    try {
      reporter.finish(attempt);
      if (transition != null) {
        handOver(attempt.lease(), transition);
      } else {
        ended.accept(attempt.lease().taskType());
      }
    } catch (InterruptedException | IllegalStateException stopping) {
      log.debug("Task {} is left to be taken over.", attempt.lease().taskId(), stopping);
    } finally {
      if (running.remove(attempt)) {
        placeFree.run();
      }
    }
  }

  private void handOver(Lease lease, Transition transition) throws InterruptedException {
    running.settling();
    CompletableFuture<Boolean> written;
    try {
      written = settler.settle(new Settlement(lease.taskId(), lease.attempt(), actor, transition));
    } catch (InterruptedException | RuntimeException stopping) {
      running.settled();
      throw stopping;
    }
    var _ =
        written.whenComplete((accepted, failure) -> {
          if (running.settled()) {
            placeFree.run();
          }
          ended.accept(lease.taskType());
          tellOutcome(lease, accepted, failure);
        });
  }

  private static void tellOutcome(
      Lease lease, @Nullable Boolean accepted, @Nullable Throwable failure) {
    if (failure != null) {
      log.warn("The outcome of task {} could not be written.", lease.taskId(), failure);
    } else if (Boolean.FALSE.equals(accepted)) {
      log.debug("Somebody else ended attempt {} of task {}.", lease.attempt(), lease.taskId());
    }
  }

  private Standing standing(Lease lease) {
    TaskType<?> type = types.get(lease.taskType());
    return new Standing(
        type == null ? lease.taskType() : type.title(),
        lease.retryCount(),
        lease.maxRetries(),
        lease.crashCount(),
        type == null ? dev.meanwhile.engine.RetryPolicy.standard() : type.retry());
  }
}
