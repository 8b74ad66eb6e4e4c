package dev.meanwhile.server.webhooks;

import dev.meanwhile.engine.Json;
import dev.meanwhile.engine.Outcome;
import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.audit.Audit;
import dev.meanwhile.server.audit.Deed;
import dev.meanwhile.server.callbacks.Callbacks;
import dev.meanwhile.server.database.ClockStore;
import dev.meanwhile.server.problem.Refusal;
import dev.meanwhile.server.routes.Route;
import dev.meanwhile.server.routes.Route.Mode;
import dev.meanwhile.server.wall.Wall;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Calls a webhook to see whether it can be reached and what it answers: signed like any other
/// call, marked as a test, and without a task. One at a time for each kind of task; only to the
/// address of the configuration.
@Component
class TestCalls {
  /// A person waits for it.
  static final Duration LONGEST = Duration.ofSeconds(10);

  private final Callbacks callbacks;
  private final ClockStore clock;
  private final CallLog log;
  private final Audit audit;
  private final Wall wall;
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();

  TestCalls(Callbacks callbacks, ClockStore clock, CallLog log, Audit audit, Wall wall) {
    this.callbacks = callbacks;
    this.clock = clock;
    this.log = log;
    this.audit = audit;
    this.wall = wall;
  }

  /// @param input what to send as `input_data`; null for nothing
  TestCall make(Route route, @Nullable JsonNode input, Caller caller) {
    if (!underWay.add(route.taskType())) {
      throw new Refusal(
              429,
              "test-call-under-way",
              "No test call was made.",
              "One is under way for this kind of task.",
              "Wait for its answer; it takes at most %d seconds.".formatted(LONGEST.toSeconds()))
          .retryAfter(2);
    }
    try {
      // Written down first: what was sent cannot be taken back.
      audit.change(
          caller,
          _ ->
              new Audit.Done<>(
                  true,
                  Deed.of("test_call", "task_type", route.taskType())
                      .with(Map.of("host", String.valueOf(route.host())))));
      return call(route, input == null ? Json.mapper().createObjectNode() : input, caller);
    } finally {
      underWay.remove(route.taskType());
    }
  }

  private TestCall call(Route route, JsonNode input, Caller caller) {
    UUID nobody = UUID.randomUUID();
    Instant now = clock.now();
    Call call =
        Call.test(
            route,
            nobody,
            input,
            caller.id(),
            now,
            now.plus(LONGEST),
            route.mode() == Mode.CALLBACK
                ? new Call.Callback(callbacks.url(nobody), callbacks.token(nobody, 0))
                : null);
    Readings readings = new Readings(route);
    long began = System.nanoTime();
    Answer answer = null;
    CallFailed failure = null;
    try {
      answer =
          new Post(route.url(), LONGEST, LONGEST, Webhooks.LARGEST_ANSWER)
              .send(call.head(), call.bytes());
    } catch (CallFailed none) {
      failure = none;
    }
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    Outcome outcome =
        answer != null
            ? readings.answered(answer, now)
            : readings.unanswered(java.util.Objects.requireNonNull(failure));
    List<String> sentences = new ArrayList<>();
    sentences.add(happened(route, took, answer, failure));
    sentences.addAll(meaning(route, outcome, answer));
    Answer came = answer;
    KeptCall kept =
        wall.house(() -> log.test(route, call, took, came, "Test: " + sentences.getFirst()));
    return new TestCall(
        answer != null, answer != null && !(outcome instanceof Outcome.Failed), sentences, kept);
  }

  private static String happened(
      Route route, Duration took, @Nullable Answer answer, @Nullable CallFailed failure) {
    if (answer != null) {
      return "%s was reached and answered %d within %d ms."
          .formatted(route.host(), answer.status(), took.toMillis());
    }
    if (failure == null || !failure.sent()) {
      return "%s cannot be reached: %s."
          .formatted(route.host(), failure == null ? "nobody knows why" : failure.why());
    }
    return failure.late()
        ? "%s took the call and did not answer within %d seconds."
            .formatted(route.host(), LONGEST.toSeconds())
        : "%s took the call and gave no answer: %s.".formatted(route.host(), failure.why());
  }

  private static List<String> meaning(Route route, Outcome outcome, @Nullable Answer answer) {
    return switch (outcome) {
      case Outcome.Completed _ ->
          List.of("A task would be done now, with this answer as its result.");
      case Outcome.HandedOver handed when answer != null ->
          List.of(
              "A task would run now, until the workflow reports to callback.url.",
              handed.executionId() == null
                  ? "The answer does not name the run. Let it answer {\"n8n_execution_id\": …}, and tasks lead to it."
                  : "It named its run: %s.".formatted(handed.executionId()));
      case Outcome.HandedOver _ ->
          List.of(
              "A task would wait for a word, as the workflow may have begun; without one it fails after %d s."
                  .formatted(route.silence().toSeconds()),
              "Let the workflow answer at once, before it works.");
      case Outcome.Failed failed ->
          List.of(
              "A task would fail: %s. %s"
                  .formatted(
                      failed.why(),
                      failed.retryable() ? "It would be tried again." : failed.advice()));
      case Outcome.Postponed _, Outcome.Parked _, Outcome.Settled _ -> List.of();
    };
  }
}
