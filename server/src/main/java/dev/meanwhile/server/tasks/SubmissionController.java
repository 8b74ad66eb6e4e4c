package dev.meanwhile.server.tasks;

import dev.meanwhile.engine.Submitted;
import dev.meanwhile.engine.Task;
import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.json.TaskJson;
import dev.meanwhile.server.live.TaskWait;
import dev.meanwhile.server.problem.IdempotencyKey;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// New tasks.
@RestController
class SubmissionController {
  private final SubmissionDesk desk;
  private final VisibleTasks visible;
  private final TaskWait wait;

  SubmissionController(SubmissionDesk desk, VisibleTasks visible, TaskWait wait) {
    this.desk = desk;
    this.visible = visible;
    this.wait = wait;
  }

  @PostMapping("/api/tasks")
  ResponseEntity<TaskJson> create(
      @RequestBody Submission submission, HttpServletRequest request, Caller caller) {
    var patience = Preference.wait(request);
    Submitted submitted = desk.submit(submission, IdempotencyKey.of(request), caller);
    Task task = visible.find(submitted.id(), caller);
    if (patience.isPositive()) {
      task = wait.until(task, patience, Task::ended);
    }
    var answer =
        ResponseEntity.status(patience.isPositive() && task.ended() ? 200 : 202)
            .location(URI.create("/api/tasks/" + submitted.id()))
            .eTag("\"" + task.version() + "\"");
    if (submitted.replayed()) {
      answer.header(IdempotencyKey.REPLAYED, "true");
    }
    if (patience.isPositive()) {
      answer.header("Preference-Applied", "wait=" + patience.toSeconds());
    }
    return answer.body(TaskJson.of(task));
  }

  /// The same in the words of the source documents.
  @PostMapping("/api/tasks/create")
  ResponseEntity<Created> createAsDocumented(
      @RequestBody Submission submission, HttpServletRequest request, Caller caller) {
    Submitted submitted = desk.submit(submission, IdempotencyKey.of(request), caller);
    Task task = visible.find(submitted.id(), caller);
    var answer = ResponseEntity.ok();
    if (submitted.replayed()) {
      answer.header(IdempotencyKey.REPLAYED, "true");
    }
    return answer.body(new Created(true, task.id(), task.workflowId()));
  }

  record Created(boolean success, UUID taskId, @Nullable String workflowId) {}
}
