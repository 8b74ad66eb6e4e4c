package dev.meanwhile.server.tasks;

import dev.meanwhile.engine.Task;
import dev.meanwhile.server.json.TaskJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of a list of tasks.
///
/// @param nextCursor null on the last page
record TaskPage(List<TaskJson> items, @Nullable String nextCursor) {

  static TaskPage of(List<Task> tasks, boolean more) {
    return new TaskPage(
        tasks.stream().map(TaskJson::of).toList(),
        more ? PageCursor.after(tasks.getLast().id()) : null);
  }
}
