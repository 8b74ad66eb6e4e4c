package dev.meanwhile.apps.desk.appointments;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Who drives two at once. A driver is taken from the way there to the way back.
@Repository
class ConflictStore {
  /// Nothing lasts longer than three days with both ways, so only the neighbours are looked at.
  private static final String FIND =
      """
      select a.id, b.id as other, c.first_name || ' ' || c.last_name as client_name, d.full_name as driver_name,
             p.name as clinic_name, a.zone, b.starts_at, b.duration_minutes, coalesce(b.transit_minutes, 0) as transit
        from meanwhile.appointments a
        join meanwhile.appointments b
          on b.driver_id = a.driver_id and b.id <> a.id and b.deleted_at is null
         and b.starts_at > a.starts_at - interval '3 days' and b.starts_at < a.starts_at + interval '3 days'
         and b.status in ('scheduled', 'confirmed', 'completed')
         and tstzrange(b.starts_at - make_interval(mins => coalesce(b.transit_minutes, 0)),
                       b.starts_at + make_interval(mins => b.duration_minutes + coalesce(b.transit_minutes, 0)))
          && tstzrange(a.starts_at - make_interval(mins => coalesce(a.transit_minutes, 0)),
                       a.starts_at + make_interval(mins => a.duration_minutes + coalesce(a.transit_minutes, 0)))
        join meanwhile.clients c on c.knumber = b.knumber
        join meanwhile.drivers d on d.id = b.driver_id
        join meanwhile.destinations p on p.id = b.clinic_id
       where a.id = any (:ids::uuid[]) and a.deleted_at is null and a.status in ('scheduled', 'confirmed')
       order by a.id, b.starts_at, b.id
      """;

  private static final String TAKEN =
      """
      select distinct b.driver_id
        from meanwhile.appointments b
       where b.driver_id is not null and b.deleted_at is null and b.status in ('scheduled', 'confirmed')
         and b.starts_at > :from::timestamptz - interval '3 days' and b.starts_at < :to::timestamptz + interval '3 days'
         and tstzrange(b.starts_at - make_interval(mins => coalesce(b.transit_minutes, 0)),
                       b.starts_at + make_interval(mins => b.duration_minutes + coalesce(b.transit_minutes, 0)))
          && tstzrange(:from::timestamptz, :to::timestamptz)
      """;

  private final JdbcClient database;

  ConflictStore(JdbcClient database) {
    this.database = database;
  }

  /// Another appointment of the same driver.
  ///
  /// @param of which appointment it is in the way of
  record Other(
      UUID of,
      UUID id,
      String clientName,
      String driverName,
      String clinicName,
      ZoneId zone,
      Instant startsAt,
      Duration duration,
      Duration transit) {}

  List<Other> of(List<UUID> ids) {
    return database
        .sql(FIND)
        .param("ids", ids.toArray(UUID[]::new))
        .query((row, _) ->
            new Other(
                row.getObject("id", UUID.class),
                row.getObject("other", UUID.class),
                row.getString("client_name"),
                row.getString("driver_name"),
                row.getString("clinic_name"),
                ZoneId.of(row.getString("zone")),
                row.getObject("starts_at", OffsetDateTime.class).toInstant(),
                Duration.ofMinutes(row.getInt("duration_minutes")),
                Duration.ofMinutes(row.getInt("transit"))))
        .list();
  }

  /// The drivers who have something to do between these moments.
  List<UUID> taken(Instant from, Instant to) {
    return database
        .sql(TAKEN)
        .param("from", from.atOffset(ZoneOffset.UTC))
        .param("to", to.atOffset(ZoneOffset.UTC))
        .query(UUID.class)
        .list();
  }
}
