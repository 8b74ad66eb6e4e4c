package dev.meanwhile.apps.desk.appointments;

import dev.meanwhile.apps.desk.appointments.AppointmentJson.Conflict;
import dev.meanwhile.server.problem.Refusals;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Appointments with all that people see of them.
@Component
class Views {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

  private final AppointmentListStore lists;
  private final ConflictStore conflicts;

  Views(AppointmentListStore lists, ConflictStore conflicts) {
    this.lists = lists;
    this.conflicts = conflicts;
  }

  /// @throws dev.meanwhile.server.problem.Refusal with 404 when there is none
  AppointmentJson of(UUID id) {
    List<AppointmentJson> found = of(List.of(id));
    if (found.isEmpty()) {
      throw Refusals.notFound("The appointment");
    }
    return found.getFirst();
  }

  List<AppointmentJson> of(List<UUID> ids) {
    return with(lists.these(ids));
  }

  List<AppointmentJson> find(AppointmentQuery query) {
    return with(lists.find(query));
  }

  private List<AppointmentJson> with(List<Seen> found) {
    Map<UUID, List<Conflict>> others = new HashMap<>();
    if (!found.isEmpty()) {
      for (ConflictStore.Other other :
          conflicts.of(found.stream().map(one -> one.appointment().id()).toList())) {
        others
            .computeIfAbsent(other.of(), _ -> new ArrayList<>())
            .add(new Conflict(other.id(), sentence(other)));
      }
    }
    return found.stream()
        .map(one -> AppointmentJson.of(one, others.getOrDefault(one.appointment().id(), List.of())))
        .toList();
  }

  private static String sentence(ConflictStore.Other other) {
    var leaves = other.startsAt().minus(other.transit()).atZone(other.zone());
    var back = other.startsAt().plus(other.duration()).plus(other.transit()).atZone(other.zone());
    return "%s drives %s to %s from %s to %s."
        .formatted(
            other.driverName(),
            other.clientName(),
            other.clinicName(),
            CLOCK.format(leaves),
            CLOCK.format(back));
  }
}
