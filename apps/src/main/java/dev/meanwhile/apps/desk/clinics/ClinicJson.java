package dev.meanwhile.apps.desk.clinics;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A clinic as answers show it.
record ClinicJson(
    UUID id,
    String name,
    @Nullable String address,
    @Nullable String city,
    @Nullable String state,
    @Nullable String zip,
    @Nullable Double latitude,
    @Nullable Double longitude,
    @Nullable String phone,
    boolean active,
    long version,
    Instant createdAt,
    Instant updatedAt) {

  static ClinicJson of(Clinic clinic) {
    var spot = clinic.spot();
    return new ClinicJson(
        clinic.id(),
        clinic.name(),
        spot.address(),
        spot.city(),
        spot.state(),
        spot.zip(),
        spot.latitude(),
        spot.longitude(),
        clinic.phone(),
        clinic.active(),
        clinic.version(),
        clinic.createdAt(),
        clinic.updatedAt());
  }

  /// What people fill in, for the audit log.
  static Map<String, ?> said(@Nullable Clinic clinic) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    if (clinic != null) {
      fields.put("name", clinic.name());
      fields.put("address", clinic.spot().line());
      fields.put("phone", clinic.phone());
      fields.put("active", clinic.active());
    }
    return fields;
  }
}
