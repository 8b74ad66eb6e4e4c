package dev.meanwhile.server.documented;

import dev.meanwhile.engine.Failures;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What failed, type by type.
///
/// @param total how many tasks need attention
record Summary(long total, List<OfType> byType) {

  /// @param sums for each type the sum, then each cause
  static Summary of(List<Failures> sums) {
    List<OfType> types =
        sums.stream().filter(sum -> sum.code() == null).map(sum -> OfType.of(sum, sums)).toList();
    return new Summary(types.stream().mapToLong(OfType::failedCount).sum(), types);
  }

  record OfType(
      String taskType,
      long failedCount,
      long usersAffected,
      Instant oldestFailure,
      Instant newestFailure,
      @Nullable String latestError,
      List<OfCause> byCause) {

    static OfType of(Failures sum, List<Failures> all) {
      return new OfType(
          sum.taskType(),
          sum.tasks(),
          sum.users(),
          sum.oldest(),
          sum.newest(),
          sum.latestError(),
          all.stream()
              .filter(one -> one.taskType().equals(sum.taskType()) && one.code() != null)
              .map(one ->
                  new OfCause(
                      String.valueOf(one.code()),
                      one.tasks(),
                      one.users(),
                      one.newest(),
                      one.latestError()))
              .toList());
    }
  }

  /// @param code the stable word of the cause
  record OfCause(
      String code,
      long failedCount,
      long usersAffected,
      Instant newestFailure,
      @Nullable String latestError) {}
}
