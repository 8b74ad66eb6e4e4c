package dev.meanwhile.apps.desk.jobs;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// What an operator may set for the desk: `MEANWHILE_DESK_…`.
///
/// @param driveTimes who is asked how long drives take: `google`, `distance_matrix` or `estimate`;
///   null for Google with a key, and the estimator without one
/// @param deadline how long a call to a partner may take; null for ten seconds
@ConfigurationProperties("meanwhile.desk")
record DeskSettings(@Nullable String driveTimes, @Nullable Duration deadline) {
  private static final Duration USUAL = Duration.ofSeconds(10);

  /// Who says how long drives take.
  enum Provider {
    GOOGLE,
    DISTANCE_MATRIX,
    ESTIMATE
  }

  DeskSettings {
    driveTimes = PartnerSettings.stripped(driveTimes);
    PartnerSettings.require(
        driveTimes == null || find(driveTimes) != null,
        "MEANWHILE_DESK_DRIVE_TIMES is '%s', but it is one of %s."
            .formatted(
                driveTimes,
                Arrays.stream(Provider.values())
                    .map(one -> one.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", "))));
    deadline = deadline == null ? USUAL : deadline;
    PartnerSettings.require(
        deadline.compareTo(Duration.ofMillis(100)) >= 0
            && deadline.compareTo(Duration.ofMinutes(1)) <= 0,
        "MEANWHILE_DESK_DEADLINE is %s, but a call may take from 100ms to 1m.".formatted(deadline));
  }

  /// @param key whether there is a key for Google Maps
  Provider provider(boolean key) {
    Provider chosen = driveTimes == null ? null : find(driveTimes);
    if (chosen == null) {
      return key ? Provider.GOOGLE : Provider.ESTIMATE;
    }
    PartnerSettings.require(
        key || chosen == Provider.ESTIMATE,
        "MEANWHILE_DESK_DRIVE_TIMES is '%s', but MEANWHILE_GOOGLE_MAPS_KEY is not set."
            .formatted(driveTimes));
    return chosen;
  }

  private static @Nullable Provider find(String name) {
    return Arrays.stream(Provider.values())
        .filter(one -> one.name().equalsIgnoreCase(name))
        .findFirst()
        .orElse(null);
  }
}
