package dev.meanwhile.server.outages;

import dev.meanwhile.engine.DependencyHealth;
import dev.meanwhile.engine.Outages;
import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.audit.Audit;
import dev.meanwhile.server.audit.Deed;
import dev.meanwhile.server.change.Reason;
import dev.meanwhile.server.change.Unchanged;
import dev.meanwhile.server.problem.Refusals;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Where dependencies are looked at, kept back, and let go on.
@Component
class DependencyDesk {
  private final Outages outages;
  private final Audit audit;

  DependencyDesk(Outages outages, Audit audit) {
    this.outages = outages;
    this.audit = audit;
  }

  List<DependencyJson> all() {
    return outages.list().stream().map(DependencyJson::of).toList();
  }

  DependencyJson find(String name) {
    DependencyHealth health = outages.find(name);
    if (health == null) {
      throw Refusals.notFound("The dependency");
    }
    return DependencyJson.of(health);
  }

  DependencyJson pause(String name, Caller caller, @Nullable Reason reason) {
    String why = Reason.needed(reason);
    return changed(
        "pause_dependency",
        name,
        caller,
        why,
        now -> {
          if (!outages.pause(name, caller.actor(), why)) {
            throw Unchanged.because(now.title() + " is paused already.");
          }
        });
  }

  DependencyJson resume(String name, Caller caller, @Nullable Reason reason) {
    String why = Reason.needed(reason);
    return changed(
        "resume_dependency",
        name,
        caller,
        why,
        now -> {
          if (!outages.resume(name, caller.actor(), why)) {
            throw Unchanged.because(now.title() + " is neither paused nor away.");
          }
        });
  }

  private DependencyJson changed(
      String action, String name, Caller caller, String why, Consumer<DependencyJson> change) {
    return audit.change(
        caller,
        _ -> {
          DependencyJson was = find(name);
          change.accept(was);
          DependencyJson now = find(name);
          return new Audit.Done<>(
              now,
              Deed.of(action, "dependency", name)
                  .with(
                      Map.of(
                          "reason",
                          why,
                          "changes",
                          Deed.changes(
                              Map.of("label", was.label()), Map.of("label", now.label())))));
        });
  }
}
