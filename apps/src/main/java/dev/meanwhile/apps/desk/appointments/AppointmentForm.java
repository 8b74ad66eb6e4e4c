package dev.meanwhile.apps.desk.appointments;

import dev.meanwhile.apps.desk.clients.Client;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What people fill in about an appointment, checked.
///
/// @param transit null while nobody knows
/// @param pickupAddress null for the client's own address
/// @param cancelReason only for one that is cancelled, and then too it may be missing
record AppointmentForm(
    Client client,
    @Nullable UUID driverId,
    UUID clinicId,
    UUID typeId,
    When when,
    int durationMinutes,
    @Nullable Transit transit,
    @Nullable String pickupAddress,
    Status status,
    @Nullable String cancelReason,
    @Nullable String notes) {

  AppointmentForm cancelled(@Nullable String reason) {
    return new AppointmentForm(
        client,
        driverId,
        clinicId,
        typeId,
        when,
        durationMinutes,
        transit,
        pickupAddress,
        Status.CANCELLED,
        reason,
        notes);
  }

  boolean isThat(Appointment was) {
    return was.knumber().equals(client.knumber())
        && equals(
            new AppointmentForm(
                client,
                was.driverId(),
                was.clinicId(),
                was.typeId(),
                new When(was.startsAt(), was.zone()),
                was.durationMinutes(),
                was.transit(),
                was.pickupAddress(),
                was.status(),
                was.cancelReason(),
                was.notes()));
  }
}
