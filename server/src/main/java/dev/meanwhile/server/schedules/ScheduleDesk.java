package dev.meanwhile.server.schedules;

import dev.meanwhile.engine.ChangeRequest;
import dev.meanwhile.engine.Scheduled;
import dev.meanwhile.engine.Schedules;
import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.audit.Audit;
import dev.meanwhile.server.audit.Deed;
import dev.meanwhile.server.change.Unchanged;
import dev.meanwhile.server.problem.Refusals;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Where schedules are looked at, stopped, let go on and run at once; what people do is written
/// down.
@Component
class ScheduleDesk {
  private final Schedules schedules;
  private final Audit audit;

  ScheduleDesk(Schedules schedules, Audit audit) {
    this.schedules = schedules;
    this.audit = audit;
  }

  List<ScheduleJson> all() {
    return schedules.all().stream().map(ScheduleJson::of).toList();
  }

  ScheduleJson find(String name) {
    return ScheduleJson.of(known(schedules.find(name)));
  }

  ScheduleJson pause(String name, String why, Caller caller) {
    return audit.change(
        caller,
        _ -> {
          if (known(schedules.find(name)).pause() != null) {
            throw Unchanged.because("The schedule is paused already.");
          }
          Scheduled now = known(schedules.pause(name, caller.actor(), why));
          return done("pause_schedule", now, Map.of("reason", why, "changes", paused(false, true)));
        });
  }

  ScheduleJson resume(String name, Caller caller) {
    return audit.change(
        caller,
        _ -> {
          if (known(schedules.find(name)).pause() == null) {
            throw Unchanged.because("The schedule is not paused.");
          }
          Scheduled now = known(schedules.resume(name));
          return done("resume_schedule", now, Map.of("changes", paused(true, false)));
        });
  }

  /// @return the task
  UUID run(String name, Caller caller) {
    return audit.change(
        caller,
        entry -> {
          UUID task =
              schedules.runNow(name, ChangeRequest.by(caller.id(), caller.actor()).audited(entry));
          if (task == null) {
            throw Refusals.notFound("The schedule");
          }
          return new Audit.Done<>(
              task, Deed.of("run_schedule", "schedule", name).with(Map.of("new_task", task)));
        });
  }

  private static Audit.Done<ScheduleJson> done(
      String action, Scheduled now, Map<String, ?> details) {
    return new Audit.Done<>(
        ScheduleJson.of(now), Deed.of(action, "schedule", now.schedule().name()).with(details));
  }

  private static Map<String, ?> paused(boolean before, boolean after) {
    return Deed.changes(Map.of("paused", before), Map.of("paused", after));
  }

  private static Scheduled known(@Nullable Scheduled found) {
    if (found == null) {
      throw Refusals.notFound("The schedule");
    }
    return found;
  }
}
