package dev.meanwhile.apps.desk.appointments;

import dev.meanwhile.engine.Entity;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A client who is driven to a clinic at a time.
///
/// @param driverId null while nobody drives; so is the name
/// @param zone in which people read the time
/// @param transit null while nobody knows how long the way takes
/// @param pickupAddress null for the client's own address
/// @param calendarEventId null while it stands in no calendar
/// @param travelTimesCalculated false while the travel times of the client are still being
///   calculated
public record Appointment(
    UUID id,
    String knumber,
    String clientName,
    @Nullable UUID driverId,
    @Nullable String driverName,
    UUID clinicId,
    String clinicName,
    UUID typeId,
    String typeName,
    Instant startsAt,
    ZoneId zone,
    int durationMinutes,
    @Nullable Transit transit,
    @Nullable String pickupAddress,
    Status status,
    @Nullable String notes,
    @Nullable String calendarEventId,
    @Nullable Instant cancelledAt,
    @Nullable String cancelReason,
    @Nullable Instant deletedAt,
    boolean travelTimesCalculated,
    long version,
    @Nullable UUID createdBy,
    Instant createdAt,
    Instant updatedAt) {
  private static final DateTimeFormatter SAID =
      DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);

  public Instant endsAt() {
    return startsAt.plus(Duration.ofMinutes(durationMinutes));
  }

  /// As people say it: "Mon 3 Aug 09:30".
  public String when() {
    return SAID.format(startsAt.atZone(zone));
  }

  /// For tasks about this appointment: "John Smith, Mon 3 Aug 09:30".
  public Entity entity() {
    return new Entity("appointment", id.toString(), "%s, %s".formatted(clientName, when()));
  }
}
