package dev.meanwhile.apps.desk.clients;

import dev.meanwhile.apps.desk.place.Spot;
import dev.meanwhile.engine.Entity;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Somebody who is driven.
///
/// @param knumber the number people know a client by: `K0001234`
/// @param phone in E.164: +18135550123
/// @param travelTimes null while they are still being calculated
/// @param quoContactId null until Quo knows the client
public record Client(
    String knumber,
    String firstName,
    String lastName,
    @Nullable String phone,
    @Nullable String email,
    Spot home,
    @Nullable UUID primaryClinicId,
    @Nullable String primaryClinic,
    @Nullable String notes,
    boolean active,
    @Nullable List<TravelTime> travelTimes,
    @Nullable String quoContactId,
    long version,
    @Nullable UUID createdBy,
    Instant createdAt,
    Instant updatedAt) {

  public Client {
    travelTimes = travelTimes == null ? null : List.copyOf(travelTimes);
  }

  public String name() {
    return firstName + " " + lastName;
  }

  /// For tasks about this client: "John Smith (K0001234)".
  public Entity entity() {
    return new Entity("client", knumber, "%s (%s)".formatted(name(), knumber));
  }
}
