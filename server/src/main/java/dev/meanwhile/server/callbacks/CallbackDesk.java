package dev.meanwhile.server.callbacks;

import dev.meanwhile.engine.Json;
import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.Outside;
import dev.meanwhile.engine.Outside.Answer;
import dev.meanwhile.engine.Outside.Report;
import dev.meanwhile.engine.Task;
import dev.meanwhile.engine.TaskStatus;
import dev.meanwhile.engine.TaskType;
import dev.meanwhile.engine.Tasks;
import dev.meanwhile.server.callbacks.Callbacks.Subject;
import dev.meanwhile.server.problem.Refusal;
import dev.meanwhile.server.problem.Refusals;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Where workflows report: asks for the token, passes the word on, and says who won when it comes
/// too late. A workflow tool stops at an answer of 409 or 410, so that is how it learns that its
/// work is not wanted any more.
@Component
class CallbackDesk {
  private static final String ACTOR = "webhook";

  private final Callbacks callbacks;
  private final Outside outside;
  private final Tasks tasks;

  CallbackDesk(Callbacks callbacks, Outside outside, Tasks tasks) {
    this.callbacks = callbacks;
    this.outside = outside;
    this.tasks = tasks;
  }

  Told status(UUID task, @Nullable String authorization, Said said) {
    Subject subject = subject(task, authorization);
    JsonNode output = said.output();
    Report report =
        new Report(
            said.step(),
            said.text("status_message"),
            said.count("progress_done"),
            said.count("progress_total"),
            said.executionId(),
            output == null
                ? null
                : Json.write(output.isObject() ? output : Map.of("value", output)));
    return told(outside.report(task, subject.attempt(), report, ACTOR), subject);
  }

  Told heartbeat(UUID task, @Nullable String authorization) {
    Subject subject = subject(task, authorization);
    return told(outside.alive(task, subject.attempt()), subject);
  }

  Told complete(UUID task, @Nullable String authorization, Said said) {
    Subject subject = subject(task, authorization);
    JsonNode output = said.output();
    Object result = output == null ? kept(task) : output;
    Outcome.Completed done = new Outcome.Completed(result, said.text("status_message"));
    return told(
        outside.complete(task, subject.attempt(), done, said.executionId(), ACTOR), subject);
  }

  /// Without a result of its own the end keeps what was reported before.
  private Object kept(UUID id) {
    Task task = tasks.find(id);
    return task == null ? Map.of() : Json.mapper().readTree(task.output());
  }

  Told fail(UUID task, @Nullable String authorization, Said said) {
    Subject subject = subject(task, authorization);
    Outcome.Failed failure = Failures.read(said, title(task));
    return told(outside.fail(task, subject.attempt(), failure, said.executionId(), ACTOR), subject);
  }

  /// The error workflow of n8n knows no token, only the run.
  ///
  /// @return null when no task is running under this name: it has ended, which is just as well
  @Nullable Told failExecution(String executionId, Said said, String actor) {
    Task task = outside.findByExecution(executionId);
    if (task == null) {
      return null;
    }
    Outcome.Failed failure = Failures.read(said, title(task.id()));
    Answer answer = outside.fail(task.id(), task.attempt(), failure, executionId, actor);
    return answer.verdict() == Outside.Verdict.ACCEPTED ? Told.of(answer) : null;
  }

  private String title(UUID id) {
    Task task = tasks.find(id);
    TaskType<?> type = task == null ? null : tasks.types().get(task.taskType());
    return type == null ? "The task" : type.title();
  }

  private Subject subject(UUID task, @Nullable String authorization) {
    String token =
        authorization == null ? "" : authorization.replaceFirst("(?i)^bearer +", "").strip();
    Subject subject = callbacks.subject(token);
    if (subject == null) {
      throw new Refusal(
              401,
              "bad-callback-token",
              "The message was not accepted.",
              token.isEmpty()
                  ? "It shows no token."
                  : "Its token is none of ours, or it is damaged.",
              "Send the header Authorization: Bearer and callback.token of the call.")
          .header("WWW-Authenticate", "Bearer");
    }
    if (!subject.task().equals(task)) {
      throw new Refusal(
          403,
          "foreign-callback-token",
          "The message was not accepted.",
          "Its token belongs to another task.",
          "Use callback.url and callback.token of the same call.");
    }
    return subject;
  }

  private static Told told(Answer answer, Subject subject) {
    return switch (answer.verdict()) {
      case ACCEPTED, REPEATED -> Told.of(answer);
      case UNKNOWN -> throw Refusals.notFound("The task");
      case SUPERSEDED, OVER -> throw late(answer.task(), subject.attempt());
    };
  }

  private static Refusal late(@Nullable Task task, int attempt) {
    if (task == null) {
      return Refusals.notFound("The task");
    }
    boolean gone = task.status() == TaskStatus.CANCELLED || task.archivedAt() != null;
    String stands =
        task.attempt() > attempt
            ? "attempt %d is %s".formatted(task.attempt(), task.label())
            : "the task is " + task.label();
    return new Refusal(
        gone ? 410 : 409,
        gone ? "task-gone" : "attempt-over",
        "The message came too late.",
        "Attempt %d is over: %s.".formatted(attempt, stands),
        "Stop this workflow; nothing it does for the task counts any more.");
  }
}
