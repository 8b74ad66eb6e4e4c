package dev.meanwhile.server.outages;

import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.change.Reason;
import dev.meanwhile.server.change.Supervision;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// The services that tasks need.
@RestController
class DependencyController {
  private final DependencyDesk desk;

  DependencyController(DependencyDesk desk) {
    this.desk = desk;
  }

  @GetMapping("/api/dependencies")
  List<DependencyJson> all(Caller caller) {
    Supervision.needed(caller, "see dependencies");
    return desk.all();
  }

  @GetMapping("/api/dependencies/{name}")
  DependencyJson one(@PathVariable String name, Caller caller) {
    Supervision.needed(caller, "see dependencies");
    return desk.find(name);
  }

  @PostMapping("/api/dependencies/{name}/pause")
  DependencyJson pause(
      @PathVariable String name,
      @RequestBody(required = false) @Nullable Reason reason,
      Caller caller) {
    Supervision.needed(caller, "pause a dependency");
    return desk.pause(name, caller, reason);
  }

  @PostMapping("/api/dependencies/{name}/resume")
  DependencyJson resume(
      @PathVariable String name,
      @RequestBody(required = false) @Nullable Reason reason,
      Caller caller) {
    Supervision.needed(caller, "resume a dependency");
    return desk.resume(name, caller, reason);
  }
}
