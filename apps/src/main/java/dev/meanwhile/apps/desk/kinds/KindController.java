package dev.meanwhile.apps.desk.kinds;

import dev.meanwhile.apps.desk.list.Page;
import dev.meanwhile.apps.desk.save.Counter;
import dev.meanwhile.apps.desk.save.Order;
import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.problem.Refusals;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// The appointment types over HTTP.
@RestController
class KindController {
  private final KindStore kinds;
  private final KindDesk desk;
  private final Counter counter;

  KindController(KindStore kinds, KindDesk desk, Counter counter) {
    this.kinds = kinds;
    this.desk = desk;
    this.counter = counter;
  }

  @GetMapping("/api/appointment-types")
  Page<Kind> list(@RequestParam(defaultValue = "false") boolean active) {
    return Page.whole(kinds.all(active));
  }

  @GetMapping("/api/appointment-types/{id}")
  ResponseEntity<Kind> find(@PathVariable UUID id) {
    Kind kind = kinds.find(id);
    if (kind == null) {
      throw Refusals.notFound("The appointment type");
    }
    return ResponseEntity.ok().eTag("\"" + kind.version() + "\"").body(kind);
  }

  @PostMapping("/api/appointment-types")
  ResponseEntity<JsonNode> add(
      @RequestBody JsonNode form, HttpServletRequest request, Caller caller) {
    var order = Order.of("create_appointment_type", "", form, request, caller);
    return counter.take(order, saving -> desk.add(order, saving));
  }

  @PutMapping("/api/appointment-types/{id}")
  ResponseEntity<JsonNode> update(
      @PathVariable UUID id,
      @RequestBody JsonNode form,
      HttpServletRequest request,
      Caller caller) {
    var order = Order.of("update_appointment_type", id, form, request, caller);
    return counter.take(order, saving -> desk.update(id, order, saving));
  }
}
