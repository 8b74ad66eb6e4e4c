package dev.meanwhile.apps.desk.drivers;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A driver as answers show it.
///
/// @param preferences only where a single driver is read
record DriverJson(
    UUID id,
    String fullName,
    @Nullable String phone,
    @Nullable String email,
    @Nullable String homeAddress,
    @Nullable String homeCity,
    @Nullable String homeState,
    @Nullable String homeZip,
    @Nullable Double homeLatitude,
    @Nullable Double homeLongitude,
    boolean active,
    String colour,
    @Nullable String calendarId,
    @Nullable String calendarIcalUrl,
    @Nullable UUID userId,
    long version,
    Instant createdAt,
    Instant updatedAt,
    @Nullable List<PreferenceStore.Preference> preferences) {

  static DriverJson of(Driver driver) {
    return of(driver, null);
  }

  static DriverJson of(Driver driver, @Nullable List<PreferenceStore.Preference> preferences) {
    var home = driver.home();
    return new DriverJson(
        driver.id(),
        driver.fullName(),
        driver.phone(),
        driver.email(),
        home.address(),
        home.city(),
        home.state(),
        home.zip(),
        home.latitude(),
        home.longitude(),
        driver.active(),
        driver.colour(),
        driver.calendarId(),
        driver.calendarIcalUrl(),
        driver.userId(),
        driver.version(),
        driver.createdAt(),
        driver.updatedAt(),
        preferences);
  }

  /// What people fill in, for the audit log. The address of a private calendar is a secret.
  static Map<String, ?> said(@Nullable Driver driver) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    if (driver != null) {
      fields.put("full_name", driver.fullName());
      fields.put("phone", driver.phone());
      fields.put("email", driver.email());
      fields.put("home", driver.home().line());
      fields.put("active", driver.active());
      fields.put("calendar", driver.calendarId());
      fields.put("user_id", driver.userId());
    }
    return fields;
  }
}
