package dev.meanwhile.apps.desk.jobs;

import dev.meanwhile.apps.desk.appointments.Appointment;
import dev.meanwhile.apps.desk.clients.Client;
import dev.meanwhile.engine.TaskFailed;

/// What a client is told about an appointment.
enum Notice {
  BOOKED("is booked: %s"),
  CHANGED("has changed. It is now %s"),
  CANCELLED("on %s is cancelled");

  private final String words;

  Notice(String words) {
    this.words = words;
  }

  /// @throws TaskFailed when there is no such reason
  static Notice of(String reason) {
    for (Notice notice : values()) {
      if (notice.name().equalsIgnoreCase(reason)) {
        return notice;
      }
    }
    throw TaskFailed.forGood(
        "The message was not sent",
        "'%s' is no reason for one".formatted(reason),
        "Say booked, changed or cancelled.",
        "bad_input");
  }

  /// Plain, and short enough for one message.
  String text(Client client, Appointment appointment) {
    String told =
        "Hello %s, your ride to %s "
            .formatted(client.firstName(), appointment.clinicName())
            .concat(words.formatted(appointment.when()))
            .concat(".");
    String pickup =
        appointment.pickupAddress() == null ? client.home().line() : appointment.pickupAddress();
    return this == CANCELLED || pickup == null ? told : "%s Pickup: %s.".formatted(told, pickup);
  }
}
