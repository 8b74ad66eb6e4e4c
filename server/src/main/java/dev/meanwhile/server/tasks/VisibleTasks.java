package dev.meanwhile.server.tasks;

import dev.meanwhile.engine.Task;
import dev.meanwhile.engine.Tasks;
import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.problem.Refusals;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// The tasks as a caller may see them; nobody learns whether a task of others exists.
@Component
class VisibleTasks {
  private final Tasks tasks;

  VisibleTasks(Tasks tasks) {
    this.tasks = tasks;
  }

  Task find(UUID id, Caller caller) {
    Task task = tasks.find(id);
    if (task == null || !caller.sees(task.createdBy())) {
      throw Refusals.notFound("The task");
    }
    return task;
  }
}
