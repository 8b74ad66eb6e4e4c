package dev.meanwhile.apps.desk.drivers;

import dev.meanwhile.apps.desk.form.Form;
import dev.meanwhile.apps.desk.form.Places;
import dev.meanwhile.apps.desk.place.Spot;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What people fill in about a driver.
///
/// @param calendarId of a calendar that is there already; null lets one be made
record DriverForm(
    String fullName,
    @Nullable String phone,
    @Nullable String email,
    Spot home,
    boolean active,
    String colour,
    @Nullable String calendarId,
    @Nullable String calendarIcalUrl,
    @Nullable UUID userId) {
  private static final String GREY = "#5b6770";
  private static final Set<String> FIELDS =
      Stream.concat(
              Stream.of(
                  "full_name",
                  "phone",
                  "email",
                  "active",
                  "colour",
                  "calendar_id",
                  "calendar_ical_url",
                  "user_id",
                  "version",
                  "driver_id"),
              Places.fields("home_").stream())
          .collect(Collectors.toUnmodifiableSet());

  /// @param was null for a new driver
  static DriverForm read(JsonNode body, @Nullable Driver was, AccountStore accounts) {
    var form = Form.of(body, FIELDS);
    String url =
        form.optionalLine(
            "calendar_ical_url",
            was == null ? null : was.calendarIcalUrl(),
            1_000,
            "The address of the calendar");
    if (url != null && !url.matches("https://[^\\s\"<>]+")) {
      form.error(
          "/calendar_ical_url", "bad_value", "The address of a calendar begins with https://.");
    }
    var read =
        new DriverForm(
            form.line("full_name", was == null ? null : was.fullName(), 200, "The name"),
            form.phone("phone", was == null ? null : was.phone()),
            form.email("email", was == null ? null : was.email()),
            Places.read(form, "home_", was == null ? Spot.NOWHERE : was.home()),
            form.flag("active", was == null || was.active()),
            form.colour("colour", was == null ? GREY : was.colour()),
            form.optionalLine(
                "calendar_id", was == null ? null : was.calendarId(), 300, "The calendar"),
            url,
            form.id("user_id", was == null ? null : was.userId(), "The account"));
    if (form.has("user_id") && read.userId != null) {
      switch (accounts.standing(read.userId, was == null ? null : was.id())) {
        case "unknown" -> form.error("/user_id", "unknown", "There is no such account.");
        case "taken" -> form.error("/user_id", "taken", "Another driver has this account.");
        default -> {}
      }
    }
    form.check();
    return read;
  }

  boolean isThat(Driver was) {
    return equals(
        new DriverForm(
            was.fullName(),
            was.phone(),
            was.email(),
            was.home(),
            was.active(),
            was.colour(),
            was.calendarId(),
            was.calendarIcalUrl(),
            was.userId()));
  }
}
