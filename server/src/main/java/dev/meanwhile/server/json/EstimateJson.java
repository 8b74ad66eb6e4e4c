package dev.meanwhile.server.json;

import dev.meanwhile.engine.Estimate;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How long something usually takes, as it goes over the wire.
///
/// @param longerThanUsual whether the run that goes on is slower than nine out of ten; null when
///   none does
public record EstimateJson(
    String usually,
    double p50Seconds,
    double p90Seconds,
    long samples,
    @Nullable Boolean longerThanUsual) {

  /// @param running how long it has run so far; null when it does not run
  public static EstimateJson of(Estimate estimate, @Nullable Duration running) {
    return new EstimateJson(
        estimate.usually(),
        seconds(estimate.p50()),
        seconds(estimate.p90()),
        estimate.samples(),
        running == null ? null : estimate.isLong(running));
  }

  private static double seconds(Duration span) {
    return span.toMillis() / 1000.0;
  }
}
