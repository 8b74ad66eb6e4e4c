package dev.meanwhile.server.tasks;

import dev.meanwhile.engine.Task;
import dev.meanwhile.engine.Tasks;
import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.json.TaskJson;
import dev.meanwhile.server.problem.Refusals;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Calls a task off.
@RestController
class CancellationController {
  private final Tasks tasks;
  private final VisibleTasks visible;

  CancellationController(Tasks tasks, VisibleTasks visible) {
    this.tasks = tasks;
    this.visible = visible;
  }

  @PostMapping("/api/tasks/{id}/cancellation")
  TaskJson cancel(@PathVariable UUID id, Caller caller) {
    visible.find(id, caller);
    Task task = tasks.cancel(id, caller.actor());
    if (task == null) {
      throw Refusals.notFound("The task");
    }
    return TaskJson.of(task);
  }
}
