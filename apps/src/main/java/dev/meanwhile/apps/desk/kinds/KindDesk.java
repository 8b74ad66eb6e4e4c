package dev.meanwhile.apps.desk.kinds;

import dev.meanwhile.apps.desk.form.Form;
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
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Adds appointment types and changes them.
@Component
class KindDesk {
  private static final Set<String> FIELDS =
      Set.of("name", "default_minutes", "colour", "active", "version");
  private static final Kind BLANK = new Kind(new UUID(0, 0), "", 60, "#5b6770", true, 0);

  private final KindStore kinds;

  KindDesk(KindStore kinds) {
    this.kinds = kinds;
  }

  Saved add(Order order, Saving saving) {
    Kind kind = kinds.insert(read(order.body(), BLANK));
    if (kind == null) {
      throw taken();
    }
    saving.done(deed("create_appointment_type", null, kind), List.of());
    return saved(true, kind);
  }

  Saved update(UUID id, Order order, Saving saving) {
    Kind was = kinds.hold(id);
    if (was == null) {
      throw Refusals.notFound("The appointment type");
    }
    Versions.check(order, "appointment type", was.version(), was);
    Kind wanted = read(order.body(), was);
    if (wanted.equals(was)) {
      return saved(false, was);
    }
    if (kinds.taken(wanted.name(), id)) {
      throw taken();
    }
    Kind now = kinds.update(wanted);
    saving.done(deed("update_appointment_type", was, now), List.of());
    return saved(false, now);
  }

  private static Kind read(JsonNode body, Kind was) {
    var form = Form.of(body, FIELDS);
    String name = form.line("name", was.name().isEmpty() ? null : was.name(), 100, "The name");
    Integer minutes =
        form.number("default_minutes", was.defaultMinutes(), 5, 1_440, "The usual duration");
    if (minutes == null && !form.wrong("default_minutes")) {
      form.error("/default_minutes", "required", "The usual duration is missing.");
    }
    var read =
        new Kind(
            was.id(),
            name,
            minutes == null ? 0 : minutes,
            form.colour("colour", was.colour()),
            form.flag("active", was.active()),
            was.version());
    form.check();
    return read;
  }

  private static Refusal taken() {
    return Held.name("name", "There is an appointment type of this name already.");
  }

  private static Deed deed(String action, @Nullable Kind was, Kind now) {
    return new Deed(
        action,
        "appointment_type",
        now.id().toString(),
        Map.of("appointment_type", now.name(), "changes", Deed.changes(said(was), said(now))));
  }

  private static Map<String, ?> said(@Nullable Kind kind) {
    return kind == null
        ? Map.of()
        : Map.of(
            "name", kind.name(),
            "default_minutes", kind.defaultMinutes(),
            "colour", kind.colour(),
            "active", kind.active());
  }

  private static Saved saved(boolean isNew, Kind kind) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("appointment_type_id", kind.id());
    fields.put("appointment_type", kind);
    return new Saved(isNew, "Appointment type saved.", kind.version(), fields);
  }
}
