package dev.meanwhile.server.outages;

import dev.meanwhile.engine.DependencyHealth;
import dev.meanwhile.engine.Outages;
import dev.meanwhile.server.change.Reason;
import dev.meanwhile.server.change.Unchanged;
import dev.meanwhile.server.problem.Refusals;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Where dependencies are looked at, kept back, and let go on.
@Component
class DependencyDesk {
  private final Outages outages;

  DependencyDesk(Outages outages) {
    this.outages = outages;
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

  DependencyJson pause(String name, String actor, @Nullable Reason reason) {
    DependencyJson now = find(name);
    if (!outages.pause(name, actor, Reason.needed(reason))) {
      throw Unchanged.because(now.title() + " is paused already.");
    }
    return find(name);
  }

  DependencyJson resume(String name, String actor, @Nullable Reason reason) {
    DependencyJson now = find(name);
    if (!outages.resume(name, actor, Reason.needed(reason))) {
      throw Unchanged.because(now.title() + " is neither paused nor away.");
    }
    return find(name);
  }
}
