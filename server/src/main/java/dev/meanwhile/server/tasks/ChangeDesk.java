package dev.meanwhile.server.tasks;

import dev.meanwhile.engine.ChangeRefused;
import dev.meanwhile.engine.ChangeRequest;
import dev.meanwhile.engine.Submitted;
import dev.meanwhile.engine.Task;
import dev.meanwhile.engine.Tasks;
import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.audit.Audit;
import dev.meanwhile.server.audit.Deed;
import dev.meanwhile.server.problem.Refusal;
import dev.meanwhile.server.problem.Refusals;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Changes one task for somebody who may see it, if it still is in the version they saw, and writes
/// down what they did.
@Component
public class ChangeDesk {
  /// A running task that says something at this very moment; it does so five times a second.
  private static final int MOST_TRIES = 10;

  private final Tasks tasks;
  private final VisibleTasks visible;
  private final Audit audit;

  ChangeDesk(Tasks tasks, VisibleTasks visible, Audit audit) {
    this.tasks = tasks;
    this.visible = visible;
    this.audit = audit;
  }

  /// What somebody wants.
  ///
  /// @param action as the audit log calls it: `cancel_task`
  /// @param version null for whatever it is in
  public record Wish(UUID task, String action, @Nullable String reason, @Nullable Long version) {}

  /// @param change answers null when there is no such task
  public Task change(
      Wish wish, Caller caller, BiFunction<UUID, ChangeRequest, @Nullable Task> change) {
    for (int tried = 1; ; tried++) {
      Task seen = visible.find(wish.task(), caller);
      boolean last = tried == MOST_TRIES;
      try {
        return audit.change(
            caller,
            entry -> {
              Task now =
                  changed(seen, wish, () -> change.apply(seen.id(), request(wish, caller, entry)));
              if (now.version() != seen.version() + 1 && !last) {
                throw new Overtaken();
              }
              return new Audit.Done<>(now, deed(wish, seen, now));
            });
      } catch (Overtaken _) {
        // What it was before is not what we saw: rolled back, and looked at again.
      }
    }
  }

  /// Does an ended task once more.
  Submitted runAgain(Wish wish, Caller caller) {
    Task seen = visible.find(wish.task(), caller);
    return audit.change(
        caller,
        entry -> {
          Submitted again =
              changed(seen, wish, () -> tasks.runAgain(seen.id(), request(wish, caller, entry)));
          return new Audit.Done<>(
              again,
              Deed.of(wish.action(), "task", seen.id()).with(Map.of("new_task", again.id())));
        });
  }

  private static ChangeRequest request(Wish wish, Caller caller, UUID entry) {
    return ChangeRequest.by(caller.id(), caller.actor())
        .because(wish.reason())
        .ifVersion(wish.version())
        .audited(entry);
  }

  @FunctionalInterface
  private interface Change<T> {
    @Nullable T make();
  }

  private static <T> T changed(Task seen, Wish wish, Change<T> change) {
    T changed;
    try {
      changed = change.make();
    } catch (ChangeRefused refused) {
      Long version = wish.version();
      if (version != null && seen.version() != version) {
        throw otherVersion(seen, version);
      }
      throw refused;
    }
    if (changed == null) {
      throw Refusals.notFound("The task");
    }
    return changed;
  }

  private static Deed deed(Wish wish, Task was, Task now) {
    var details = new LinkedHashMap<String, Object>();
    details.put("task_type", now.taskType());
    if (wish.reason() != null) {
      details.put("reason", wish.reason());
    }
    details.put("changes", Deed.changes(TaskFields.of(was), TaskFields.of(now)));
    return Deed.of(wish.action(), "task", now.id()).with(details);
  }

  private static Refusal otherVersion(Task task, long version) {
    return new Refusal(
            412,
            "other-version",
            "The task was not changed.",
            "It has changed since version %d: it is %s now, in version %d."
                .formatted(version, task.label(), task.version()),
            "Look at it again before you change it.")
        .header("ETag", "\"" + task.version() + "\"");
  }

  /// Somebody changed the task between our look at it and our change.
  @SuppressWarnings("serial") // thrown and caught within this class
  private static final class Overtaken extends RuntimeException {
    Overtaken() {
      super(null, null, false, false);
    }
  }
}
