package dev.meanwhile.engine.lifecycle;

import dev.meanwhile.engine.Json;
import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.TaskStatus;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Decides what the end of an attempt means for its task. Pure: every rule is tested without a
/// database.
public final class Lifecycle {
  /// A task that killed its worker so often without moving on is not given to another (reliability
  /// rule I27).
  public static final int CRASHES_ALLOWED = 3;

  private Lifecycle() {}

  /// What the handler's own answer means.
  public static Transition after(Standing task, Outcome outcome, RandomGenerator random) {
    return switch (outcome) {
      case Outcome.Completed done -> completed(done);
      case Outcome.Failed failure ->
          failed(task, checked(task, failure, null), TaskStatus.FAILED, "failed", random);
      case Outcome.Postponed later -> back("postponed", later.delay(), later.why(), false);
      case Outcome.Parked parked ->
          parked(parked.dependency(), Sentences.notAnswering(parked.dependency()));
      case Outcome.HandedOver to -> handedOver(to);
      case Outcome.Settled _ ->
          throw new IllegalArgumentException("A settled attempt has no further transition.");
    };
  }

  /// The handler threw something it did not explain. The message of an exception may hold anything,
  /// so people get its kind.
  public static Transition threw(Standing task, Throwable thrown, RandomGenerator random) {
    Outcome.Failed failure = checked(task, unexpected(task, thrown), thrown);
    return failed(task, failure, TaskStatus.FAILED, "failed", random);
  }

  /// Whether an error of this kind is worth another try, if there is one left.
  public static boolean passes(Standing task, Outcome.Failed failure) {
    return checked(task, failure, null).retryable();
  }

  /// Whether an exception of this kind is.
  public static boolean passes(Standing task, Throwable thrown) {
    return checked(task, unexpected(task, thrown), thrown).retryable();
  }

  /// A service it cannot do without is away.
  public static Transition parked(String dependency, String sentence) {
    return new Transition(
        TaskStatus.PENDING,
        Duration.ZERO,
        false,
        false,
        "parked",
        "waiting",
        Sentences.shortened(sentence),
        null,
        null,
        null,
        dependency,
        null);
  }

  /// Somebody outside our nodes goes on with the attempt.
  private static Transition handedOver(Outcome.HandedOver to) {
    return new Transition(
        TaskStatus.PROCESSING,
        null,
        false,
        false,
        "reported",
        "handed_over",
        Sentences.shortened(to.sentence()),
        null,
        null,
        null,
        null,
        new Transition.HandOver(to.executionId(), to.silence(), null));
  }

  /// A worker outside our nodes has asked for it.
  public static Transition pulled(String worker, Duration lease) {
    return new Transition(
        TaskStatus.PROCESSING,
        null,
        false,
        false,
        "reported",
        "handed_over",
        Sentences.shortened("The worker %s has begun.".formatted(worker)),
        null,
        null,
        null,
        null,
        new Transition.HandOver(null, lease, worker));
  }

  /// The attempt did not end in time.
  public static Transition timedOut(Standing task, long seconds, RandomGenerator random) {
    Outcome.Failed failure =
        Outcome.failedForNow(
            "Request timed out after %d seconds".formatted(seconds),
            task.title() + " did not finish in time",
            "Please try again.",
            "timeout");
    return failed(task, checked(task, failure, null), TaskStatus.TIMEOUT, "timed_out", random);
  }

  private static Outcome.Failed unexpected(Standing task, Throwable thrown) {
    return Outcome.failedForNow(
        task.title() + " failed",
        "an unexpected problem in the program (%s)".formatted(thrown.getClass().getSimpleName()),
        "An admin finds the reason in the log of its worker.",
        "unexpected");
  }

