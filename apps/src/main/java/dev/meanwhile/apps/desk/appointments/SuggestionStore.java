package dev.meanwhile.apps.desk.appointments;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// How far each driver has it to a client.
@Repository
class SuggestionStore {
  private static final String FIND =
      """
      select d.id, d.full_name, t.minutes, t.meters, coalesce(t.estimated, false) as estimated, p.rank
        from meanwhile.drivers d
        left join meanwhile.client_drive_times t on t.driver_id = d.id and t.knumber = :client
        left join meanwhile.driver_clinic_preferences p on p.driver_id = d.id and p.clinic_id = :clinic::uuid
       where d.active
       order by t.minutes nulls last, p.rank nulls last, lower(d.full_name), d.id
      """;

  private final JdbcClient database;

  SuggestionStore(JdbcClient database) {
    this.database = database;
  }

  /// A driver who could drive.
  ///
  /// @param minutes from the driver's home to the client; null when nobody knows
  /// @param clinicRank which of the driver's clinics this is, 1 for the nearest; null when unknown
  /// @param free whether the driver has nothing else to do then
  record Suggestion(
      UUID driverId,
      String name,
      @Nullable Integer minutes,
      @Nullable Integer meters,
      boolean estimated,
      @Nullable Integer clinicRank,
      boolean free) {}

  /// @param taken those who have something else to do
  List<Suggestion> find(String client, @Nullable UUID clinic, List<UUID> taken) {
    return database
        .sql(FIND)
        .param("client", client)
        .param("clinic", clinic)
        .query((row, _) -> {
          UUID driver = row.getObject("id", UUID.class);
          return new Suggestion(
              driver,
              row.getString("full_name"),
              row.getObject("minutes", Integer.class),
              row.getObject("meters", Integer.class),
              row.getBoolean("estimated"),
              row.getObject("rank", Integer.class),
              !taken.contains(driver));
        })
        .list();
  }
}
