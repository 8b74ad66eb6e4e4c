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
import dev.meanwhile.server.secret.Redaction;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Where workflows report: asks for the token, passes the word on, and says who won when it comes
/// too late. A workflow tool stops at an answer of 409 or 410, so that is how it learns that its
/// work is not wanted any more.
@Component
class CallbackDesk {
  private static final String ACTOR = "webhook";

  private final Gate gate;
  private final Replays replays;
  private final Outside outside;
  private final Tasks tasks;

  CallbackDesk(Gate gate, Replays replays, Outside outside, Tasks tasks) {
    this.gate = gate;
    this.replays = replays;
    this.outside = outside;
    this.tasks = tasks;
  }

  Told status(Message message) {
    return heard(
        message,
        subject -> {
          if (message.isEmpty()) {
            throw Refusals.badBody("no-body", "The request has no body.");
          }
          Said said = message.said();
          JsonNode output = said.output();
          return outside.report(
              subject.task(),
              subject.attempt(),
              new Report(
                  said.step(),
                  said.text("status_message"),
                  said.count("progress_done"),
                  said.count("progress_total"),
                  said.executionId(),
                  output == null
                      ? null
                      : Json.write(output.isObject() ? output : Map.of("value", output))),
              actor(subject.task()));
        });
  }

  Told heartbeat(Message message) {
    return heard(message, subject -> outside.alive(subject.task(), subject.attempt()));
  }

  Told complete(Message message) {
    return heard(
        message,
        subject -> {
          Said said = message.said();
          JsonNode output = said.output();
          Object result = output == null ? kept(subject.task()) : output;
          return outside.complete(
              subject.task(),
              subject.attempt(),
              new Outcome.Completed(result, said.text("status_message")),
              said.executionId(),
              actor(subject.task()));
        });
  }

  Told fail(Message message) {
    return heard(
        message,
        subject -> {
          Said said = message.said();
          return outside.fail(
              subject.task(),
              subject.attempt(),
              Failures.read(said, title(subject.task())),
              said.executionId(),
              actor(subject.task()));
        });
  }

  /// Whoever has it does not do it: another one will.
  Told release(Message message) {
    return heard(
        message,
        subject -> {
          String said = message.said().text("status_message");
          String sentence =
              said == null ? "Its worker gave it back. Another one takes over." : said;
          return outside.giveBack(
              subject.task(), subject.attempt(), Redaction.text(sentence), actor(subject.task()));
        });
  }

  /// Whatever its word is.
  Told say(Message message) {
    return switch (message.word()) {
      case "status" -> status(message);
      case "complete" -> complete(message);
      case "fail" -> fail(message);
      case "release" -> release(message);
      case "heartbeat" -> heartbeat(message);
      default ->
          throw Refusals.badBody(
              "bad-word", "'word' is 'status', 'heartbeat', 'complete', 'fail' or 'release'.");
    };
  }

  /// Who speaks, for the timeline.
  private String actor(UUID id) {
    Task task = tasks.find(id);
    TaskType<?> type = task == null ? null : tasks.types().get(task.taskType());
    return type != null && type.pulled() ? "worker" : ACTOR;
  }

  /// Who may speak, is heard; what was heard before, and came once more as it was, changes nothing.
  private Told heard(Message message, Function<Subject, Answer> deed) {
    Subject subject = gate.admit(message);
    if (replays.seen(message)) {
      return repeated(subject);
    }
    Told told = told(deed.apply(subject), subject);
    replays.keep(message);
    return told;
  }

  private Told repeated(Subject subject) {
    Task task = tasks.find(subject.task());
    if (task == null || task.attempt() != subject.attempt()) {
      throw late(task, subject.attempt());
    }
    return new Told(task.id(), task.attempt(), task.status().text(), task.version(), true);
  }

  /// Without a result of its own the end keeps what was reported before.
  private Object kept(UUID id) {
    Task task = tasks.find(id);
    return task == null ? Map.of() : Json.mapper().readTree(task.output());
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
        "Stop; nothing that is done for this attempt counts any more.");
  }
}
