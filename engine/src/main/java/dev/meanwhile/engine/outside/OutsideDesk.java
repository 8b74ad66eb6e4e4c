package dev.meanwhile.engine.outside;

import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.Outside;
import dev.meanwhile.engine.RetryPolicy;
import dev.meanwhile.engine.Task;
import dev.meanwhile.engine.TaskStatus;
import dev.meanwhile.engine.TaskType;
import dev.meanwhile.engine.estimate.Measures;
import dev.meanwhile.engine.lifecycle.Lifecycle;
import dev.meanwhile.engine.lifecycle.Sentences;
import dev.meanwhile.engine.lifecycle.Standing;
import dev.meanwhile.engine.lifecycle.Transition;
import dev.meanwhile.engine.live.News;
import dev.meanwhile.engine.store.Catalogue;
import dev.meanwhile.engine.store.OutsideStore;
import dev.meanwhile.engine.store.SettleStore;
import dev.meanwhile.engine.store.SettleStore.Settlement;
import dev.meanwhile.engine.store.StoreFailed;
import dev.meanwhile.engine.store.Wire;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Where words from outside arrive. They pass the same fence as those of our own handlers: the
/// queue row with the same attempt, in the statement that writes.
public final class OutsideDesk implements Outside {
  private static final Duration SILENCE = Duration.ofMinutes(10);

  private final Wire wire;
  private final Map<String, TaskType<?>> types;
  private final News news;
  private final Consumer<UUID> stopHandler;
  private final RandomGenerator random = RandomGenerator.getDefault();
  private volatile Consumer<String> ended = _ -> {};
  private volatile @Nullable Measures measures;

  /// @param stopHandler told of each task that has ended, in case its call still waits here for an
  ///   answer
  public OutsideDesk(
      Wire wire, Map<String, TaskType<?>> types, News news, Consumer<UUID> stopHandler) {
    this.wire = wire;
    this.types = types;
    this.news = news;
    this.stopHandler = stopHandler;
  }

  /// What to tell the type of each task whose attempt has ended, and where to count how long it
  /// took.
  public void startedWith(Consumer<String> listener, Measures counters) {
    ended = listener;
    measures = counters;
  }

  @Override
  public Answer report(UUID task, int attempt, Report report, String actor) {
    String sentence = report.sentence();
    Report storable =
        new Report(
            report.step(),
            sentence == null ? null : Sentences.shortened(sentence),
            report.done(),
            report.total(),
            report.executionId(),
            report.output());
    return running(
        task,
        attempt,
        (c, type) -> OutsideStore.report(c, task, attempt, storable, silence(type), actor));
  }

  @Override
  public Answer alive(UUID task, int attempt) {
    return running(task, attempt, (c, type) -> OutsideStore.alive(c, task, attempt, silence(type)));
  }

  @Override
  public Answer complete(
      UUID task, int attempt, Outcome.Completed done, @Nullable String executionId, String actor) {
    return end(task, attempt, said(done), executionId, actor);
  }

  @Override
  public Answer fail(
      UUID task, int attempt, Outcome.Failed failure, @Nullable String executionId, String actor) {
    return end(task, attempt, said(failure), executionId, actor);
  }

  @Override
  public Answer giveBack(UUID task, int attempt, String sentence, String actor) {
    Transition back = Lifecycle.released(sentence, Duration.ZERO, false);
    return end(task, attempt, new Ending(TaskStatus.PENDING, _ -> back), null, actor);
  }

  private Ending said(Outcome outcome) {
    TaskStatus status =
        outcome instanceof Outcome.Completed ? TaskStatus.COMPLETED : TaskStatus.FAILED;
    return new Ending(status, standing -> Lifecycle.after(standing, outcome, random));
  }

  @Override
  public @Nullable Task findByExecution(String executionId) {
    return this.<Optional<Task>>call(
            c -> {
              UUID task = OutsideStore.byExecution(c, executionId);
              return Optional.ofNullable(task == null ? null : Catalogue.find(c, task));
            })
        .orElse(null);
  }

  /// How an attempt is to end.
  ///
  /// @param status what a task says that has ended so before
  private record Ending(TaskStatus status, Function<Standing, Transition> transition) {}

  private interface Word {
    boolean on(Connection connection, String taskType) throws SQLException;
  }

  private Answer running(UUID id, int attempt, Word word) {
    return call(c -> {
      Task before = Catalogue.find(c, id);
      if (before != null && runs(before, attempt) && word.on(c, before.taskType())) {
        news.eventsHere();
        return new Answer(Verdict.ACCEPTED, Catalogue.find(c, id));
      }
      Task now = Catalogue.find(c, id);
      return new Answer(verdict(now, attempt, null), now);
    });
  }

  private Answer end(
      UUID id, int attempt, Ending ending, @Nullable String executionId, String actor) {
    Answer answer =
        transaction(c -> {
          Task before = Catalogue.find(c, id);
          if (before != null && runs(before, attempt)) {
            if (executionId != null && !executionId.equals(before.executionId())) {
              Report name = new Report(null, null, null, null, executionId, null);
              boolean _ =
                  OutsideStore.report(c, id, attempt, name, silence(before.taskType()), actor);
            }
            Transition transition = ending.transition().apply(standing(before));
            Settlement settlement = new Settlement(id, attempt, actor, transition);
            if (!SettleStore.settle(c, List.of(settlement)).isEmpty()) {
              return new Answer(Verdict.ACCEPTED, Catalogue.find(c, id));
            }
          }
          Task now = Catalogue.find(c, id);
          return new Answer(verdict(now, attempt, ending.status()), now);
        });
    Task task = answer.task();
    if (answer.verdict() == Verdict.ACCEPTED && task != null) {
      settled(task);
    }
    return answer;
  }

  private void settled(Task task) {
    stopHandler.accept(task.id());
    ended.accept(task.taskType());
    if (task.nextRetryAt() != null || task.status() == TaskStatus.PENDING) {
      news.tasksHere();
    } else {
      news.eventsHere();
    }
    Instant began = task.processingStartedAt();
    Instant finished = task.processingCompletedAt();
    Measures here = measures;
    boolean first = task.attempt() == 1 && task.status() == TaskStatus.COMPLETED;
    if (here != null && first && began != null && finished != null) {
      here.add(task.taskType(), Measures.WHOLE, Duration.between(began, finished));
    }
  }

  private static boolean runs(Task task, int attempt) {
    return task.status() == TaskStatus.PROCESSING && task.attempt() == attempt;
  }

  private static Verdict verdict(@Nullable Task now, int attempt, @Nullable TaskStatus said) {
    if (now == null || attempt > now.attempt()) {
      return Verdict.UNKNOWN;
    }
    if (attempt < now.attempt()) {
      return Verdict.SUPERSEDED;
    }
    return now.status() == said ? Verdict.REPEATED : Verdict.OVER;
  }

  private Standing standing(Task task) {
    TaskType<?> type = types.get(task.taskType());
    return new Standing(
        type == null ? task.taskType() : type.title(),
        task.retryCount(),
        task.maxRetries(),
        0,
        type == null ? RetryPolicy.standard() : type.retry());
  }

  private Duration silence(String taskType) {
    TaskType<?> type = types.get(taskType);
    return type == null ? SILENCE : type.silence();
  }

  private <T> T call(Wire.Job<T> job) {
    try {
      return wire.call(job);
    } catch (SQLException failure) {
      throw new StoreFailed(failure);
    }
  }

  private <T> T transaction(Wire.Job<T> job) {
    try {
      return wire.transaction(job);
    } catch (SQLException failure) {
      throw new StoreFailed(failure);
    }
  }
}
