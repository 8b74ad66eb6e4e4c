package dev.meanwhile.server.documented;

import dev.meanwhile.engine.ChangeRequest;
import dev.meanwhile.engine.Task;
import dev.meanwhile.engine.TaskLabel;
import dev.meanwhile.engine.TaskQuery;
import dev.meanwhile.engine.Tasks;
import dev.meanwhile.server.access.Action;
import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.access.Resource;
import dev.meanwhile.server.audit.Audit;
import dev.meanwhile.server.audit.Deed;
import dev.meanwhile.server.json.TaskJson;
import dev.meanwhile.server.problem.Refusal;
import dev.meanwhile.server.problem.Refusals;
import dev.meanwhile.server.tasks.ChangeDesk;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Failed tasks in the words of the source documents: `/get-failed-tasks` and its sisters.
@RestController
class FailedTasksController {
  private static final int MOST = 1_000;

  private final Tasks tasks;
  private final ChangeDesk desk;
  private final Audit audit;

  FailedTasksController(Tasks tasks, ChangeDesk desk, Audit audit) {
    this.tasks = tasks;
    this.desk = desk;
    this.audit = audit;
  }

  /// One's own, also for supervisors.
  @RequestMapping(
      path = "/get-failed-tasks",
      method = {RequestMethod.GET, RequestMethod.POST})
  ResponseEntity<List<TaskJson>> own(
      @RequestParam(name = "limit", defaultValue = "1000") int limit,
      @RequestParam(name = "before", required = false) @Nullable UUID before,
      Caller caller) {
    return failed("/get-failed-tasks", caller.id(), limit, before);
  }

  @RequestMapping(
      path = "/get-all-failed-tasks",
      method = {RequestMethod.GET, RequestMethod.POST})
  ResponseEntity<List<TaskJson>> all(
      @RequestParam(name = "limit", defaultValue = "1000") int limit,
      @RequestParam(name = "before", required = false) @Nullable UUID before,
      Caller caller) {
    needSupervisor(caller);
    return failed("/get-all-failed-tasks", null, limit, before);
  }

  @RequestMapping(
      path = "/get-failed-tasks-summary",
      method = {RequestMethod.GET, RequestMethod.POST})
  Summary summary(Caller caller) {
    needSupervisor(caller);
    return Summary.of(tasks.failures(null));
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
      desk.change(new ChangeDesk.Wish(id, "dismiss_task", null, null), caller, tasks::dismiss);
    }
    return new Dismissed(true, 1);
  }

  /// One's own; with `{"scope":"all"}` everybody's, for those who look after them.
  @PostMapping("/dismiss-all-tasks")
  Dismissed dismissAll(@RequestBody(required = false) @Nullable Scope scope, Caller caller) {
    if (scope == null || scope.scope() == null || scope.scope().equals("own")) {
      return dismissAll(caller, "own", caller.id());
    }
    if (!scope.scope().equals("all")) {
      throw Refusals.badBody("bad-scope", "'scope' is 'own' or 'all'.");
    }
    needSupervisor(caller);
    return dismissAll(caller, "all", null);
  }

  private Dismissed dismissAll(Caller caller, String scope, @Nullable UUID owner) {
    int count =
        audit.change(
            caller,
            entry -> {
              var request = ChangeRequest.by(caller.id(), caller.actor()).audited(entry);
              int dismissed = tasks.dismissAll(owner, request);
              Deed deed =
                  Deed.of("dismiss_all_tasks", "user", caller.id())
                      .with(Map.of("scope", scope, "dismissed", dismissed));
              return new Audit.Done<>(dismissed, dismissed == 0 ? null : deed);
            });
    return new Dismissed(true, count);
  }

  /// The newest; where there are more, `Link` says where the next ones are.
  private ResponseEntity<List<TaskJson>> failed(
      String path, @Nullable UUID owner, int limit, @Nullable UUID before) {
    if (limit < 1 || limit > MOST) {
      throw Refusals.badParameter("?limit", "'limit' goes from 1 to %,d.".formatted(MOST));
    }
    List<Task> found =
        tasks.find(
            new TaskQuery(Set.of(), Set.of(), null, null, null, owner, before, limit + 1)
                .labelled(TaskLabel.NEEDS_ATTENTION));
    List<Task> page = found.subList(0, Math.min(limit, found.size()));
    var answer = ResponseEntity.ok();
    if (found.size() > limit) {
      answer.header(
          "Link",
          "<%s?limit=%d&before=%s>; rel=\"next\"".formatted(path, limit, page.getLast().id()));
    }
    return answer.body(page.stream().map(TaskJson::of).toList());
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
