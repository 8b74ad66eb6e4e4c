package dev.meanwhile.apps.errands.dataimport.target;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The table `meanwhile.contacts`.
@Component
final class ContactStore {
  private static final String INSERT =
      """
      insert into meanwhile.contacts
        (import_task_id, line_number, name, first_name, last_name, email, phone, company,
         street, city, region, postal_code, country, notes)
      select ?, line_number,
             coalesce(name, nullif(concat_ws(' ', first_name, last_name), '')),
             first_name, last_name, email, phone, company,
             street, city, region, postal_code, country, notes
      from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        as block (line_number, name, first_name, last_name, email, phone, company,
                  street, city, region, postal_code, country, notes)
      """;

  private static final String ROWS =
      """
      select line_number as line, id, name, first_name, last_name, email, phone, company,
             street, city, region, postal_code, country, notes
      from meanwhile.contacts
      where import_task_id = ? and line_number > ?
      order by line_number
      limit ?
      """;

  private final JdbcClient database;

  ContactStore(JdbcClient database) {
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
