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
