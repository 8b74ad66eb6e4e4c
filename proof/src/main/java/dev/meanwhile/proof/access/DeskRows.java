package dev.meanwhile.proof.access;

import java.util.function.BiConsumer;

/// The rows of the booking desk. Whose a client is does not matter: whoever works at the desk
/// reaches all, and nobody else any. Those who may are told that the one asked for is not there.
final class DeskRows {
  private static final String NOBODY = "01980000-0000-7000-8000-000000000000";
  private static final String NAME = "{\"name\":\"New {unique}\"}";

  private DeskRows() {}

  static void add(BiConsumer<String, Row> rows) {
    clients(rows);
    small(rows, "clinics", NAME);
    small(rows, "appointment-types", NAME);
    small(rows, "drivers", "{\"full_name\":\"New {unique}\"}");
    rows.accept(
        "POST /add-driver", Row.of("/add-driver", 201).saying("{\"full_name\":\"New {unique}\"}"));
    rows.accept(
        "POST /update-driver",
        Row.of("/update-driver", 404).saying("{\"driver_id\":\"" + NOBODY + "\"}"));
    appointments(rows);
    overview(rows);
  }

  private static void appointments(BiConsumer<String, Row> rows) {
    String path = "/api/appointments";
    String named = "{\"appointment_id\":\"" + NOBODY + "\"}";
    rows.accept("GET " + path, Row.of(path + "?driver=none", 200));
    rows.accept("GET " + path + "/{id}", Row.of(path + "/" + NOBODY, 404));
    // There is no client it could be for.
    rows.accept("POST " + path, Row.of(path, 422).saying("{}"));
    rows.accept("POST /save-appointment", Row.of("/save-appointment", 422).saying("{}"));
    rows.accept("POST " + path + "/bulk", Row.of(path + "/bulk", 422).saying("{\"items\":[]}"));
    rows.accept("PUT " + path + "/{id}", Row.of(path + "/" + NOBODY, 404).saying("{}"));
    rows.accept("DELETE " + path + "/{id}", Row.of(path + "/" + NOBODY, 404));
    rows.accept(
        "POST " + path + "/{id}/cancellation",
        Row.of(path + "/" + NOBODY + "/cancellation", 404).saying("{\"reason\":\"Proof.\"}"));
    for (var deed : new String[] {"update", "cancel", "delete"}) {
      rows.accept(
          "POST /" + deed + "-appointment", Row.of("/" + deed + "-appointment", 404).saying(named));
    }
  }

  private static void overview(BiConsumer<String, Row> rows) {
    String client = "?client=K0000000&clinic=" + NOBODY;
    rows.accept("GET /api/desk/summary", Row.of("/api/desk/summary", 200));
    rows.accept(
        "GET /api/desk/suggestions",
        Row.of("/api/desk/suggestions" + client + "&starts_at=2026-01-01T10:00:00Z", 404));
    rows.accept("GET /api/desk/transit", Row.of("/api/desk/transit" + client, 404));
    rows.accept(
        "GET /api/desk/trips",
        Row.of("/api/desk/trips?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z", 200));
    rows.accept(
        "POST /process-drive-times",
        Row.of("/process-drive-times", 404).saying("{\"client_id\":\"K0000000\"}"));
    rows.accept(
        "POST /process-quo-sync",
        Row.of("/process-quo-sync", 404)
            .saying("{\"entity_type\":\"client\",\"entity_id\":\"K0000000\"}"));
  }

  private static void clients(BiConsumer<String, Row> rows) {
    String form = "{\"first_name\":\"New\",\"last_name\":\"Client {unique}\"}";
    rows.accept("GET /api/clients", Row.of("/api/clients?q=new", 200));
    rows.accept("GET /api/clients/{knumber}", Row.of("/api/clients/K0000000", 404));
    rows.accept("POST /api/clients", Row.of("/api/clients", 201).saying(form));
    rows.accept("POST /add-client", Row.of("/add-client", 201).saying(form));
    rows.accept("PUT /api/clients/{knumber}", Row.of("/api/clients/K0000000", 404).saying("{}"));
    rows.accept(
        "POST /update-client",
        Row.of("/update-client", 404).saying("{\"client_id\":\"K0000000\"}"));
  }

  private static void small(BiConsumer<String, Row> rows, String list, String form) {
    String path = "/api/" + list;
    rows.accept("GET " + path, Row.of(path, 200));
    rows.accept("GET " + path + "/{id}", Row.of(path + "/" + NOBODY, 404));
    rows.accept("POST " + path, Row.of(path, 201).saying(form));
    rows.accept("PUT " + path + "/{id}", Row.of(path + "/" + NOBODY, 404).saying("{}"));
  }
}
