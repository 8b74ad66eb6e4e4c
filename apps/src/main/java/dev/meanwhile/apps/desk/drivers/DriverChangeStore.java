package dev.meanwhile.apps.desk.drivers;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Writes the rows of the drivers, as people filled them in.
@Repository
class DriverChangeStore {
  private static final String INSERT =
      """
      insert into meanwhile.drivers
        (full_name, phone, email, home_address, home_city, home_state, home_zip, home_latitude, home_longitude, active, colour,
         calendar_id, calendar_ical_url, user_id)
      values
        (:full_name, :phone, :email, :address, :city, :state, :zip, :latitude, :longitude, :active, :colour, :calendar, :url,
         :user)
      returning id
      """;

  private static final String HOLD =
      """
      select *
        from meanwhile.drivers
       where id = :id
         for no key update
      """;

  private static final String UPDATE =
      """
      update meanwhile.drivers
         set full_name = :full_name, phone = :phone, email = :email, home_address = :address, home_city = :city,
             home_state = :state, home_zip = :zip, home_latitude = :latitude, home_longitude = :longitude, active = :active,
             colour = :colour, calendar_id = :calendar, calendar_ical_url = :url, user_id = :user, version = version + 1,
             updated_at = meanwhile.clock()
       where id = :id
      """;

  private final JdbcClient database;

  DriverChangeStore(JdbcClient database) {
    this.database = database;
  }

  UUID insert(DriverForm form) {
    return filled(database.sql(INSERT), form).query(UUID.class).single();
  }

  /// The driver, whom nobody else changes until the transaction ends; null when there is none.
  @Nullable Driver hold(UUID id) {
    return database.sql(HOLD).param("id", id).query(DriverStore::driver).optional().orElse(null);
  }

  void update(UUID id, DriverForm form) {
    filled(database.sql(UPDATE), form).param("id", id).update();
  }

  private static JdbcClient.StatementSpec filled(
      JdbcClient.StatementSpec statement, DriverForm form) {
    var home = form.home();
    return statement
        .param("full_name", form.fullName())
        .param("phone", form.phone())
        .param("email", form.email())
        .param("address", home.address())
        .param("city", home.city())
        .param("state", home.state())
        .param("zip", home.zip())
        .param("latitude", home.latitude())
        .param("longitude", home.longitude())
        .param("active", form.active())
        .param("colour", form.colour())
        .param("calendar", form.calendarId())
        .param("url", form.calendarIcalUrl())
        .param("user", form.userId());
  }
}
