package dev.meanwhile.server.types;

import dev.meanwhile.engine.TaskType;
import dev.meanwhile.engine.Tasks;
import java.util.Comparator;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The kinds of work that can be asked for.
@RestController
class TypeController {
  private final Tasks tasks;

  TypeController(Tasks tasks) {
    this.tasks = tasks;
  }

  @GetMapping("/api/types")
  List<Type> types() {
    return tasks.types().values().stream()
        .sorted(Comparator.comparing(TaskType::name))
        .map(Type::of)
        .toList();
  }

  record Type(String taskType, String title, long timeoutSeconds, int maxRetries) {
    static Type of(TaskType<?> type) {
      return new Type(
          type.name(), type.title(), type.timeout().toSeconds(), type.retry().maxRetries());
    }
  }
}
