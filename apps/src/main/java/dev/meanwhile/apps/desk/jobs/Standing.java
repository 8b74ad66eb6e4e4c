package dev.meanwhile.apps.desk.jobs;

import dev.meanwhile.apps.desk.appointments.Appointment;
import dev.meanwhile.apps.desk.appointments.Status;

/// Whether an appointment will take place.
enum Standing {
  STANDS,
  CANCELLED,
  DELETED;

  static Standing of(Appointment appointment) {
    if (appointment.deletedAt() != null) {
      return DELETED;
    }
    return appointment.status() == Status.CANCELLED ? CANCELLED : STANDS;
  }
}
