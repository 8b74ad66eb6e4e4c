package dev.meanwhile.server.callbacks;

import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.change.Supervision;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// What the error workflow of a workflow tool tells: that a run has failed. It may come twice, and
/// late; a run that nobody waits for is no mistake.
@RestController
class ExecutionController {
  private final CallbackDesk desk;

  ExecutionController(CallbackDesk desk) {
    this.desk = desk;
  }

  @PostMapping("/api/executions/{execution}/failure")
  Ended fail(
      @PathVariable String execution,
      @RequestBody(required = false) @Nullable JsonNode body,
      Caller caller) {
    Supervision.needed(caller, "report failed runs");
    Told told = desk.failExecution(execution, new Said(body), caller.actor());
    return new Ended(told != null, told);
  }

  /// @param changed whether a task has failed by it
  record Ended(boolean changed, @Nullable Told task) {}
}
