package dev.meanwhile.server.tasks;

import dev.meanwhile.engine.Submitted;
import dev.meanwhile.engine.Tasks;
import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.change.ExpectedVersion;
import dev.meanwhile.server.json.TaskJson;
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
  private final Tasks tasks;
  private final ChangeDesk desk;
  private final VisibleTasks visible;

  RerunController(Tasks tasks, ChangeDesk desk, VisibleTasks visible) {
    this.tasks = tasks;
    this.desk = desk;
    this.visible = visible;
  }

  @PostMapping("/api/tasks/{id}/rerun")
  ResponseEntity<TaskJson> rerun(@PathVariable UUID id, Caller caller, HttpServletRequest request) {
    Submitted submitted =
        desk.change(id, caller, null, ExpectedVersion.of(request), tasks::runAgain);
    return ResponseEntity.accepted()
        .location(URI.create("/api/tasks/" + submitted.id()))
        .body(TaskJson.of(visible.find(submitted.id(), caller)));
  }
}
