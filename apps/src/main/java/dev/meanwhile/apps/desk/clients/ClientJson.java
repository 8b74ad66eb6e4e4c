package dev.meanwhile.apps.desk.clients;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A client as answers show it.
///
/// @param clinicTravelTimes null while they are still being calculated
/// @param travelTimes `ready`, `calculating`, or `none` when nobody knows where the client lives
/// @param driveTimes only where a single client is read
record ClientJson(
    String knumber,
    String firstName,
    String lastName,
    @Nullable String phone,
    @Nullable String email,
    @Nullable String address,
    @Nullable String city,
    @Nullable String state,
    @Nullable String zip,
    @Nullable Double latitude,
    @Nullable Double longitude,
    @Nullable UUID primaryClinicId,
    @Nullable String primaryClinic,
    @Nullable String notes,
    boolean active,
    @Nullable List<TravelTime> clinicTravelTimes,
    String travelTimes,
    @Nullable String quoContactId,
    long version,
    Instant createdAt,
    Instant updatedAt,
    @Nullable List<NearbyStore.DriveTime> driveTimes) {

  static ClientJson of(Client client) {
    return of(client, null);
  }

  static ClientJson of(Client client, @Nullable List<NearbyStore.DriveTime> driveTimes) {
    var home = client.home();
    return new ClientJson(
        client.knumber(),
        client.firstName(),
        client.lastName(),
        client.phone(),
        client.email(),
        home.address(),
        home.city(),
        home.state(),
        home.zip(),
        home.latitude(),
        home.longitude(),
        client.primaryClinicId(),
        client.primaryClinic(),
        client.notes(),
        client.active(),
        client.travelTimes(),
        client.travelTimes() != null ? "ready" : home.known() ? "calculating" : "none",
        client.quoContactId(),
        client.version(),
        client.createdAt(),
        client.updatedAt(),
        driveTimes);
  }

  /// What people fill in, for the audit log.
  static Map<String, ?> said(@Nullable Client client) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    if (client != null) {
      fields.put("first_name", client.firstName());
      fields.put("last_name", client.lastName());
      fields.put("phone", client.phone());
      fields.put("email", client.email());
      fields.put("address", client.home().address());
      fields.put("city", client.home().city());
      fields.put("state", client.home().state());
      fields.put("zip", client.home().zip());
      fields.put("primary_clinic", client.primaryClinic());
      fields.put("notes", client.notes());
      fields.put("active", client.active());
    }
    return fields;
  }
}
