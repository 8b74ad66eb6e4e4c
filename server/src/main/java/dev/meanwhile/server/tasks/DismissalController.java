package dev.meanwhile.server.tasks;

import dev.meanwhile.engine.Tasks;
import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.change.ExpectedVersion;
import dev.meanwhile.server.change.Reason;
import dev.meanwhile.server.json.TaskJson;
import dev.meanwhile.server.tasks.ChangeDesk.Wish;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Sets failed tasks aside, and takes that back.
@RestController
class DismissalController {
  private final Tasks tasks;
  private final ChangeDesk desk;

  DismissalController(Tasks tasks, ChangeDesk desk) {
    this.tasks = tasks;
    this.desk = desk;
  }

  @PostMapping("/api/tasks/{id}/dismissal")
  TaskJson dismiss(
      @PathVariable UUID id,
      @RequestBody(required = false) @Nullable Reason reason,
      Caller caller,
      HttpServletRequest request) {
    return TaskJson.of(
        desk.change(
            new Wish(id, "dismiss_task", Reason.of(reason), ExpectedVersion.of(request)),
            caller,
            tasks::dismiss));
  }

  @DeleteMapping("/api/tasks/{id}/dismissal")
  TaskJson reinstate(@PathVariable UUID id, Caller caller, HttpServletRequest request) {
    return TaskJson.of(
        desk.change(
            new Wish(id, "reinstate_task", null, ExpectedVersion.of(request)),
            caller,
            tasks::reinstate));
  }
}
