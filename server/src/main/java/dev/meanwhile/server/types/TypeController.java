package dev.meanwhile.server.types;

import dev.meanwhile.engine.TaskType;
import dev.meanwhile.engine.Tasks;
import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.change.Reason;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// The kinds of work that can be asked for.
@RestController
class TypeController {
  private final Tasks tasks;
  private final TypeDesk desk;

  TypeController(Tasks tasks, TypeDesk desk) {
    this.tasks = tasks;
    this.desk = desk;
  }

  @GetMapping("/api/types")
  List<Type> types() {
    return tasks.types().values().stream()
        .sorted(Comparator.comparing(TaskType::name))
        .map(Type::of)
        .toList();
  }

  @GetMapping("/api/types/{type}")
  TypeJson type(@PathVariable String type, Caller caller) {
    return desk.find(type, caller);
  }

  @PostMapping("/api/types/{type}/pause")
  TypeJson pause(
      @PathVariable String type,
      @RequestBody(required = false) @Nullable Reason reason,
      Caller caller) {
    return desk.pause(type, reason, caller);
  }

  @PostMapping("/api/types/{type}/resume")
  TypeJson resume(
      @PathVariable String type,
      @RequestBody(required = false) @Nullable Reason reason,
      Caller caller) {
    return desk.resume(type, reason, caller);
  }

  record Type(String taskType, String title, long timeoutSeconds, int maxRetries) {
    static Type of(TaskType<?> type) {
      return new Type(
          type.name(), type.title(), type.timeout().toSeconds(), type.retry().maxRetries());
    }
  }
}
