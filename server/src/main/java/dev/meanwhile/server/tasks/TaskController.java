package dev.meanwhile.server.tasks;

import dev.meanwhile.engine.Task;
import dev.meanwhile.engine.TaskEvent;
import dev.meanwhile.engine.TaskLabel;
import dev.meanwhile.engine.TaskStatus;
import dev.meanwhile.engine.Tasks;
import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.json.EventJson;
import dev.meanwhile.server.json.TaskJson;
import dev.meanwhile.server.live.TaskWait;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/// Tasks to read: one, many, how many, and what happened to one.
@RestController
class TaskController {
  private static final int LONGEST_WAIT_SECONDS = 60;
  private static final int MOST_EVENTS = 1_000;

  private final Tasks tasks;
  private final VisibleTasks visible;
  private final TaskWait wait;
  private final TaskReading reading;

  TaskController(Tasks tasks, VisibleTasks visible, TaskWait wait, TaskReading reading) {
    this.tasks = tasks;
    this.visible = visible;
    this.wait = wait;
    this.reading = reading;
  }

  @GetMapping("/api/tasks/{id}")
  @Nullable ResponseEntity<TaskJson> find(
      @PathVariable UUID id,
      @RequestParam(name = "wait", defaultValue = "0") int seconds,
      @RequestParam(name = "version", defaultValue = "0") long version,
      Caller caller,
      WebRequest request) {
    Task task = visible.find(id, caller);
    int patience = Limits.between("?wait", seconds, 0, LONGEST_WAIT_SECONDS);
    if (patience > 0 && task.version() <= version) {
      task = wait.until(task, Duration.ofSeconds(patience), now -> now.version() > version);
    }
    TaskJson told = reading.of(task);
    return request.checkNotModified(TaskReading.tag(told)) ? null : ResponseEntity.ok(told);
  }

  @GetMapping("/api/tasks")
  TaskPage list(
      @RequestParam(name = "status", defaultValue = "") List<String> statuses,
      @RequestParam(name = "type", defaultValue = "") List<String> types,
      @RequestParam(name = "label", required = false) @Nullable String label,
      @RequestParam(name = "entity", required = false) @Nullable String entity,
      @RequestParam(name = "q", required = false) @Nullable String text,
      @RequestParam(name = "mine", defaultValue = "false") boolean mine,
      @RequestParam(name = "limit", defaultValue = "50") int limit,
      @RequestParam(name = "cursor", required = false) @Nullable String cursor,
      Caller caller) {
    int size = Limits.between("?limit", limit, 1, 200);
    // One more than asked for tells whether there is another page.
    var filter = Filter.of(statuses, types, label, entity, text);
    var query = filter.query(caller, mine, cursor, size + 1);
    List<Task> found = tasks.find(query);
    List<Task> page = found.subList(0, Math.min(size, found.size()));
    return TaskPage.of(page, found.size() > size);
  }

  @GetMapping("/api/tasks/counts")
  Map<String, Long> counts(Caller caller) {
    Map<TaskStatus, Long> counts = tasks.counts(caller.visibleTo());
    var all = new LinkedHashMap<String, Long>();
    Arrays.stream(TaskStatus.values())
        .forEach(status -> all.put(status.text(), counts.getOrDefault(status, 0L)));
    return all;
  }

  @GetMapping("/api/tasks/counts/labels")
  Map<String, Long> labelCounts(Caller caller) {
    Map<TaskLabel, Long> counts = tasks.labelCounts(caller.visibleTo());
    var all = new LinkedHashMap<String, Long>();
    Arrays.stream(TaskLabel.values())
        .forEach(label -> all.put(Labels.word(label), counts.getOrDefault(label, 0L)));
    return all;
  }

  @GetMapping("/api/tasks/{id}/events")
  Events events(
      @PathVariable UUID id,
      @RequestParam(name = "after", defaultValue = "0") long after,
      @RequestParam(name = "limit", defaultValue = "200") int limit,
      Caller caller) {
    visible.find(id, caller);
    int size = Limits.between("?limit", limit, 1, MOST_EVENTS);
    List<TaskEvent> found = tasks.events(id, after, size + 1);
    List<TaskEvent> page = found.subList(0, Math.min(size, found.size()));
    return new Events(
        page.stream().map(EventJson::of).toList(),
        found.size() > size ? page.getLast().version() : null);
  }

  record Events(List<EventJson> items, @Nullable Long nextAfter) {}
}
