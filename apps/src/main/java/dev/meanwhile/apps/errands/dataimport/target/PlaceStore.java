package dev.meanwhile.apps.errands.dataimport.target;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The table `meanwhile.places`.
@Component
final class PlaceStore {
  private static final String INSERT =
      """
      insert into meanwhile.places
        (import_task_id, line_number, name, postal_code, region, region_code, county, country,
         latitude, longitude, population, time_zone)
      select ?, block.*
      from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as block
      """;

  private static final String ROWS =
      """
      select line_number as line, name, postal_code, region, region_code, county, country,
             latitude, longitude, population, time_zone
      from meanwhile.places
      where import_task_id = ? and line_number > ?
      order by line_number
      limit ?
      """;

  private final JdbcClient database;

  PlaceStore(JdbcClient database) {
    this.database = database;
  }

  void insert(Connection connection, UUID task, List<Field> fields, List<Entry> entries)
      throws SQLException {
    BlockStore.insert(connection, INSERT, task, fields, entries);
  }

  List<Map<String, @Nullable Object>> rows(UUID task, long afterLine, int limit) {
    return database.sql(ROWS).params(task, afterLine, limit).query().listOfRows();
  }
}
