package dev.meanwhile.apps.desk.appointments;

import dev.meanwhile.apps.desk.form.Named;
import dev.meanwhile.apps.desk.list.Limit;
import dev.meanwhile.apps.desk.list.Page;
import dev.meanwhile.apps.desk.save.Counter;
import dev.meanwhile.apps.desk.save.Order;
import dev.meanwhile.server.access.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// The appointments over HTTP.
@RestController
class AppointmentController {
  private final Views views;
  private final AppointmentDesk desk;
  private final Counter counter;

  AppointmentController(Views views, AppointmentDesk desk, Counter counter) {
    this.views = views;
    this.desk = desk;
    this.counter = counter;
  }

  @GetMapping("/api/appointments")
  Page<AppointmentJson> list(
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to,
      @RequestParam(required = false) @Nullable String driver,
      @RequestParam(required = false) @Nullable String client,
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(defaultValue = Limit.USUAL) int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    var query =
        AppointmentQuery.of(
            from,
            to,
            driver,
            client == null ? null : client.strip().toUpperCase(Locale.ROOT),
            status,
            q,
            cursor,
            Limit.checked(limit));
    List<AppointmentJson> found = views.find(query);
    return new Page<>(
        found,
        found.size() < limit
            ? null
            : AppointmentQuery.cursor(found.getLast().startsAt(), found.getLast().id()),
        null);
  }

  @GetMapping("/api/appointments/{id}")
  ResponseEntity<AppointmentJson> find(@PathVariable UUID id) {
    AppointmentJson found = views.of(id);
    return ResponseEntity.ok().eTag("\"" + found.version() + "\"").body(found);
  }

  @PostMapping({"/api/appointments", "/save-appointment"})
  ResponseEntity<JsonNode> add(
      @RequestBody JsonNode form, HttpServletRequest request, Caller caller) {
    var order = Order.of("create_appointment", "", form, request, caller);
    return counter.take(order, saving -> desk.add(order, saving));
  }

  @PostMapping("/api/appointments/bulk")
  ResponseEntity<JsonNode> addAll(
      @RequestBody JsonNode form, HttpServletRequest request, Caller caller) {
    var order = Order.of("create_appointments", "", form, request, caller);
    return counter.take(order, saving -> desk.addAll(order, saving));
  }

  @PutMapping("/api/appointments/{id}")
  ResponseEntity<JsonNode> update(
      @PathVariable UUID id,
      @RequestBody JsonNode form,
      HttpServletRequest request,
      Caller caller) {
    var order = Order.of("update_appointment", id, form, request, caller);
    return counter.take(order, saving -> desk.update(id, order, saving));
  }

  @PostMapping("/api/appointments/{id}/cancellation")
  ResponseEntity<JsonNode> cancel(
      @PathVariable UUID id,
      @RequestBody(required = false) @Nullable JsonNode form,
      HttpServletRequest request,
      Caller caller) {
    var order = Order.of("cancel_appointment", id, form, request, caller);
    return counter.take(order, saving -> desk.cancel(id, order, saving));
  }

  @DeleteMapping("/api/appointments/{id}")
  ResponseEntity<JsonNode> delete(
      @PathVariable UUID id, HttpServletRequest request, Caller caller) {
    var order = Order.of("delete_appointment", id, null, request, caller);
    return counter.take(order, saving -> desk.delete(id, order, saving));
  }

  /// The next three are the same in the words of the source documents.
  @PostMapping("/update-appointment")
  ResponseEntity<JsonNode> updateNamed(
      @RequestBody JsonNode form, HttpServletRequest request, Caller caller) {
    return update(named(form), form, request, caller);
  }

  @PostMapping("/cancel-appointment")
  ResponseEntity<JsonNode> cancelNamed(
      @RequestBody JsonNode form, HttpServletRequest request, Caller caller) {
    return cancel(named(form), form, request, caller);
  }

  @PostMapping("/delete-appointment")
  ResponseEntity<JsonNode> deleteNamed(
      @RequestBody JsonNode form, HttpServletRequest request, Caller caller) {
    return delete(named(form), request, caller);
  }

  private static UUID named(JsonNode form) {
    return Named.id(form, "appointment_id", "The appointment");
  }
}
