package dev.meanwhile.server.documented;

import dev.meanwhile.engine.Task;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What failed, type by type.
///
/// @param total how many tasks need attention
record Summary(int total, List<OfType> byType) {

  static Summary of(List<Task> failed) {
    Map<String, List<Task>> types =
        failed.stream()
            .collect(Collectors.groupingBy(Task::taskType, TreeMap::new, Collectors.toList()));
    return new Summary(
        failed.size(),
        types.entrySet().stream().map(type -> OfType.of(type.getKey(), type.getValue())).toList());
  }

  record OfType(
      String taskType,
      int failedCount,
      long usersAffected,
      @Nullable Instant oldestFailure,
      @Nullable Instant newestFailure,
      @Nullable String latestError) {

    static OfType of(String type, List<Task> failed) {
      List<Task> sorted =
          failed.stream()
              .sorted(
                  Comparator.comparing(
                      Task::processingCompletedAt,
                      Comparator.nullsFirst(Comparator.naturalOrder())))
              .toList();
      return new OfType(
          type,
          failed.size(),
          failed.stream().map(Task::createdBy).filter(Objects::nonNull).distinct().count(),
          sorted.getFirst().processingCompletedAt(),
          sorted.getLast().processingCompletedAt(),
          sorted.getLast().errorMessage());
    }
  }
}
