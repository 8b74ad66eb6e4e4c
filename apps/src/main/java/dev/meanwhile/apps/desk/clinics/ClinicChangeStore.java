package dev.meanwhile.apps.desk.clinics;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Writes the rows of the clinics.
@Repository
class ClinicChangeStore {
  private static final String INSERT =
      """
      insert into meanwhile.destinations (name, address, city, state, zip, latitude, longitude, phone, active)
      values (:name, :address, :city, :state, :zip, :latitude, :longitude, :phone, :active)
      on conflict (name) do nothing
      returning id
      """;

  private static final String HOLD =
      """
      select true
        from meanwhile.destinations
       where id = :id
         for no key update
      """;

  private static final String TAKEN =
      """
      select exists (select from meanwhile.destinations where name = :name and id <> :id)
      """;

  private static final String UPDATE =
      """
      update meanwhile.destinations
         set name = :name, address = :address, city = :city, state = :state, zip = :zip, latitude = :latitude,
             longitude = :longitude, phone = :phone, active = :active, version = version + 1, updated_at = meanwhile.clock()
       where id = :id
      """;

  private final JdbcClient database;

  ClinicChangeStore(JdbcClient database) {
    this.database = database;
  }

  /// Null when there is one of this name already.
  @Nullable UUID insert(ClinicForm form) {
    return filled(database.sql(INSERT), form).query(UUID.class).optional().orElse(null);
  }

  /// Nobody else changes it until the transaction ends.
  void hold(UUID id) {
    database.sql(HOLD).param("id", id).query(Boolean.class).optional();
  }

  boolean taken(String name, UUID except) {
    return database
        .sql(TAKEN)
        .param("name", name)
        .param("id", except)
        .query(Boolean.class)
        .single();
  }

  void update(UUID id, ClinicForm form) {
    filled(database.sql(UPDATE), form).param("id", id).update();
  }

  private static JdbcClient.StatementSpec filled(
      JdbcClient.StatementSpec statement, ClinicForm form) {
    var spot = form.spot();
    return statement
        .param("name", form.name())
        .param("address", spot.address())
        .param("city", spot.city())
        .param("state", spot.state())
        .param("zip", spot.zip())
        .param("latitude", spot.latitude())
        .param("longitude", spot.longitude())
        .param("phone", form.phone())
        .param("active", form.active());
  }
}
