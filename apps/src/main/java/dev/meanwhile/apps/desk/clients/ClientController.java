package dev.meanwhile.apps.desk.clients;

import dev.meanwhile.apps.desk.list.Limit;
import dev.meanwhile.apps.desk.list.Page;
import dev.meanwhile.apps.desk.save.Counter;
import dev.meanwhile.apps.desk.save.Order;
import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.problem.Refusals;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// The clients over HTTP.
@RestController
class ClientController {
  private static final int COUNTED = 10_000;

  private final ClientStore clients;
  private final ClientListStore lists;
  private final NearbyStore driveTimes;
  private final ClientDesk desk;
  private final Counter counter;

  ClientController(
      ClientStore clients,
      ClientListStore lists,
      NearbyStore driveTimes,
      ClientDesk desk,
      Counter counter) {
    this.clients = clients;
    this.lists = lists;
    this.driveTimes = driveTimes;
    this.desk = desk;
    this.counter = counter;
  }

  @GetMapping("/api/clients")
  Page<ClientJson> list(
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(required = false) @Nullable UUID clinic,
      @RequestParam(required = false) @Nullable Boolean active,
      @RequestParam(defaultValue = Limit.USUAL) int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    var query = ClientQuery.of(q, clinic, active, cursor, Limit.checked(limit));
    List<Client> found = lists.find(query);
    return new Page<>(
        found.stream().map(ClientJson::of).toList(),
        found.size() < limit ? null : ClientQuery.cursor(found.getLast()),
        query.after() == null ? lists.count(query, COUNTED) : null);
  }

  @GetMapping("/api/clients/{knumber}")
  ResponseEntity<ClientJson> find(@PathVariable String knumber) {
    Client client = clients.find(number(knumber));
    if (client == null) {
      throw Refusals.notFound("The client");
    }
    return ResponseEntity.ok()
        .eTag("\"" + client.version() + "\"")
        .body(ClientJson.of(client, driveTimes.ofClient(client.knumber())));
  }

  @PostMapping({"/api/clients", "/add-client"})
  ResponseEntity<JsonNode> add(
      @RequestBody JsonNode form, HttpServletRequest request, Caller caller) {
    var order = Order.of("create_client", "", form, request, caller);
    return counter.take(order, saving -> desk.add(order, saving));
  }

  @PutMapping("/api/clients/{knumber}")
  ResponseEntity<JsonNode> update(
      @PathVariable String knumber,
      @RequestBody JsonNode form,
      HttpServletRequest request,
      Caller caller) {
    return update(number(knumber), Order.of("update_client", knumber, form, request, caller));
  }

  /// The same in the words of the source documents.
  @PostMapping("/update-client")
  ResponseEntity<JsonNode> updateNamed(
      @RequestBody JsonNode form, HttpServletRequest request, Caller caller) {
    String knumber = number(form.path("client_id").asString(form.path("knumber").asString("")));
    return update(knumber, Order.of("update_client", knumber, form, request, caller));
  }

  private ResponseEntity<JsonNode> update(String knumber, Order order) {
    return counter.take(order, saving -> desk.update(knumber, order, saving));
  }

  private static String number(String typed) {
    return typed.strip().toUpperCase(Locale.ROOT);
  }
}
