package dev.meanwhile.apps.desk.drivers;

import dev.meanwhile.apps.desk.place.Spot;
import dev.meanwhile.engine.Entity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Somebody who drives.
///
/// @param phone in E.164
/// @param home its address is null when the driver starts from nowhere we know
/// @param colour of the driver's column: `#2b8a3e`
/// @param calendarId null until there is a calendar
/// @param userId the account that sees the driver's trips; null for none
public record Driver(
    UUID id,
    String fullName,
    @Nullable String phone,
    @Nullable String email,
    Spot home,
    boolean active,
    String colour,
    @Nullable String calendarId,
    @Nullable String calendarIcalUrl,
    @Nullable UUID userId,
    long version,
    Instant createdAt,
    Instant updatedAt) {

  /// For tasks about this driver.
  public Entity entity() {
    return new Entity("driver", id.toString(), fullName);
  }
}
