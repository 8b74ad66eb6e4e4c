package dev.meanwhile.server.tasks;

import dev.meanwhile.engine.Task;
import dev.meanwhile.engine.Tasks;
import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.json.TaskJson;
import dev.meanwhile.server.problem.Refusals;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Runs a failed task again.
@RestController
class RetryController {
  private final Tasks tasks;
  private final VisibleTasks visible;

  RetryController(Tasks tasks, VisibleTasks visible) {
    this.tasks = tasks;
    this.visible = visible;
  }

  @PostMapping("/api/tasks/{id}/retry")
  ResponseEntity<TaskJson> retry(@PathVariable UUID id, Caller caller) {
    visible.find(id, caller);
    Task task = tasks.retry(id, caller.actor());
    if (task == null) {
      throw Refusals.notFound("The task");
    }
    return ResponseEntity.accepted().body(TaskJson.of(task));
  }
}
