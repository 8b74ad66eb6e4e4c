package dev.meanwhile.server.outages;

import dev.meanwhile.engine.DependencyHealth;
import dev.meanwhile.server.json.PauseJson;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A dependency and how it stands, as it goes over the wire.
///
/// @param label the word for people: `working`, `away`, `trying`, `recovering` or `paused`
/// @param why what was last heard of it when it failed
/// @param parked how many tasks ran into the outage and wait it out
record DependencyJson(
    String name,
    String title,
    String state,
    String label,
    int failures,
    @Nullable String why,
    @Nullable Instant since,
    @Nullable Instant nextProbeAt,
    @Nullable PauseJson paused,
    @Nullable Long incidentId,
    long parked,
    double pacePerSecond) {

  static DependencyJson of(DependencyHealth health) {
    return new DependencyJson(
        health.of().name(),
        health.of().title(),
        health.state().text(),
        label(health),
        health.failures(),
        health.why(),
        health.since(),
        health.nextProbeAt(),
        PauseJson.of(health.pause()),
        health.incident(),
        health.parked(),
        health.of().pace());
  }

  private static String label(DependencyHealth health) {
    if (health.pause() != null) {
      return "paused";
    }
    return switch (health.state()) {
      case CLOSED -> "working";
      case OPEN -> "away";
      case PROBING -> "trying";
      case RECOVERING -> "recovering";
    };
  }
}
