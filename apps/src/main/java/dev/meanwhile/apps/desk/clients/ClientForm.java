package dev.meanwhile.apps.desk.clients;

import dev.meanwhile.apps.desk.clinics.ClinicStore;
import dev.meanwhile.apps.desk.form.Form;
import dev.meanwhile.apps.desk.form.Places;
import dev.meanwhile.apps.desk.place.Spot;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What people fill in about a client.
record ClientForm(
    String firstName,
    String lastName,
    @Nullable String phone,
    @Nullable String email,
    Spot home,
    @Nullable UUID primaryClinicId,
    @Nullable String notes,
    boolean active) {
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_NOTES = 5_000;
  private static final Set<String> FIELDS =
      Stream.concat(
              Stream.of(
                  "first_name",
                  "last_name",
                  "phone",
                  "email",
                  "primary_clinic_id",
                  "notes",
                  "active",
                  "version",
                  "client_id",
                  "knumber"),
              Places.fields("").stream())
          .collect(Collectors.toUnmodifiableSet());

  /// @param was null for a new client
  static ClientForm read(JsonNode body, @Nullable Client was, ClinicStore clinics) {
    var form = Form.of(body, FIELDS);
    var read =
        new ClientForm(
            form.line(
                "first_name", was == null ? null : was.firstName(), LONGEST_NAME, "The first name"),
            form.line(
                "last_name", was == null ? null : was.lastName(), LONGEST_NAME, "The last name"),
            form.phone("phone", was == null ? null : was.phone()),
            form.email("email", was == null ? null : was.email()),
            Places.read(form, "", was == null ? Spot.NOWHERE : was.home()),
            form.id("primary_clinic_id", was == null ? null : was.primaryClinicId(), "The clinic"),
            form.text("notes", was == null ? null : was.notes(), LONGEST_NOTES, "The notes"),
            form.flag("active", was == null || was.active()));
    if (read.primaryClinicId != null
        && form.has("primary_clinic_id")
        && clinics.find(read.primaryClinicId) == null) {
      form.error("/primary_clinic_id", "unknown", "There is no such clinic.");
    }
    form.check();
    return read;
  }

  /// The client as it will be.
  Client applied(Client was) {
    return new Client(
        was.knumber(),
        firstName,
        lastName,
        phone,
        email,
        home,
        primaryClinicId,
        was.primaryClinic(),
        notes,
        active,
        was.travelTimes(),
        was.quoContactId(),
        was.version(),
        was.createdBy(),
        was.createdAt(),
        was.updatedAt());
  }
}
