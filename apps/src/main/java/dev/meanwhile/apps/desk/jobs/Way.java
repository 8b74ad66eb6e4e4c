package dev.meanwhile.apps.desk.jobs;

import dev.meanwhile.integrations.maps.Drive;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A drive as it is kept: whole minutes, rounded up.
///
/// @param minutes null when there is no way
/// @param problem why there is none; null when there is one
record Way(@Nullable Integer minutes, int meters, boolean estimated, @Nullable String problem) {

  static Way of(Drive drive) {
    Duration time = drive.time();
    Integer meters = drive.meters();
    return new Way(
        time == null ? null : (int) ((time.toSeconds() + 59) / 60),
        meters == null ? 0 : meters,
        drive.estimated(),
        drive.problem());
  }
}
