package dev.meanwhile.apps.desk.clinics;

import dev.meanwhile.apps.desk.form.Held;
import dev.meanwhile.apps.desk.save.Order;
import dev.meanwhile.apps.desk.save.Saved;
import dev.meanwhile.apps.desk.save.Saving;
import dev.meanwhile.apps.desk.save.Versions;
import dev.meanwhile.server.audit.Deed;
import dev.meanwhile.server.problem.Refusal;
import dev.meanwhile.server.problem.Refusals;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Adds clinics and changes them. That leaves no work for later: nobody wants the ways of all
/// clients calculated anew for a corrected name; whoever does asks for it.
@Component
class ClinicDesk {
  private final ClinicStore clinics;
  private final ClinicChangeStore changes;

  ClinicDesk(ClinicStore clinics, ClinicChangeStore changes) {
    this.clinics = clinics;
    this.changes = changes;
  }

  Saved add(Order order, Saving saving) {
    ClinicForm form = ClinicForm.read(order.body(), null);
    UUID id = changes.insert(form);
    if (id == null) {
      throw taken();
    }
    Clinic clinic = Objects.requireNonNull(clinics.find(id));
    saving.done(deed("create_clinic", clinic, Map.of(), ClinicJson.said(clinic)), List.of());
    return saved(true, clinic);
  }

  Saved update(UUID id, Order order, Saving saving) {
    changes.hold(id);
    Clinic was = clinics.find(id);
    if (was == null) {
      throw Refusals.notFound("The clinic");
    }
    Versions.check(order, "clinic", was.version(), ClinicJson.of(was));
    ClinicForm form = ClinicForm.read(order.body(), was);
    if (form.isThat(was)) {
      return saved(false, was);
    }
    if (changes.taken(form.name(), id)) {
      throw taken();
    }
    changes.update(id, form);
    Clinic now = Objects.requireNonNull(clinics.find(id));
    saving.done(deed("update_clinic", now, ClinicJson.said(was), ClinicJson.said(now)), List.of());
    return saved(false, now);
  }

  private static Refusal taken() {
    return Held.name("name", "There is a clinic of this name already.");
  }

  private static Deed deed(String action, Clinic clinic, Map<String, ?> was, Map<String, ?> now) {
    return new Deed(
        action,
        "clinic",
        clinic.id().toString(),
        Map.of("clinic", clinic.name(), "changes", Deed.changes(was, now)));
  }

  private static Saved saved(boolean isNew, Clinic clinic) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("clinic_id", clinic.id());
    fields.put("clinic", ClinicJson.of(clinic));
    return new Saved(isNew, "Clinic saved.", clinic.version(), fields);
  }
}
