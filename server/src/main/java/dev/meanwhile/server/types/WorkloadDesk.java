package dev.meanwhile.server.types;

import dev.meanwhile.engine.Estimates;
import dev.meanwhile.engine.TaskType;
import dev.meanwhile.engine.Tasks;
import dev.meanwhile.server.routes.Routes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Puts together what each task type has to do: what the database counts, and what this server
/// knows of the type.
@Component
class WorkloadDesk {
  /// The engine does these itself, and each node knows them.
  private static final Set<String> OURS = Set.of("bulk_change", "group");

  private final WorkloadStore store;
  private final Tasks tasks;
  private final Routes routes;
  private final Estimates estimates;

  WorkloadDesk(WorkloadStore store, Tasks tasks, Routes routes, Estimates estimates) {
    this.store = store;
    this.tasks = tasks;
    this.routes = routes;
    this.estimates = estimates;
  }

  List<WorkloadJson> all() {
    Map<String, TaskType<?>> types = tasks.types();
    return store.all().stream()
        .map(row ->
            WorkloadJson.of(
                row,
                types.get(row.taskType()),
                routes.of(row.taskType()),
                OURS.contains(row.taskType()),
                estimates.of(row.taskType())))
        .toList();
  }
}
