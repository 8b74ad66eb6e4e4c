package dev.meanwhile.server.tasks;

import dev.meanwhile.engine.Estimate;
import dev.meanwhile.engine.Estimates;
import dev.meanwhile.engine.Task;
import dev.meanwhile.engine.TaskStatus;
import dev.meanwhile.engine.Tasks;
import dev.meanwhile.engine.WaitingReason;
import dev.meanwhile.server.database.ClockStore;
import dev.meanwhile.server.json.EstimateJson;
import dev.meanwhile.server.json.TaskJson;
import dev.meanwhile.server.json.WaitingJson;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// A single task with what is not written in it: why it waits, and how long such work takes.
@Component
class TaskReading {
  private final Tasks tasks;
  private final Estimates estimates;
  private final ClockStore clock;

  TaskReading(Tasks tasks, Estimates estimates, ClockStore clock) {
    this.tasks = tasks;
    this.estimates = estimates;
    this.clock = clock;
  }

  TaskJson of(Task task) {
    return task.ended() ? TaskJson.of(task) : TaskJson.of(task, waiting(task), estimate(task));
  }

  /// Names a reading: the version of the task, and a mark of what else is told of it.
  static String tag(TaskJson told) {
    int beside = 31 * hash(told.waitingReason()) + hash(told.estimate());
    return beside == 0
        ? "\"" + told.version() + "\""
        : "\"" + told.version() + "." + Integer.toHexString(beside) + "\"";
  }

  private static int hash(@Nullable Object told) {
    return told == null ? 0 : told.hashCode();
  }

  private @Nullable WaitingJson waiting(Task task) {
    if (task.status() == TaskStatus.PROCESSING) {
      return null;
    }
    WaitingReason reason = tasks.waitingReason(task.id());
    return reason == null ? null : WaitingJson.of(reason);
  }

  private @Nullable EstimateJson estimate(Task task) {
    Estimate estimate = estimates.of(task.taskType());
    return estimate == null ? null : EstimateJson.of(estimate, running(task));
  }

  private @Nullable Duration running(Task task) {
    Instant start = task.processingStartedAt();
    return task.status() != TaskStatus.PROCESSING || start == null
        ? null
        : Duration.between(start, clock.now());
  }
}
