package dev.meanwhile.apps.desk.appointments;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The figures of the desk.
@Repository
class SummaryStore {
  private static final String FIGURES =
      """
      select meanwhile.clock() as now,
             (select count(*) from meanwhile.clients where active) as clients,
             (select count(*) from meanwhile.drivers where active) as drivers,
             (select count(*)
                from meanwhile.clients
               where clinic_travel_times is null and active
                 and coalesce(address, zip, latitude::text) is not null) as without_times
      """;

  private final JdbcClient database;

  SummaryStore(JdbcClient database) {
    this.database = database;
  }

  /// @param withoutTimes whose travel times are still being calculated
  record Figures(Instant now, long clients, long drivers, long withoutTimes) {}

  Figures figures() {
    return database
        .sql(FIGURES)
        .query((row, _) ->
            new Figures(
                row.getObject("now", OffsetDateTime.class).toInstant(),
                row.getLong("clients"),
                row.getLong("drivers"),
                row.getLong("without_times")))
        .single();
  }
}
