package dev.meanwhile.server.types;

import dev.meanwhile.engine.Estimates;
import dev.meanwhile.engine.Outages;
import dev.meanwhile.engine.TaskType;
import dev.meanwhile.engine.Tasks;
import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.change.Reason;
import dev.meanwhile.server.change.Supervision;
import dev.meanwhile.server.change.Unchanged;
import dev.meanwhile.server.json.PauseJson;
import dev.meanwhile.server.problem.Refusals;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Where task types are looked at, kept back, and let go on.
@Component
class TypeDesk {
  private final Tasks tasks;
  private final Estimates estimates;
  private final Outages outages;

  TypeDesk(Tasks tasks, Estimates estimates, Outages outages) {
    this.tasks = tasks;
    this.estimates = estimates;
    this.outages = outages;
  }

  TypeJson find(String name, Caller caller) {
    TaskType<?> type = tasks.types().get(name);
    if (type == null) {
      throw Refusals.notFound("The task type");
    }
    PauseJson paused = PauseJson.of(outages.pausedTypes().get(name));
    return TypeJson.of(
        type, estimates.of(name), caller.visibleTo() == null ? paused : discreet(paused));
  }

  /// Who it was is nothing to those who cannot ask them.
  private static @Nullable PauseJson discreet(@Nullable PauseJson paused) {
    return paused == null ? null : new PauseJson(paused.at(), "supervisor", paused.reason());
  }

  TypeJson pause(String name, @Nullable Reason reason, Caller caller) {
    Supervision.needed(caller, "pause a task type");
    TypeJson type = find(name, caller);
    if (!announced(() -> outages.pauseType(name, caller.actor(), Reason.needed(reason)))) {
      throw Unchanged.because("'%s' is paused already.".formatted(type.title()));
    }
    return find(name, caller);
  }

  TypeJson resume(String name, @Nullable Reason reason, Caller caller) {
    Supervision.needed(caller, "resume a task type");
    TypeJson type = find(name, caller);
    if (!announced(() -> outages.resumeType(name, caller.actor(), Reason.needed(reason)))) {
      throw Unchanged.because("'%s' is not paused.".formatted(type.title()));
    }
    return find(name, caller);
  }

  private static boolean announced(Change change) {
    try {
      return change.made();
    } catch (IllegalArgumentException unknown) {
      throw Unchanged.because(String.valueOf(unknown.getMessage()));
    }
  }

  @FunctionalInterface
  private interface Change {
    boolean made();
  }
}
