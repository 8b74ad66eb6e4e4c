package dev.meanwhile.server.types;

import dev.meanwhile.engine.Estimate;
import dev.meanwhile.engine.RetryPolicy;
import dev.meanwhile.engine.TaskType;
import dev.meanwhile.server.json.EstimateJson;
import dev.meanwhile.server.json.PauseJson;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A task type in full, as it goes over the wire.
///
/// @param dependency the service it cannot do without
/// @param estimate null while too few runs have been measured
/// @param paused null unless somebody keeps it back
/// @param route null when nobody is called for it, and for those who do not look after it
/// @param pull null when nobody asks for its tasks, and for those who do not look after it
record TypeJson(
    String taskType,
    String title,
    long timeoutSeconds,
    int priority,
    @Nullable Long expiresInSeconds,
    @Nullable String dependency,
    Retry retry,
    Limits limits,
    @Nullable EstimateJson estimate,
    @Nullable PauseJson paused,
    @Nullable RouteJson route,
    @Nullable PullJson pull) {

  /// When and how often a failed task is tried again by itself.
  ///
  /// @param onlyCodes when there are any, only errors with these codes are tried again
  /// @param notCodes errors with these codes are not
  record Retry(
      int maxRetries,
      double firstPauseSeconds,
      double longestPauseSeconds,
      double jitter,
      List<String> onlyCodes,
      List<String> notCodes) {

    static Retry of(RetryPolicy policy) {
      return new Retry(
          policy.maxRetries(),
          seconds(policy.first()),
          seconds(policy.longest()),
          policy.jitter(),
          policy.errors().onlyCodes().stream().sorted().toList(),
          policy.errors().notCodes().stream().sorted().toList());
    }
  }

  /// What it must not exceed; null where nothing is set.
  record Limits(@Nullable Integer atOnce, @Nullable Integer atOncePerKey, @Nullable Rate rate) {

    /// At most so many starts in any such span.
    record Rate(int tasks, double perSeconds) {}

    static Limits of(TaskType<?> type) {
      TaskType.Rate rate = type.rate();
      return new Limits(
          type.atOnce(),
          type.atOncePerKey(),
          rate == null ? null : new Rate(rate.tasks(), seconds(rate.per())));
    }
  }

  static TypeJson of(
      TaskType<?> type,
      @Nullable Estimate estimate,
      @Nullable PauseJson paused,
      @Nullable RouteJson route,
      @Nullable PullJson pull) {
    Duration expiry = type.expiry();
    return new TypeJson(
        type.name(),
        type.title(),
        type.timeout().toSeconds(),
        type.priority(),
        expiry == null ? null : expiry.toSeconds(),
        type.dependency(),
        Retry.of(type.retry()),
        Limits.of(type),
        estimate == null ? null : EstimateJson.of(estimate, null),
        paused,
        route,
        pull);
  }

  private static double seconds(Duration span) {
    return span.toMillis() / 1000.0;
  }
}
