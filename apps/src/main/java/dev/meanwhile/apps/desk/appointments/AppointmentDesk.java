package dev.meanwhile.apps.desk.appointments;

import dev.meanwhile.apps.desk.form.Form;
import dev.meanwhile.apps.desk.save.Order;
import dev.meanwhile.apps.desk.save.Saved;
import dev.meanwhile.apps.desk.save.Saving;
import dev.meanwhile.apps.desk.save.Versions;
import dev.meanwhile.server.audit.Deed;
import dev.meanwhile.server.problem.Refusals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Books appointments, changes them, calls them off.
@Component
class AppointmentDesk {
  private static final int MOST_AT_ONCE = 200;

  private final AppointmentStore appointments;
  private final AppointmentChangeStore changes;
  private final AppointmentReading reading;
  private final AppointmentTasks tasks;
  private final Views views;

  AppointmentDesk(
      AppointmentStore appointments,
      AppointmentChangeStore changes,
      AppointmentReading reading,
      AppointmentTasks tasks,
      Views views) {
    this.appointments = appointments;
    this.changes = changes;
    this.reading = reading;
    this.tasks = tasks;
    this.views = views;
  }

  Saved add(Order order, Saving saving) {
    var form = Form.of(order.body(), AppointmentReading.FIELDS);
    AppointmentForm read = reading.read(form, null);
    form.check();
    return saved(true, add(Objects.requireNonNull(read), saving, changes.now()), "saved");
  }

  /// All of them, or none.
  Saved addAll(Order order, Saving saving) {
    var whole = Form.of(order.body(), Set.of("items"));
    JsonNode items = order.body().get("items");
    if (items == null || !items.isArray() || items.isEmpty() || items.size() > MOST_AT_ONCE) {
      whole.error(
          "/items", "bad_value", "Send 1 to %d appointments in 'items'.".formatted(MOST_AT_ONCE));
      whole.check();
    }
    var read = new ArrayList<@Nullable AppointmentForm>();
    int number = 0;
    for (JsonNode item : Objects.requireNonNull(items)) {
      var form = whole.part(item, "/items/" + number++, AppointmentReading.FIELDS);
      read.add(item.isObject() ? reading.read(form, null) : null);
    }
    whole.check();
    Instant now = changes.now();
    var ids = new ArrayList<UUID>();
    for (AppointmentForm one : read) {
      ids.add(add(Objects.requireNonNull(one), saving, now).id());
    }
    var fields = new LinkedHashMap<String, Object>();
    fields.put("appointment_ids", ids);
    fields.put("appointments", views.of(ids));
    String sentence =
        ids.size() == 1 ? "Appointment saved." : "%d appointments saved.".formatted(ids.size());
    return new Saved(true, sentence, null, fields);
  }

  private Appointment add(AppointmentForm form, Saving saving, Instant now) {
    UUID id = changes.insert(form, saving.caller().id());
    Appointment saved = Objects.requireNonNull(appointments.find(id));
    saving.done(
        deed("create_appointment", null, saved),
        tasks.of(null, saved, form.client().phone() != null, now));
    return saved;
  }

  Saved update(UUID id, Order order, Saving saving) {
    Appointment was = held(id, order);
    var form = Form.of(order.body(), AppointmentReading.FIELDS);
    AppointmentForm read = reading.read(form, was);
    form.check();
    return changed(was, Objects.requireNonNull(read), saving, "saved");
  }

  Saved cancel(UUID id, Order order, Saving saving) {
    Appointment was = held(id, order);
    var form = Form.of(order.body(), Set.of("reason", "version", "appointment_id"));
    String reason = form.text("reason", null, 500, "The reason");
    form.check();
    if (was.status() == Status.CANCELLED) {
      return saved(false, was, "cancelled");
    }
    AppointmentForm read = Objects.requireNonNull(reading.read(form.empty(), was));
    return changed(was, read.cancelled(reason), saving, "cancelled");
  }

  private Saved changed(Appointment was, AppointmentForm form, Saving saving, String word) {
    if (form.isThat(was)) {
      return saved(false, was, word);
    }
    changes.update(was.id(), form);
    Appointment now = Objects.requireNonNull(appointments.find(was.id()));
    boolean cancelled = now.status() == Status.CANCELLED && was.status() != Status.CANCELLED;
    saving.done(
        deed(cancelled ? "cancel_appointment" : "update_appointment", was, now),
        tasks.of(was, now, form.client().phone() != null, changes.now()));
    return saved(false, now, word);
  }

  Saved delete(UUID id, Order order, Saving saving) {
    Appointment was = held(id, order);
    changes.delete(id);
    Appointment now = Objects.requireNonNull(appointments.find(id));
    saving.done(
        Deed.of("delete_appointment", "appointment", id)
            .with(Map.of("appointment", String.valueOf(was.entity().label()))),
        tasks.of(was, now, false, changes.now()));
    var fields = new LinkedHashMap<String, Object>();
    fields.put("appointment_id", id);
    return new Saved(false, "Appointment deleted.", null, fields);
  }

  private Appointment held(UUID id, Order order) {
    Appointment was = changes.hold(id) ? appointments.find(id) : null;
    if (was == null) {
      throw Refusals.notFound("The appointment");
    }
    if (order.version() != null && order.version() != was.version()) {
      Versions.check(order, "appointment", was.version(), views.of(id));
    }
    return was;
  }

  private static Deed deed(String action, @Nullable Appointment was, Appointment now) {
    return new Deed(
        action,
        "appointment",
        now.id().toString(),
        Map.of(
            "appointment",
            String.valueOf(now.entity().label()),
            "changes",
            Deed.changes(AppointmentJson.said(was), AppointmentJson.said(now))));
  }

  private Saved saved(boolean isNew, Appointment appointment, String word) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("appointment_id", appointment.id());
    fields.put("appointment", views.of(appointment.id()));
    return new Saved(isNew, "Appointment %s.".formatted(word), appointment.version(), fields);
  }
}
