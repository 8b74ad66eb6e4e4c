package dev.meanwhile.server.tasks;

import dev.meanwhile.engine.Task;
import dev.meanwhile.engine.Tasks;
import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.json.TaskJson;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The parts of a task.
@RestController
class ChildrenController {
  private final Tasks tasks;
  private final VisibleTasks visible;

  ChildrenController(Tasks tasks, VisibleTasks visible) {
    this.tasks = tasks;
    this.visible = visible;
  }

  @GetMapping("/api/tasks/{id}/children")
  TaskPage children(
      @PathVariable UUID id,
      @RequestParam(name = "limit", defaultValue = "50") int limit,
      @RequestParam(name = "cursor", required = false) @Nullable String cursor,
      Caller caller) {
    visible.find(id, caller);
    int size = Limits.between("?limit", limit, 1, 200);
    List<Task> found = tasks.children(id, PageCursor.read(cursor), size + 1);
    List<Task> page = found.subList(0, Math.min(size, found.size()));
    return new TaskPage(
        page.stream().filter(child -> caller.sees(child.createdBy())).map(TaskJson::of).toList(),
        found.size() > size ? PageCursor.after(page.getLast().id()) : null);
  }
}
