package dev.meanwhile.apps.desk.clients;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Whom an appointment is for.
@Repository
class PassengerStore {
  private static final String OF =
      """
      select knumber
        from meanwhile.appointments
       where id = :id and deleted_at is null
      """;

  private final JdbcClient database;

  PassengerStore(JdbcClient database) {
    this.database = database;
  }

  /// The client's number; null when there is no such appointment.
  @Nullable String of(UUID appointment) {
    return database.sql(OF).param("id", appointment).query(String.class).optional().orElse(null);
  }
}