  /// What the type says of such errors counts more than what the handler says.
  private static Outcome.Failed checked(
      Standing task, Outcome.Failed failure, @Nullable Throwable thrown) {
    return !failure.retryable() || task.policy().allows(failure.code(), thrown)
        ? failure
        : new Outcome.Failed(
            failure.what(),
            failure.why(),
            failure.advice(),
            failure.code(),
            false,
            null,
            failure.detail());
  }

  /// A worker outside our nodes has not been heard of for too long.
  public static Transition silent(Standing task, RandomGenerator random) {
    Outcome.Failed failure =
        Outcome.failedForNow(
            task.title() + " failed",
            "its worker gave no sign of life for too long",
            "Look whether the worker still runs, then try again.",
            "stale");
    return failed(task, failure, TaskStatus.FAILED, "failed", random);
  }

  /// The worker stopped answering while it held the task.
  public static Transition rescued(Standing task) {
    if (task.crashCount() + 1 >= CRASHES_ALLOWED) {
      return ended(
          TaskStatus.FAILED,
          "failed",
          Outcome.failed(
              task.title() + " failed",
              "its worker stopped %d times while running it, without getting any further"
                  .formatted(task.crashCount() + 1),
              "An admin must find out why; it is not started again by itself.",
              "crashes_its_worker"));
    }
    return back(
        "rescued", Duration.ZERO, "Its worker stopped answering. Another one takes over.", true);
  }

  /// The worker stops in an orderly way, or lost its database: nobody's fault.
  public static Transition released(String sentence, Duration pause, boolean crashed) {
    return back("released", pause, sentence, crashed);
  }

  private static Transition completed(Outcome.Completed done) {
    String sentence = done.sentence() == null ? "Complete!" : done.sentence();
    return new Transition(
        TaskStatus.COMPLETED,
        null,
        false,
        false,
        "completed",
        "completed",
        Sentences.shortened(sentence),
        null,
        null,
        object(done.output()));
  }

  private static Transition failed(
      Standing task,
      Outcome.Failed failure,
      TaskStatus status,
      String event,
      RandomGenerator random) {
    if (!failure.retryable() || !task.canRetry()) {
      return ended(status, event, failure);
    }
    int retry = task.retryCount() + 1;
    Duration pause = Backoff.before(retry, task.policy(), failure.retryAfter(), random);
    String next =
        "We try again by ourselves %s (retry %d of %d)."
            .formatted(Sentences.in(pause), retry, task.maxRetries());
    return new Transition(
        status,
        pause,
        true,
        false,
        event,
        status.text(),
        Sentences.failure(failure.what(), failure.why(), next),
        Sentences.failure(failure.what(), failure.why(), failure.advice()),
        details(failure),
        null);
  }

  private static Transition ended(TaskStatus status, String event, Outcome.Failed failure) {
    String sentence = Sentences.failure(failure.what(), failure.why(), failure.advice());
    return new Transition(
        status,
        null,
        false,
        false,
        event,
        status.text(),
        sentence,
        sentence,
        details(failure),
        null);
  }

  private static Transition back(String event, Duration pause, String sentence, boolean crashed) {
    return new Transition(
        TaskStatus.PENDING,
        pause.isNegative() ? Duration.ZERO : pause,
        false,
        crashed,
        event,
        "waiting",
        Sentences.shortened(sentence),
        null,
        null,
        null);
  }

  private static String details(Outcome.Failed failure) {
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    details.put("what", failure.what());
    details.put("why", failure.why());
    details.put("advice", failure.advice());
    details.put("code", failure.code());
    details.put("retryable", failure.retryable());
    details.put("detail", failure.detail());
    return storable(Json.write(details));
  }

  /// The output as a JSON object; anything else is wrapped as its `value`.
  private static String object(Object output) {
    String json = Json.write(output);
    return storable(json.startsWith("{") ? json : "{\"value\":" + json + "}");
  }

  /// PostgreSQL's jsonb cannot hold U+0000, escaped or not.
  private static String storable(String json) {
    return json.contains("\\u0000")
        ? json.replaceAll("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000", "$1")
        : json;
  }
}
