package dev.meanwhile.server.schedules;

import dev.meanwhile.engine.Scheduled;
import dev.meanwhile.engine.Schedules;
import dev.meanwhile.engine.Task;
import dev.meanwhile.engine.Tasks;
import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.change.Reason;
import dev.meanwhile.server.change.Supervision;
import dev.meanwhile.server.change.Unchanged;
import dev.meanwhile.server.json.TaskJson;
import dev.meanwhile.server.problem.Refusals;
import java.net.URI;
import java.util.List;
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

  private final Schedules schedules;
  private final Tasks tasks;

  ScheduleController(Schedules schedules, Tasks tasks) {
    this.schedules = schedules;
    this.tasks = tasks;
  }

  @GetMapping("/api/schedules")
  List<ScheduleJson> all(Caller caller) {
    Supervision.needed(caller, "see schedules");
    return schedules.all().stream().map(ScheduleJson::of).toList();
  }

  @GetMapping("/api/schedules/{name}")
  ScheduleJson one(@PathVariable String name, Caller caller) {
    Supervision.needed(caller, "see schedules");
    return ScheduleJson.of(known(schedules.find(name)));
  }

  @PostMapping("/api/schedules/{name}/pause")
  ScheduleJson pause(
      @PathVariable String name,
      @RequestBody(required = false) @Nullable Reason reason,
      Caller caller) {
    Supervision.needed(caller, CHANGE);
    if (known(schedules.find(name)).pause() != null) {
      throw Unchanged.because("The schedule is paused already.");
    }
    return ScheduleJson.of(known(schedules.pause(name, caller.actor(), Reason.needed(reason))));
  }

  @PostMapping("/api/schedules/{name}/resume")
  ScheduleJson resume(@PathVariable String name, Caller caller) {
    Supervision.needed(caller, CHANGE);
    if (known(schedules.find(name)).pause() == null) {
      throw Unchanged.because("The schedule is not paused.");
    }
    return ScheduleJson.of(known(schedules.resume(name)));
  }

  @PostMapping("/api/schedules/{name}/run")
  ResponseEntity<TaskJson> run(@PathVariable String name, Caller caller) {
    Supervision.needed(caller, CHANGE);
    UUID id = schedules.runNow(name, caller.actor());
    Task task = id == null ? null : tasks.find(id);
    if (task == null) {
      throw Refusals.notFound("The schedule");
    }
    return ResponseEntity.accepted()
        .location(URI.create("/api/tasks/" + id))
        .body(TaskJson.of(task));
  }

  private static Scheduled known(@Nullable Scheduled found) {
    if (found == null) {
      throw Refusals.notFound("The schedule");
    }
    return found;
  }
}
