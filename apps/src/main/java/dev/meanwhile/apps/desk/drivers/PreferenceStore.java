package dev.meanwhile.apps.desk.drivers;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Which clinics lie near a driver's home.
@Repository("driverPreferenceStore")
class PreferenceStore {
  private static final String OF_DRIVER =
      """
      select p.clinic_id, d.name, p.minutes, p.meters, p.rank, p.estimated
        from meanwhile.driver_clinic_preferences p
        join meanwhile.destinations d on d.id = p.clinic_id
       where p.driver_id = :driver and d.active
       order by p.rank, d.name
      """;

  private final JdbcClient database;

  PreferenceStore(JdbcClient database) {
    this.database = database;
  }

  /// A clinic, and how far it is from a driver's home.
  ///
  /// @param rank 1 for the nearest
  record Preference(
      UUID clinicId, String clinicName, int minutes, int meters, int rank, boolean estimated) {}

  List<Preference> ofDriver(UUID driver) {
    return database
        .sql(OF_DRIVER)
        .param("driver", driver)
        .query((row, _) ->
            new Preference(
                row.getObject("clinic_id", UUID.class),
                row.getString("name"),
                row.getInt("minutes"),
                row.getInt("meters"),
                row.getInt("rank"),
                row.getBoolean("estimated")))
        .list();
  }
}
