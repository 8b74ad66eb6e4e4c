package dev.meanwhile.server.callbacks;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.UUID;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// What the workflow of one attempt says. Fields that are not known are left alone: whoever writes
/// a workflow sends what is at hand.
@RestController
class CallbackController {
  private final CallbackDesk desk;

  CallbackController(CallbackDesk desk) {
    this.desk = desk;
  }

  @PostMapping("/api/callbacks/{task}/status")
  Told status(@PathVariable UUID task, HttpServletRequest request)
      throws IOException, HttpMediaTypeNotSupportedException {
    return desk.status(Message.of(task, "status", request));
  }

  @PostMapping("/api/callbacks/{task}/complete")
  Told complete(@PathVariable UUID task, HttpServletRequest request)
      throws IOException, HttpMediaTypeNotSupportedException {
    return desk.complete(Message.of(task, "complete", request));
  }

  @PostMapping("/api/callbacks/{task}/fail")
  Told fail(@PathVariable UUID task, HttpServletRequest request)
      throws IOException, HttpMediaTypeNotSupportedException {
    return desk.fail(Message.of(task, "fail", request));
  }

  @PostMapping("/api/callbacks/{task}/release")
  Told release(@PathVariable UUID task, HttpServletRequest request)
      throws IOException, HttpMediaTypeNotSupportedException {
    return desk.release(Message.of(task, "release", request));
  }

  @PostMapping("/api/callbacks/{task}/heartbeat")
  Told heartbeat(@PathVariable UUID task, HttpServletRequest request)
      throws IOException, HttpMediaTypeNotSupportedException {
    return desk.heartbeat(Message.of(task, "heartbeat", request));
  }
}
