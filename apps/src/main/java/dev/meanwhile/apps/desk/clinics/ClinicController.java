package dev.meanwhile.apps.desk.clinics;

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

/// The clinics over HTTP.
@RestController
class ClinicController {
  private final ClinicStore clinics;
  private final ClinicDesk desk;
  private final Counter counter;

  ClinicController(ClinicStore clinics, ClinicDesk desk, Counter counter) {
    this.clinics = clinics;
    this.desk = desk;
    this.counter = counter;
  }

  @GetMapping("/api/clinics")
  Page<ClinicJson> list(@RequestParam(defaultValue = "false") boolean active) {
    return Page.whole(clinics.all(active).stream().map(ClinicJson::of).toList());
  }

  @GetMapping("/api/clinics/{id}")
  ResponseEntity<ClinicJson> find(@PathVariable UUID id) {
    Clinic clinic = clinics.find(id);
    if (clinic == null) {
      throw Refusals.notFound("The clinic");
    }
    return ResponseEntity.ok().eTag("\"" + clinic.version() + "\"").body(ClinicJson.of(clinic));
  }

  @PostMapping("/api/clinics")
  ResponseEntity<JsonNode> add(
      @RequestBody JsonNode form, HttpServletRequest request, Caller caller) {
    var order = Order.of("create_clinic", "", form, request, caller);
    return counter.take(order, saving -> desk.add(order, saving));
  }

  @PutMapping("/api/clinics/{id}")
  ResponseEntity<JsonNode> update(
      @PathVariable UUID id,
      @RequestBody JsonNode form,
      HttpServletRequest request,
      Caller caller) {
    var order = Order.of("update_clinic", id, form, request, caller);
    return counter.take(order, saving -> desk.update(id, order, saving));
  }
}
