package dev.meanwhile.server.outages;

import dev.meanwhile.engine.Incident;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An outage or pause with its history, as it goes over the wire.
///
/// @param history oldest first
record IncidentJson(
    long id,
    @Nullable String dependency,
    @Nullable String taskType,
    String title,
    Instant beganAt,
    @Nullable Instant endedAt,
    String why,
    String by,
    long parked,
    int probes,
    List<Entry> history) {

  /// One thing that happened in it.
  record Entry(Instant at, String type, String sentence, String actor) {
    static Entry of(Incident.Entry entry) {
      return new Entry(entry.at(), entry.type(), entry.sentence(), entry.actor());
    }
  }

  static IncidentJson of(Incident incident) {
    return new IncidentJson(
        incident.id(),
        incident.dependency(),
        incident.taskType(),
        incident.title(),
        incident.beganAt(),
        incident.endedAt(),
        incident.why(),
        incident.by(),
        incident.parked(),
        incident.probes(),
        incident.history().stream().map(Entry::of).toList());
  }
}
