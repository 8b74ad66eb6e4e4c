package dev.meanwhile.server.webhooks;

import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.change.Supervision;
import dev.meanwhile.server.problem.Refusals;
import dev.meanwhile.server.routes.Routes;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// The last calls of a type, for those who look after it.
@RestController
class CallController {
  private final Routes routes;
  private final CallLog log;

  CallController(Routes routes, CallLog log) {
    this.routes = routes;
    this.log = log;
  }

  @GetMapping("/api/types/{type}/calls")
  List<KeptCall> calls(@PathVariable String type, Caller caller) {
    Supervision.needed(caller, "see the calls of a task type");
    if (routes.of(type) == null) {
      throw Refusals.notFound("The route");
    }
    return log.last(type);
  }
}
