package dev.meanwhile.engine.upkeep;

import dev.meanwhile.engine.RetryPolicy;
import dev.meanwhile.engine.TaskType;
import dev.meanwhile.engine.lifecycle.Standing;
import dev.meanwhile.engine.store.NodeStore.Orphan;
import java.util.Map;

/// Where a task stands that this node does not run, and whose type it may not even know.
final class Standings {

  private Standings() {}

  static Standing of(Orphan orphan, Map<String, TaskType<?>> types) {
    TaskType<?> type = types.get(orphan.taskType());
    return new Standing(
        type == null ? orphan.taskType() : type.title(),
        orphan.retryCount(),
        orphan.maxRetries(),
        orphan.crashCount(),
        type == null ? RetryPolicy.standard() : type.retry());
  }
}
