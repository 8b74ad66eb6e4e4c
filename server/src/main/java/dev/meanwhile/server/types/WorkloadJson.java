package dev.meanwhile.server.types;

import dev.meanwhile.engine.Estimate;
import dev.meanwhile.engine.TaskType;
import dev.meanwhile.server.json.EstimateJson;
import dev.meanwhile.server.json.PauseJson;
import dev.meanwhile.server.routes.Route;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What one task type has to do, as it goes over the wire. Counts go up to 10,000.
///
/// @param doneBy `webhook`, `java`, `pull` for workers outside that ask for it, `meanwhile` for
///   what the engine does itself, `elsewhere` when only other nodes know it, `nobody` when no
///   living node does
/// @param host whom a webhook calls; null for the others
/// @param known whether this server knows it, and takes tasks of it
/// @param waiting tasks that are due and have no place yet
/// @param later tasks that wait for a time, an outage or other tasks
/// @param outside those of the running that are with somebody else
/// @param limit how many may run at once; null for any number
/// @param limitIsPlaces whether that is because each node has so many places for it
/// @param oldestWaitingAt since when the first of the waiting has been due
/// @param recent what became of those among the newest 5,000 tasks that have ended
record WorkloadJson(
    String taskType,
    String title,
    String doneBy,
    @Nullable String host,
    boolean known,
    int nodes,
    long waiting,
    long later,
    long running,
    long outside,
    @Nullable Long limit,
    boolean limitIsPlaces,
    long needsAttention,
    @Nullable Instant oldestWaitingAt,
    Recent recent,
    @Nullable EstimateJson estimate,
    @Nullable PauseJson paused) {

  /// @param ended completed or failed; also those that will be tried again
  record Recent(long ended, long failed) {}

  /// @param type null when this server does not know it
  static WorkloadJson of(
      WorkloadStore.Row row,
      @Nullable TaskType<?> type,
      @Nullable Route route,
      boolean ours,
      @Nullable Estimate estimate) {
    Long atOnce = row.atOnce() == null ? null : row.atOnce().longValue();
    Integer aside = type == null ? null : type.aside();
    Long places = aside == null ? null : (long) aside * Math.max(1, row.nodes());
    // What is with somebody else takes no place here, so places are no limit to what runs there.
    boolean waitsHere = route == null || route.mode() == Route.Mode.ANSWER;
    boolean byPlaces = waitsHere && places != null && (atOnce == null || places < atOnce);
    return new WorkloadJson(
        row.taskType(),
        row.title(),
        doneBy(row, type, route, ours),
        route == null ? null : route.host(),
        type != null,
        row.nodes(),
        row.waiting(),
        row.later(),
        row.running(),
        row.outside(),
        byPlaces ? places : atOnce,
        byPlaces,
        row.attention(),
        row.oldest(),
        new Recent(row.ended(), row.failed()),
        estimate == null ? null : EstimateJson.of(estimate, null),
        PauseJson.of(row.paused()));
  }

  private static String doneBy(
      WorkloadStore.Row row, @Nullable TaskType<?> type, @Nullable Route route, boolean ours) {
    if (route != null) {
      return "webhook";
    }
    if (ours) {
      return "meanwhile";
    }
    if (type != null && type.pulled()) {
      return "pull";
    }
    if (row.nodes() == 0) {
      return "nobody";
    }
    return type == null ? "elsewhere" : "java";
  }
}
