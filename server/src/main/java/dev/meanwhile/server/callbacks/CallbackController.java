package dev.meanwhile.server.callbacks;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// What the workflow of one attempt says. Fields that are not known are left alone: whoever writes
/// a workflow sends what is at hand.
@RestController
class CallbackController {
  private final CallbackDesk desk;

  CallbackController(CallbackDesk desk) {
    this.desk = desk;
  }

  @PostMapping("/api/callbacks/{task}/status")
  Told status(
      @PathVariable UUID task,
      @RequestHeader(name = "Authorization", required = false) @Nullable String token,
      @RequestBody JsonNode body) {
    return desk.status(task, token, new Said(body));
  }

  @PostMapping("/api/callbacks/{task}/complete")
  Told complete(
      @PathVariable UUID task,
      @RequestHeader(name = "Authorization", required = false) @Nullable String token,
      @RequestBody(required = false) @Nullable JsonNode body) {
    return desk.complete(task, token, new Said(body));
  }

  @PostMapping("/api/callbacks/{task}/fail")
  Told fail(
      @PathVariable UUID task,
      @RequestHeader(name = "Authorization", required = false) @Nullable String token,
      @RequestBody(required = false) @Nullable JsonNode body) {
    return desk.fail(task, token, new Said(body));
  }

  @PostMapping("/api/callbacks/{task}/heartbeat")
  Told heartbeat(
      @PathVariable UUID task,
      @RequestHeader(name = "Authorization", required = false) @Nullable String token) {
    return desk.heartbeat(task, token);
  }
}
