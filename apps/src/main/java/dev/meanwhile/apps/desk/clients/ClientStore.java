package dev.meanwhile.apps.desk.clients;

import dev.meanwhile.apps.desk.place.Spot;
import dev.meanwhile.engine.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of the clients.
@Repository
public class ClientStore {
  private static final String FIND =
      """
      select c.*, d.name as primary_clinic
        from meanwhile.clients c
        left join meanwhile.destinations d on d.id = c.primary_clinic_id
       where c.knumber = :knumber
      """;

  /// Those who can be driven, in blocks.
  private static final String ACTIVE =
      """
      select c.*, d.name as primary_clinic
        from meanwhile.clients c
        left join meanwhile.destinations d on d.id = c.primary_clinic_id
       where c.active and c.knumber > :after
         and coalesce(c.address, c.zip, c.latitude::text) is not null
       order by c.knumber
       limit :limit
      """;

  private static final String COUNT_ACTIVE =
      """
      select count(*)
        from meanwhile.clients c
       where c.active and coalesce(c.address, c.zip, c.latitude::text) is not null
      """;

  private final JdbcClient database;

  ClientStore(JdbcClient database) {
    this.database = database;
  }

  /// Null when there is none.
  public @Nullable Client find(String knumber) {
    return database
        .sql(FIND)
        .param("knumber", knumber)
        .query(ClientStore::client)
        .optional()
        .orElse(null);
  }

  /// The active clients whose home is known, by their numbers.
  ///
  /// @param after only those behind this number; empty for the first block
  public List<Client> active(String after, int limit) {
    return database
        .sql(ACTIVE)
        .param("after", after)
        .param("limit", limit)
        .query(ClientStore::client)
        .list();
  }

  /// How many of them there are.
  public long countActive() {
    return database.sql(COUNT_ACTIVE).query(Long.class).single();
  }

  static Client client(ResultSet row, int number) throws SQLException {
    String times = row.getString("clinic_travel_times");
    return new Client(
        row.getString("knumber"),
        row.getString("first_name"),
        row.getString("last_name"),
        row.getString("phone"),
        row.getString("email"),
        Spot.read(row, ""),
        row.getObject("primary_clinic_id", UUID.class),
        row.getString("primary_clinic"),
        row.getString("notes"),
        row.getBoolean("active"),
        times == null ? null : List.of(Json.read(times, TravelTime[].class)),
        row.getString("quo_contact_id"),
        row.getLong("version"),
        row.getObject("created_by", UUID.class),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("updated_at", OffsetDateTime.class).toInstant());
  }
}
