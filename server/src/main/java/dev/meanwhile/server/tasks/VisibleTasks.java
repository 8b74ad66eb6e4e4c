package dev.meanwhile.server.tasks;

import dev.meanwhile.engine.Entity;
import dev.meanwhile.engine.Task;
import dev.meanwhile.engine.Tasks;
import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.access.Reach;
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
    if (task == null || !caller.sees(task.createdBy()) || !reaches(caller, task)) {
      throw Refusals.notFound("The task");
    }
    return task;
  }

  /// A token for one thing shows nothing else.
  private static boolean reaches(Caller caller, Task task) {
    Reach reach = caller.credential().reach();
    Entity about = task.entity();
    return reach == null
        || reach.covers(task.id(), about == null ? null : about.type() + ":" + about.id());
  }
}
