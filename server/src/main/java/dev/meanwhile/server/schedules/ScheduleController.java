package dev.meanwhile.server.schedules;

import dev.meanwhile.engine.Tasks;
import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.change.Reason;
import dev.meanwhile.server.change.Supervision;
import dev.meanwhile.server.json.TaskJson;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Schedules to look at, stop, let go on, and run at once.
@RestController
class ScheduleController {
  private static final String CHANGE = "change schedules";

  private final ScheduleDesk desk;
  private final Tasks tasks;

  ScheduleController(ScheduleDesk desk, Tasks tasks) {
    this.desk = desk;
    this.tasks = tasks;
  }

  @GetMapping("/api/schedules")
  List<ScheduleJson> all(Caller caller) {
    Supervision.needed(caller, "see schedules");
    return desk.all();
  }

  @GetMapping("/api/schedules/{name}")
  ScheduleJson one(@PathVariable String name, Caller caller) {
    Supervision.needed(caller, "see schedules");
    return desk.find(name);
  }

  @PostMapping("/api/schedules/{name}/pause")
  ScheduleJson pause(
      @PathVariable String name,
      @RequestBody(required = false) @Nullable Reason reason,
      Caller caller) {
    Supervision.needed(caller, CHANGE);
    return desk.pause(name, Reason.needed(reason), caller);
  }

  @PostMapping("/api/schedules/{name}/resume")
  ScheduleJson resume(@PathVariable String name, Caller caller) {
    Supervision.needed(caller, CHANGE);
    return desk.resume(name, caller);
  }

  @PostMapping("/api/schedules/{name}/run")
  ResponseEntity<TaskJson> run(@PathVariable String name, Caller caller) {
    Supervision.needed(caller, CHANGE);
    UUID id = desk.run(name, caller);
    return ResponseEntity.accepted()
        .location(URI.create("/api/tasks/" + id))
        .body(TaskJson.of(Objects.requireNonNull(tasks.find(id))));
  }
}
