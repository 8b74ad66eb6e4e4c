package dev.meanwhile.apps.desk.clients;

import dev.meanwhile.apps.desk.place.Spot;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Writes the rows of the clients, as people filled them in.
@Repository
class ClientChangeStore {
  private static final String INSERT =
      """
      insert into meanwhile.clients
        (first_name, last_name, phone, email, address, city, state, zip, latitude, longitude, primary_clinic_id, notes, active,
         created_by)
      values
        (:first_name, :last_name, :phone, :email, :address, :city, :state, :zip, :latitude, :longitude, :clinic, :notes, :active,
         :user)
      returning knumber
      """;

  private static final String HOLD =
      """
      select c.*, d.name as primary_clinic
        from meanwhile.clients c
        left join meanwhile.destinations d on d.id = c.primary_clinic_id
       where c.knumber = :knumber
         for no key update of c
      """;

  private static final String UPDATE =
      """
      update meanwhile.clients
         set first_name = :first_name, last_name = :last_name, phone = :phone, email = :email, address = :address, city = :city,
             state = :state, zip = :zip, latitude = :latitude, longitude = :longitude, primary_clinic_id = :clinic,
             notes = :notes, active = :active,
             clinic_travel_times = case when :outdated then null else clinic_travel_times end,
             version = version + 1, updated_at = meanwhile.clock()
       where knumber = :knumber
      """;

  private final JdbcClient database;

  ClientChangeStore(JdbcClient database) {
    this.database = database;
  }

  /// @return the new client's number
  String insert(ClientForm form, UUID user) {
    return filled(database.sql(INSERT), form).param("user", user).query(String.class).single();
  }

  /// The client, whom nobody else changes until the transaction ends; null when there is none.
  @Nullable Client hold(String knumber) {
    return database
        .sql(HOLD)
        .param("knumber", knumber)
        .query(ClientStore::client)
        .optional()
        .orElse(null);
  }

  /// @param outdated whether the travel times do not hold any more
  void update(String knumber, ClientForm form, boolean outdated) {
    filled(database.sql(UPDATE), form)
        .param("knumber", knumber)
        .param("outdated", outdated)
        .update();
  }

  private static JdbcClient.StatementSpec filled(
      JdbcClient.StatementSpec statement, ClientForm form) {
    Spot home = form.home();
    return statement
        .param("first_name", form.firstName())
        .param("last_name", form.lastName())
        .param("phone", form.phone())
        .param("email", form.email())
        .param("address", home.address())
        .param("city", home.city())
        .param("state", home.state())
        .param("zip", home.zip())
        .param("latitude", home.latitude())
        .param("longitude", home.longitude())
        .param("clinic", form.primaryClinicId())
        .param("notes", form.notes())
        .param("active", form.active());
  }
}
