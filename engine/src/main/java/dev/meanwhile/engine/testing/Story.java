package dev.meanwhile.engine.testing;

import dev.meanwhile.engine.Task;
import dev.meanwhile.engine.TaskEvent;
import java.util.List;

/// A task as it stands, with everything that happened to it.
public record Story(Task task, List<TaskEvent> events) {

  /// The deeds in order, without what handlers said of themselves.
  List<String> deeds() {
    return events.stream().map(TaskEvent::type).filter(type -> !type.equals("reported")).toList();
  }

  @Override
  public String toString() {
    return "%s %s, attempt %d, \"%s\", went through %s"
        .formatted(task.taskType(), task.label(), task.attempt(), task.statusMessage(), deeds());
  }
}
