package dev.meanwhile.apps.desk.clients;

import dev.meanwhile.apps.desk.DeskTypes;
import dev.meanwhile.apps.desk.DeskTypes.ClientWork;
import dev.meanwhile.apps.desk.form.Form;
import dev.meanwhile.apps.desk.form.Named;
import dev.meanwhile.apps.desk.save.Counter;
import dev.meanwhile.apps.desk.save.Order;
import dev.meanwhile.apps.desk.save.Saved;
import dev.meanwhile.apps.desk.save.Saving;
import dev.meanwhile.engine.Task;
import dev.meanwhile.engine.TaskType;
import dev.meanwhile.engine.Tasks;
import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.audit.Deed;
import dev.meanwhile.server.problem.Refusals;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// The two calls by which the documents set work going. Here a task does not have to be set going:
/// one that waits or runs is told of, and where there is none any more, a new one is made.
@RestController
class ProcessController {
  private final ClientStore clients;
  private final PassengerStore passengers;
  private final Tasks tasks;
  private final Counter counter;

  ProcessController(ClientStore clients, PassengerStore passengers, Tasks tasks, Counter counter) {
    this.clients = clients;
    this.passengers = passengers;
    this.tasks = tasks;
    this.counter = counter;
  }

  @PostMapping("/process-drive-times")
  ResponseEntity<JsonNode> driveTimes(
      @RequestBody JsonNode form, HttpServletRequest request, Caller caller) {
    Form.of(form, Set.of("task_id", "client_id")).check();
    Client client = known(form.path("client_id").asString(""));
    return process(
        DeskTypes.CALCULATE_DISTANCES,
        Set.of(DeskTypes.CALCULATE_DISTANCES.name(), DeskTypes.CALCULATE_DRIVE_TIMES.name()),
        client,
        Order.of("process_drive_times", client.knumber(), form, request, caller));
  }

  @PostMapping("/process-quo-sync")
  ResponseEntity<JsonNode> quoSync(
      @RequestBody JsonNode body, HttpServletRequest request, Caller caller) {
    var form = Form.of(body, Set.of("task_id", "entity_type", "entity_id"));
    String type = form.line("entity_type", null, 50, "The entity type");
    if (!type.isEmpty() && !type.equals("client") && !type.equals("appointment")) {
      form.error("/entity_type", "bad_value", "The entity type is client or appointment.");
    }
    form.check();
    Client client =
        type.equals("client")
            ? known(body.path("entity_id").asString(""))
            : passenger(Named.id(body, "entity_id", "The appointment"));
    return process(
        DeskTypes.ADD_OPENPHONE_CONTACT,
        Set.of(DeskTypes.ADD_OPENPHONE_CONTACT.name(), DeskTypes.SYNC_QUO.name()),
        client,
        Order.of("process_quo_sync", client.knumber(), body, request, caller));
  }

  private ResponseEntity<JsonNode> process(
      TaskType<ClientWork> type, Set<String> names, Client client, Order order) {
    return counter.take(
        order,
        saving -> {
          Task live = live(order, names, client);
          return live == null ? anew(type, client, order, saving) : told(live, client);
        });
  }

  /// The task that is spoken of, unless it has ended.
  private @Nullable Task live(Order order, Set<String> names, Client client) {
    if (!order.body().hasNonNull("task_id")) {
      return null;
    }
    UUID id = Named.id(order.body(), "task_id", "The task");
    Task task = tasks.find(id);
    if (task == null || !order.caller().sees(task.createdBy())) {
      throw Refusals.notFound("The task");
    }
    boolean fits =
        names.contains(task.taskType())
            && task.entity() != null
            && client.knumber().equals(Objects.requireNonNull(task.entity()).id());
    return fits && !task.ended() ? task : null;
  }

  private static Saved anew(TaskType<ClientWork> type, Client client, Order order, Saving saving) {
    saving.done(
        new Deed(order.action(), "client", client.knumber(), Map.of("client", client.name())),
        List.of(ClientTasks.task(type, client)));
    return new Saved(false, "Accepted.", null, Map.of("client_id", client.knumber()));
  }

  private static Saved told(Task live, Client client) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("client_id", client.knumber());
    fields.put("task_id", live.id());
    return new Saved(false, "Accepted. The task is %s.".formatted(live.label()), null, fields);
  }

  private Client passenger(UUID appointment) {
    String knumber = passengers.of(appointment);
    if (knumber == null) {
      throw Refusals.notFound("The appointment");
    }
    return known(knumber);
  }

  private Client known(String typed) {
    Client client = clients.find(typed.strip().toUpperCase(Locale.ROOT));
    if (client == null) {
      throw Refusals.notFound("The client");
    }
    return client;
  }
}
