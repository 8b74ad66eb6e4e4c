package dev.meanwhile.server.types;

import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.change.Supervision;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// What each task type has to do, for those who look after it.
@RestController
class WorkloadController {
  private final WorkloadDesk desk;

  WorkloadController(WorkloadDesk desk) {
    this.desk = desk;
  }

  @GetMapping("/api/workload")
  List<WorkloadJson> all(Caller caller) {
    Supervision.needed(caller, "see what task types have to do");
    return desk.all();
  }
}
