package dev.meanwhile.apps.desk.clinics;

import dev.meanwhile.apps.desk.form.Form;
import dev.meanwhile.apps.desk.form.Places;
import dev.meanwhile.apps.desk.place.Spot;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What people fill in about a clinic.
record ClinicForm(String name, Spot spot, @Nullable String phone, boolean active) {
  private static final Set<String> FIELDS =
      Stream.concat(Stream.of("name", "phone", "active", "version"), Places.fields("").stream())
          .collect(Collectors.toUnmodifiableSet());

  /// @param was null for a new clinic
  static ClinicForm read(JsonNode body, @Nullable Clinic was) {
    var form = Form.of(body, FIELDS);
    var read =
        new ClinicForm(
            form.line("name", was == null ? null : was.name(), 200, "The name"),
            Places.read(form, "", was == null ? Spot.NOWHERE : was.spot()),
            form.phone("phone", was == null ? null : was.phone()),
            form.flag("active", was == null || was.active()));
    form.check();
    return read;
  }

  boolean isThat(Clinic was) {
    return equals(new ClinicForm(was.name(), was.spot(), was.phone(), was.active()));
  }
}
