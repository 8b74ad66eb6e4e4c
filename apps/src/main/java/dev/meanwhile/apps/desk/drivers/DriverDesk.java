package dev.meanwhile.apps.desk.drivers;

import dev.meanwhile.apps.desk.DeskTypes;
import dev.meanwhile.apps.desk.DeskTypes.DriverWork;
import dev.meanwhile.apps.desk.save.Order;
import dev.meanwhile.apps.desk.save.Saved;
import dev.meanwhile.apps.desk.save.Saving;
import dev.meanwhile.apps.desk.save.Versions;
import dev.meanwhile.engine.NewTask;
import dev.meanwhile.engine.TaskType;
import dev.meanwhile.server.audit.Deed;
import dev.meanwhile.server.problem.Refusals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Adds drivers and changes them.
@Component
class DriverDesk {
  private final DriverStore drivers;
  private final DriverChangeStore changes;
  private final AccountStore accounts;

  DriverDesk(DriverStore drivers, DriverChangeStore changes, AccountStore accounts) {
    this.drivers = drivers;
    this.changes = changes;
    this.accounts = accounts;
  }

  Saved add(Order order, Saving saving) {
    UUID id = changes.insert(DriverForm.read(order.body(), null, accounts));
    Driver driver = Objects.requireNonNull(drivers.find(id));
    saving.done(deed("create_driver", null, driver), work(null, driver));
    return saved(true, driver);
  }

  Saved update(UUID id, Order order, Saving saving) {
    Driver was = changes.hold(id);
    if (was == null) {
      throw Refusals.notFound("The driver");
    }
    Versions.check(order, "driver", was.version(), DriverJson.of(was));
    DriverForm form = DriverForm.read(order.body(), was, accounts);
    if (form.isThat(was)) {
      return saved(false, was);
    }
    changes.update(id, form);
    Driver now = Objects.requireNonNull(drivers.find(id));
    saving.done(deed("update_driver", was, now), work(was, now));
    return saved(false, now);
  }

  /// What a saved driver leaves for later.
  private static List<NewTask> work(@Nullable Driver was, Driver now) {
    var work = new ArrayList<NewTask>();
    boolean begins = now.active() && (was == null || !was.active());
    if (begins && now.calendarId() == null) {
      work.add(task(DeskTypes.CREATE_DRIVER_CALENDAR, now));
    }
    boolean moved = was != null && now.active() && !was.home().equals(now.home());
    if ((begins || moved) && now.home().known()) {
      work.add(task(DeskTypes.CALCULATE_DRIVER_DISTANCES, now));
      work.add(task(DeskTypes.RECALCULATE_CLINIC_PREFERENCES, now));
    }
    return work;
  }

  private static NewTask task(TaskType<DriverWork> type, Driver driver) {
    return type.task(new DriverWork(driver.id()))
        .about(driver.entity())
        .sharing("driver:" + driver.id())
        .newest(Duration.ZERO);
  }

  private static Deed deed(String action, @Nullable Driver was, Driver now) {
    return new Deed(
        action,
        "driver",
        now.id().toString(),
        Map.of(
            "driver",
            now.fullName(),
            "changes",
            Deed.changes(DriverJson.said(was), DriverJson.said(now))));
  }

  private static Saved saved(boolean isNew, Driver driver) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("driver_id", driver.id());
    fields.put("driver", DriverJson.of(driver));
    return new Saved(isNew, "Driver saved.", driver.version(), fields);
  }
}
