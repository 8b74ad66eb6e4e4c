package dev.meanwhile.server.outages;

import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.change.Supervision;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Outages and pauses as people read them, from beginning to end.
@RestController
class IncidentController {
  private final IncidentRecords records;

  IncidentController(IncidentRecords records) {
    this.records = records;
  }

  @GetMapping("/api/incidents")
  IncidentRecords.Page page(
      @RequestParam(name = "limit", defaultValue = "20") int limit,
      @RequestParam(name = "cursor", required = false) @Nullable String cursor,
      Caller caller) {
    Supervision.needed(caller, "see incidents");
    return records.page(cursor, limit);
  }

  @GetMapping("/api/incidents/{id}")
  IncidentJson one(@PathVariable("id") long id, Caller caller) {
    Supervision.needed(caller, "see incidents");
    return records.find(id);
  }
}
