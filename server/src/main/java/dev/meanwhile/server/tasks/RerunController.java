package dev.meanwhile.server.tasks;

import dev.meanwhile.engine.Submitted;
import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.change.ExpectedVersion;
import dev.meanwhile.server.json.TaskJson;
import dev.meanwhile.server.tasks.ChangeDesk.Wish;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Does an ended task once more, as a new one.
@RestController
class RerunController {
  private final ChangeDesk desk;
  private final VisibleTasks visible;

  RerunController(ChangeDesk desk, VisibleTasks visible) {
    this.desk = desk;
    this.visible = visible;
  }

  @PostMapping("/api/tasks/{id}/rerun")
  ResponseEntity<TaskJson> rerun(@PathVariable UUID id, Caller caller, HttpServletRequest request) {
    Submitted submitted =
        desk.runAgain(new Wish(id, "run_task_again", null, ExpectedVersion.of(request)), caller);
    return ResponseEntity.accepted()
        .location(URI.create("/api/tasks/" + submitted.id()))
        .body(TaskJson.of(visible.find(submitted.id(), caller)));
  }
}
