package dev.meanwhile.apps.desk.drivers;

import dev.meanwhile.apps.desk.form.Named;
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

/// The drivers over HTTP.
@RestController
class DriverController {
  private final DriverStore drivers;
  private final PreferenceStore preferences;
  private final DriverDesk desk;
  private final Counter counter;

  DriverController(
      DriverStore drivers, PreferenceStore preferences, DriverDesk desk, Counter counter) {
    this.drivers = drivers;
    this.preferences = preferences;
    this.desk = desk;
    this.counter = counter;
  }

  @GetMapping("/api/drivers")
  Page<DriverJson> list(@RequestParam(defaultValue = "false") boolean active) {
    return Page.whole(drivers.all(active).stream().map(DriverJson::of).toList());
  }

  @GetMapping("/api/drivers/{id}")
  ResponseEntity<DriverJson> find(@PathVariable UUID id) {
    Driver driver = drivers.find(id);
    if (driver == null) {
      throw Refusals.notFound("The driver");
    }
    return ResponseEntity.ok()
        .eTag("\"" + driver.version() + "\"")
        .body(DriverJson.of(driver, preferences.ofDriver(id)));
  }

  @PostMapping({"/api/drivers", "/add-driver"})
  ResponseEntity<JsonNode> add(
      @RequestBody JsonNode form, HttpServletRequest request, Caller caller) {
    var order = Order.of("create_driver", "", form, request, caller);
    return counter.take(order, saving -> desk.add(order, saving));
  }

  @PutMapping("/api/drivers/{id}")
  ResponseEntity<JsonNode> update(
      @PathVariable UUID id,
      @RequestBody JsonNode form,
      HttpServletRequest request,
      Caller caller) {
    var order = Order.of("update_driver", id, form, request, caller);
    return counter.take(order, saving -> desk.update(id, order, saving));
  }

  /// The same in the words of the source documents.
  @PostMapping("/update-driver")
  ResponseEntity<JsonNode> updateNamed(
      @RequestBody JsonNode form, HttpServletRequest request, Caller caller) {
    return update(Named.id(form, "driver_id", "The driver"), form, request, caller);
  }
}
