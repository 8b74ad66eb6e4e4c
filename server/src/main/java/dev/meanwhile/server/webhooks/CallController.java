package dev.meanwhile.server.webhooks;

import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.change.Supervision;
import dev.meanwhile.server.problem.Refusals;
import dev.meanwhile.server.routes.Route;
import dev.meanwhile.server.routes.Routes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// The last calls of a type, and one more as a test, for those who look after it.
@RestController
class CallController {
  private final Routes routes;
  private final CallLog log;
  private final TestCalls tests;

  CallController(Routes routes, CallLog log, TestCalls tests) {
    this.routes = routes;
    this.log = log;
    this.tests = tests;
  }

  @GetMapping("/api/types/{type}/calls")
  List<KeptCall> calls(@PathVariable String type, Caller caller) {
    Supervision.needed(caller, "see the calls of a task type");
    return log.last(route(type).taskType());
  }

  /// What to send along.
  record Test(@Nullable JsonNode inputData) {}

  @PostMapping("/api/types/{type}/calls")
  TestCall call(
      @PathVariable String type,
      @RequestBody(required = false) @Nullable Test test,
      Caller caller) {
    Supervision.needed(caller, "make a test call");
    return tests.make(route(type), test == null ? null : test.inputData(), caller);
  }

  private Route route(String type) {
    Route route = routes.of(type);
    if (route == null) {
      throw Refusals.notFound("The route");
    }
    return route;
  }
}
