package dev.meanwhile.apps.desk.appointments;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An appointment as answers show it.
///
/// @param startsLocal the same on the clocks of its zone: `2026-11-23T09:30`
/// @param pickupAddress the client's own unless another was said
/// @param travelTimes of the client: `ready`, `calculating`, or `none` when nobody knows where the
///   client lives
public record AppointmentJson(
    UUID id,
    String knumber,
    String clientName,
    @Nullable String clientPhone,
    @Nullable UUID driverId,
    @Nullable String driverName,
    UUID clinicId,
    String clinicName,
    UUID appointmentTypeId,
    String typeName,
    Instant startsAt,
    Instant endsAt,
    String startsLocal,
    String zone,
    int durationMinutes,
    @Nullable Integer transitMinutes,
    @Nullable String transitSource,
    @Nullable String pickupAddress,
    String status,
    @Nullable String notes,
    @Nullable String calendarEventId,
    @Nullable Instant cancelledAt,
    @Nullable String cancelReason,
    String travelTimes,
    List<Conflict> conflicts,
    long version,
    Instant createdAt,
    Instant updatedAt) {

  public AppointmentJson {
    conflicts = List.copyOf(conflicts);
  }

  /// Another appointment of the same driver at the same time.
  ///
  /// @param sentence for people: "Maria Lopez drives Ann Lee to Bay Clinic from 09:10 to 10:50."
  public record Conflict(UUID appointmentId, String sentence) {}

  static AppointmentJson of(Seen seen, List<Conflict> conflicts) {
    var one = seen.appointment();
    Transit transit = one.transit();
    return new AppointmentJson(
        one.id(),
        one.knumber(),
        one.clientName(),
        seen.clientPhone(),
        one.driverId(),
        one.driverName(),
        one.clinicId(),
        one.clinicName(),
        one.typeId(),
        one.typeName(),
        one.startsAt(),
        one.endsAt(),
        one.startsAt()
            .atZone(one.zone())
            .toLocalDateTime()
            .truncatedTo(ChronoUnit.MINUTES)
            .toString(),
        one.zone().getId(),
        one.durationMinutes(),
        transit == null ? null : transit.minutes(),
        transit == null ? null : transit.source().text(),
        one.pickupAddress() == null ? seen.clientHome().line() : one.pickupAddress(),
        one.status().text(),
        one.notes(),
        one.calendarEventId(),
        one.cancelledAt(),
        one.cancelReason(),
        one.travelTimesCalculated() ? "ready" : seen.clientHome().known() ? "calculating" : "none",
        conflicts,
        one.version(),
        one.createdAt(),
        one.updatedAt());
  }

  /// What people fill in, for the audit log.
  static Map<String, ?> said(@Nullable Appointment one) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    if (one != null) {
      Transit transit = one.transit();
      fields.put("client", one.knumber());
      fields.put("driver", one.driverName());
      fields.put("clinic", one.clinicName());
      fields.put("appointment_type", one.typeName());
      fields.put("starts_at", one.startsAt().toString());
      fields.put("zone", one.zone().getId());
      fields.put("duration_minutes", one.durationMinutes());
      fields.put("transit_minutes", transit == null ? null : transit.minutes());
      fields.put("pickup_address", one.pickupAddress());
      fields.put("status", one.status().text());
      fields.put("cancel_reason", one.cancelReason());
      fields.put("notes", one.notes());
    }
    return fields;
  }
}
