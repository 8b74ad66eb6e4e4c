package dev.meanwhile.apps.errands.dataimport;

import dev.meanwhile.engine.Task;
import dev.meanwhile.engine.Tasks;
import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.problem.Refusals;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The imports as a caller may see them: those whose task the caller may see.
@Component
final class VisibleImports {
  private final Tasks tasks;
  private final ImportStore store;

  VisibleImports(Tasks tasks, ImportStore store) {
    this.tasks = tasks;
    this.store = store;
  }

  /// The task of an import.
  Task task(UUID id, Caller caller) {
    Task task = tasks.find(id);
    if (task == null
        || !task.taskType().equals(DataImport.TYPE.name())
        || !caller.sees(task.createdBy())) {
      throw Refusals.notFound("The import");
    }
    return task;
  }

  /// What is known of it; null when it has not begun.
  @Nullable ImportState state(UUID id, Caller caller) {
    return store.find(task(id, caller).id());
  }
}
