package dev.meanwhile.server.types;

import dev.meanwhile.engine.Estimates;
import dev.meanwhile.engine.Outages;
import dev.meanwhile.engine.Pulls;
import dev.meanwhile.engine.TaskType;
import dev.meanwhile.engine.Tasks;
import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.audit.Audit;
import dev.meanwhile.server.audit.Deed;
import dev.meanwhile.server.change.Reason;
import dev.meanwhile.server.change.Supervision;
import dev.meanwhile.server.change.Unchanged;
import dev.meanwhile.server.json.PauseJson;
import dev.meanwhile.server.problem.Refusals;
import dev.meanwhile.server.routes.Pull;
import dev.meanwhile.server.routes.Routes;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Where task types are looked at, kept back, and let go on.
@Component
class TypeDesk {
  private final Tasks tasks;
  private final Estimates estimates;
  private final Outages outages;
  private final Audit audit;
  private final Routes routes;
  private final Pulls pulls;

  TypeDesk(
      Tasks tasks, Estimates estimates, Outages outages, Audit audit, Routes routes, Pulls pulls) {
    this.tasks = tasks;
    this.estimates = estimates;
    this.outages = outages;
    this.audit = audit;
    this.routes = routes;
    this.pulls = pulls;
  }

  TypeJson find(String name, Caller caller) {
    TaskType<?> type = tasks.types().get(name);
    if (type == null) {
      throw Refusals.notFound("The task type");
    }
    PauseJson paused = PauseJson.of(outages.pausedTypes().get(name));
    boolean supervises = caller.visibleTo() == null;
    return TypeJson.of(
        type,
        estimates.of(name),
        supervises ? paused : discreet(paused),
        supervises ? RouteJson.of(routes.of(name), routes.problem()) : null,
        supervises ? pull(name) : null);
  }

  private @Nullable PullJson pull(String name) {
    Pull pull = routes.pull(name);
    return pull == null ? null : PullJson.of(pull, routes.problem(), pulls.workers(name));
  }

  /// Who it was is nothing to those who cannot ask them.
  private static @Nullable PauseJson discreet(@Nullable PauseJson paused) {
    return paused == null ? null : new PauseJson(paused.at(), "supervisor", paused.reason());
  }

  TypeJson pause(String name, @Nullable Reason reason, Caller caller) {
    Supervision.needed(caller, "pause a task type");
    String why = Reason.needed(reason);
    return changed(
        "pause_task_type",
        name,
        caller,
        why,
        type -> {
          if (!announced(() -> outages.pauseType(name, caller.actor(), why))) {
            throw Unchanged.because("'%s' is paused already.".formatted(type.title()));
          }
        });
  }

  TypeJson resume(String name, @Nullable Reason reason, Caller caller) {
    Supervision.needed(caller, "resume a task type");
    String why = Reason.needed(reason);
    return changed(
        "resume_task_type",
        name,
        caller,
        why,
        type -> {
          if (!announced(() -> outages.resumeType(name, caller.actor(), why))) {
            throw Unchanged.because("'%s' is not paused.".formatted(type.title()));
          }
        });
  }

  private TypeJson changed(
      String action, String name, Caller caller, String why, Consumer<TypeJson> change) {
    return audit.change(
        caller,
        _ -> {
          TypeJson was = find(name, caller);
          change.accept(was);
          TypeJson now = find(name, caller);
          return new Audit.Done<>(
              now,
              Deed.of(action, "task_type", name)
                  .with(Map.of("reason", why, "changes", Deed.changes(fields(was), fields(now)))));
        });
  }

  private static Map<String, ?> fields(TypeJson type) {
    return Map.of("paused", type.paused() != null);
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
