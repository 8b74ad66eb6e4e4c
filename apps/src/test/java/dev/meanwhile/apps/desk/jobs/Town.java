package dev.meanwhile.apps.desk.jobs;

import dev.meanwhile.apps.errands.dataimport.support.Client;
import dev.meanwhile.apps.errands.dataimport.support.ImportServer;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Clinics, drivers, clients and appointments for a test.
final class Town {
  private final ImportServer server;

  Town(ImportServer server) {
    this.server = server;
  }

  JdbcClient sql() {
    return JdbcClient.create(server.dataSource());
  }

  UUID clinic(String name, String address) {
    return sql()
        .sql("insert into meanwhile.destinations (name, address) values (?, ?) returning id")
        .params(name, address)
        .query(UUID.class)
        .single();
  }

  UUID driver(String name, @Nullable String home) {
    return sql()
        .sql("insert into meanwhile.drivers (full_name, home_address) values (?, ?) returning id")
        .param(name)
        .param(home)
        .query(UUID.class)
        .single();
  }

  /// @return the knumber
  String client(String last, @Nullable String address, @Nullable String phone) {
    return sql()
        .sql(
            "insert into meanwhile.clients (first_name, last_name, address, phone) values ('John', ?, ?, ?)"
                + " returning knumber")
        .param(last)
        .param(address)
        .param(phone)
        .query(String.class)
        .single();
  }

  UUID appointment(String knumber, UUID clinic, @Nullable UUID driver) {
    return sql()
        .sql(
            "insert into meanwhile.appointments (knumber, clinic_id, driver_id, appointment_type_id, starts_at, zone,"
                + " duration_minutes) select ?, ?, ?, id, '2036-08-04T13:30:00Z', 'America/New_York', 30"
                + " from meanwhile.appointment_types where name = 'Check-up' returning id")
        .param(knumber)
        .param(clinic)
        .param(driver)
        .query(UUID.class)
        .single();
  }

  void change(String statement, Object... parameters) {
    sql().sql(statement).params(parameters).update();
  }

  <T> @Nullable T one(Class<T> type, String question, Object... parameters) {
    return sql().sql(question).params(parameters).query(type).optional().orElse(null);
  }

  /// Starts work.
  ///
  /// @return the id of the task
  String start(String type, Map<String, ?> input) {
    return web()
        .post("/api/tasks", Map.of("task_type", type, "input_data", input))
        .expect(202)
        .json()
        .get("id")
        .asString();
  }

  /// Does work to its end.
  JsonNode done(String type, Map<String, ?> input) {
    return web().ended(start(type, input));
  }

  Client web() {
    return server.client();
  }
}
