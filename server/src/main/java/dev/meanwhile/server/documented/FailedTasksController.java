package dev.meanwhile.server.documented;

import dev.meanwhile.engine.ChangeRequest;
import dev.meanwhile.engine.Task;
import dev.meanwhile.engine.TaskLabel;
import dev.meanwhile.engine.TaskQuery;
import dev.meanwhile.engine.Tasks;
import dev.meanwhile.server.access.Action;
import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.access.Resource;
import dev.meanwhile.server.json.TaskJson;
import dev.meanwhile.server.problem.Refusal;
import dev.meanwhile.server.problem.Refusals;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/// Failed tasks in the words of the source documents: `/get-failed-tasks` and its sisters.
@RestController
class FailedTasksController {
  private static final int MOST = 1_000;

  private final Tasks tasks;

  FailedTasksController(Tasks tasks) {
    this.tasks = tasks;
  }

  /// One's own, also for supervisors.
  @RequestMapping(
      path = "/get-failed-tasks",
      method = {RequestMethod.GET, RequestMethod.POST})
  List<TaskJson> own(Caller caller) {
    return failed(caller.id()).stream().map(TaskJson::of).toList();
  }

  @RequestMapping(
      path = "/get-all-failed-tasks",
      method = {RequestMethod.GET, RequestMethod.POST})
  List<TaskJson> all(Caller caller) {
    needSupervisor(caller);
    return failed(null).stream().map(TaskJson::of).toList();
  }

  @RequestMapping(
      path = "/get-failed-tasks-summary",
      method = {RequestMethod.GET, RequestMethod.POST})
  Summary summary(Caller caller) {
    needSupervisor(caller);
    return Summary.of(failed(null));
  }

  @PostMapping("/dismiss-task")
  Dismissed dismiss(@RequestBody Which which, Caller caller) {
    UUID id = which.taskId();
    if (id == null) {
      throw Refusals.badBody("missing-field", "'task_id' is missing.")
          .error("/task_id", "required", "'task_id' is missing.");
    }
    Task task = tasks.find(id);
    if (task == null || !caller.sees(task.createdBy())) {
      throw Refusals.notFound("The task");
    }
    if (task.dismissal() == null) {
      tasks.dismiss(id, ChangeRequest.by(caller.id(), caller.actor()));
    }
    return new Dismissed(true, 1);
  }

  /// One's own; with `{"scope":"all"}` everybody's, for those who look after them.
  @PostMapping("/dismiss-all-tasks")
  Dismissed dismissAll(@RequestBody(required = false) @Nullable Scope scope, Caller caller) {
    var request = ChangeRequest.by(caller.id(), caller.actor());
    if (scope == null || scope.scope() == null || scope.scope().equals("own")) {
      return new Dismissed(true, tasks.dismissAll(caller.id(), request));
    }
    if (!scope.scope().equals("all")) {
      throw Refusals.badBody("bad-scope", "'scope' is 'own' or 'all'.");
    }
    needSupervisor(caller);
    return new Dismissed(true, tasks.dismissAll(null, request));
  }

  /// The newest, and that is all there are unless something is very wrong.
  private List<Task> failed(@Nullable UUID owner) {
    return tasks.find(
        new TaskQuery(Set.of(), Set.of(), null, null, null, owner, null, MOST)
            .labelled(TaskLabel.NEEDS_ATTENTION));
  }

  private static void needSupervisor(Caller caller) {
    if (!caller.mayAny(Resource.NOTICES, Action.READ)) {
      throw new Refusal(
          403,
          "not-allowed",
          "The request was not carried out.",
          "Only a supervisor or an administrator sees everybody's failed tasks.",
          "Ask one of them; /get-failed-tasks lists your own.");
    }
  }

  record Which(@Nullable UUID taskId) {}

  record Scope(@Nullable String scope) {}

  record Dismissed(boolean success, int count) {}
}
