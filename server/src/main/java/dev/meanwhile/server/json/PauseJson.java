package dev.meanwhile.server.json;

import dev.meanwhile.engine.DependencyHealth;
import dev.meanwhile.engine.Scheduled;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// That somebody keeps something back, as it goes over the wire.
///
/// @param by as timelines show it: `user:ana`
public record PauseJson(Instant at, String by, String reason) {

  /// @return null when nobody does
  public static @Nullable PauseJson of(DependencyHealth.@Nullable Pause pause) {
    return pause == null ? null : new PauseJson(pause.at(), pause.by(), pause.why());
  }

  /// @return null when nobody does
  public static @Nullable PauseJson of(Scheduled.@Nullable Pause pause) {
    return pause == null ? null : new PauseJson(pause.at(), pause.by(), pause.reason());
  }
}
