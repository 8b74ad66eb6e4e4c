package dev.meanwhile.server.tasks;

import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.json.TaskJson;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Changes of many tasks at once.
@RestController
class BulkController {
  private final BulkDesk desk;

  BulkController(BulkDesk desk) {
    this.desk = desk;
  }

  /// How many tasks a change would take now.
  @GetMapping("/api/tasks/changes/count")
  Count count(
      @RequestParam("action") String action,
      @RequestParam(name = "type", defaultValue = "") List<String> types,
      @RequestParam(name = "entity", required = false) @Nullable String entity,
      @RequestParam(name = "code", required = false) @Nullable String code,
      Caller caller) {
    return new Count(desk.count(action, BulkOrder.Chosen.of(types, entity, code), caller));
  }

  @PostMapping("/api/tasks/changes")
  ResponseEntity<TaskJson> change(@RequestBody BulkOrder order, Caller caller) {
    TaskJson task = desk.change(order, caller);
    return ResponseEntity.accepted().location(URI.create("/api/tasks/" + task.id())).body(task);
  }

  record Count(long count) {}
}
