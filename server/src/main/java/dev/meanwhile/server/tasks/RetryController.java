package dev.meanwhile.server.tasks;

import dev.meanwhile.engine.Tasks;
import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.change.ExpectedVersion;
import dev.meanwhile.server.json.TaskJson;
import dev.meanwhile.server.tasks.ChangeDesk.Wish;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Runs a failed task again.
@RestController
class RetryController {
  private final Tasks tasks;
  private final ChangeDesk desk;

  RetryController(Tasks tasks, ChangeDesk desk) {
    this.tasks = tasks;
    this.desk = desk;
  }

  @PostMapping("/api/tasks/{id}/retry")
  ResponseEntity<TaskJson> retry(@PathVariable UUID id, Caller caller, HttpServletRequest request) {
    return ResponseEntity.accepted()
        .body(
            TaskJson.of(
                desk.change(
                    new Wish(id, "retry_task", null, ExpectedVersion.of(request)),
                    caller,
                    tasks::retry)));
  }
}
