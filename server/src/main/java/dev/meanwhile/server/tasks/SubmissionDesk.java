package dev.meanwhile.server.tasks;

import dev.meanwhile.engine.Entity;
import dev.meanwhile.engine.NewTask;
import dev.meanwhile.engine.Submitted;
import dev.meanwhile.engine.TaskType;
import dev.meanwhile.engine.Tasks;
import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.audit.Audit;
import dev.meanwhile.server.audit.Deed;
import dev.meanwhile.server.database.ClockStore;
import dev.meanwhile.server.problem.FieldError;
import dev.meanwhile.server.problem.Refusal;
import dev.meanwhile.server.types.Inputs;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Turns a request into a task, or says what is wrong with it before anything is created.
@Component
class SubmissionDesk {
  private final Tasks tasks;
  private final Inputs inputs;
  private final ClockStore clock;
  private final Audit audit;

  SubmissionDesk(Tasks tasks, Inputs inputs, ClockStore clock, Audit audit) {
    this.tasks = tasks;
    this.inputs = inputs;
    this.clock = clock;
    this.audit = audit;
  }

  Submitted submit(Submission submission, @Nullable String key, Caller caller) {
    SubmissionCheck.check(submission);
    TaskType<?> type = type(String.valueOf(submission.taskType()));
    String input = json(submission.inputData());
    List<FieldError> errors = inputs.check(type, input, caller);
    if (!errors.isEmpty()) {
      throw SubmissionCheck.refused(
          errors.stream().map(error -> error.under("/input_data")).toList());
    }
    NewTask task =
        NewTask.of(type.name(), input)
            .about(SubmissionCheck.entity(submission))
            .by(caller.id(), caller.actor())
            .in(delay(submission.runAt()))
            .key(key)
            .noting(json(submission.metadata()));
    Map<String, ?> fields = fields(task);
    Deed deed =
        new Deed(
            "create_task",
            "task",
            "",
            Map.of("task_type", task.taskType(), "changes", Deed.changes(Map.of(), fields)));
    return tasks.submit(task.audited(audit.note(caller, deed)));
  }

  /// What is known of the task from the beginning; never its input, which may hold a secret.
  private static Map<String, ?> fields(NewTask task) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("task_type", task.taskType());
    Entity entity = task.entity();
    if (entity != null) {
      fields.put("entity_type", entity.type());
      fields.put("entity_id", entity.id());
      if (entity.label() != null) {
        fields.put("entity_label", entity.label());
      }
    }
    return fields;
  }

  private TaskType<?> type(String name) {
    TaskType<?> type = tasks.types().get(name);
    if (type != null) {
      return type;
    }
    String known = tasks.types().keySet().stream().sorted().collect(Collectors.joining(", "));
    String why =
        "No workflow configured for task type: "
            + name.substring(0, Math.min(name.length(), 50)).replaceAll("\\p{Cntrl}", "?");
    throw new Refusal(
            422,
            "unknown-task-type",
            "The task was not created.",
            why,
            known.isEmpty() ? "This server has no task types." : "Use one of: " + known + ".")
        .error("/task_type", "unknown", why);
  }

  private Duration delay(@Nullable Instant runAt) {
    return runAt == null ? Duration.ZERO : Duration.between(clock.now(), runAt);
  }

  private static String json(@Nullable JsonNode node) {
    return node == null || node.isNull() ? "{}" : node.toString();
  }
}
