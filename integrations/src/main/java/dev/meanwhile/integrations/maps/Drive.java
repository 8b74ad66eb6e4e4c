package dev.meanwhile.integrations.maps;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How long it takes from one place to another.
///
/// @param from the number of the place among those asked for, from 0
/// @param to likewise
/// @param time null when there is no way, or a place is not known
/// @param meters null likewise
/// @param estimated whether nobody was asked who knows the roads
/// @param problem why there is no time: "one of the addresses was not found"
public record Drive(
    int from,
    int to,
    @Nullable Duration time,
    @Nullable Integer meters,
    boolean estimated,
    @Nullable String problem) {

  static Drive known(int from, int to, Duration time, @Nullable Integer meters) {
    return new Drive(from, to, time, meters, false, null);
  }

  static Drive estimated(int from, int to, Duration time, int meters) {
    return new Drive(from, to, time, meters, true, null);
  }

  static Drive impossible(int from, int to, String problem) {
    return new Drive(from, to, null, null, false, problem);
  }

  Drive shifted(int origins, int destinations) {
    return new Drive(from + origins, to + destinations, time, meters, estimated, problem);
  }
}
