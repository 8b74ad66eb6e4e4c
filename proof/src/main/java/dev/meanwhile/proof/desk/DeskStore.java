package dev.meanwhile.proof.desk;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/// Looks at the desk's rows behind the node's back.
final class DeskStore {
  private static final String OPEN =
      """
      select count(*) from meanwhile.queue
      """;

  /// Clients that lack what belongs to them, or have it twice; their tasks may be in the archive.
  private static final String MAIMED =
      """
      with made as (
        select t.entity_id, count(*) filter (where t.task_type = 'calculate_distances') as distances,
               count(*) filter (where t.task_type = 'add_openphone_contact') as contacts
          from (select entity_type, entity_id, task_type from meanwhile.tasks
                union all
                select entity_type, entity_id, task_type from meanwhile.tasks_archive) t
         where t.entity_type = 'client'
         group by t.entity_id
      ), told as (
        select a.entity_id, count(*) as entries
          from meanwhile.audit_logs a
         where a.entity_type = 'client' and a.action = 'create_client'
         group by a.entity_id
      )
      select count(*)
        from meanwhile.clients c
        left join made m on m.entity_id = c.knumber
        left join told a on a.entity_id = c.knumber
       where (m.distances, m.contacts, a.entries) is distinct from (1, 1, 1)
      """;

  private static final String STRAY =
      """
      select count(*)
        from meanwhile.tasks t
       where t.entity_type = 'client'
         and not exists (select from meanwhile.clients c where c.knumber = t.entity_id)
      """;

  private static final String UNFINISHED =
      """
      select count(*)
        from meanwhile.tasks t
       where t.entity_type = 'client' and t.status <> 'completed'
      """;

  private static final String WITHOUT_RESULTS =
      """
      select count(*)
        from meanwhile.clients c
       where c.clinic_travel_times is null or c.quo_contact_id is null
          or not exists (select from meanwhile.client_drive_times d where d.knumber = c.knumber)
      """;

  private static final String NAMED =
      """
      select count(*) from meanwhile.clients where last_name = ?
      """;

  private static final String CLIENTS =
      """
      select count(*) from meanwhile.clients
      """;

  private static final String ATTEMPTS =
      """
      select coalesce(max(attempt), 0) from meanwhile.tasks where entity_type = 'client'
      """;

  private static final String SHIFT =
      """
      set meanwhile.time_shift = '8 days'
      """;

  private static final String ARCHIVE =
      """
      select archive_old_tasks()
      """;

  private static final String ARCHIVED =
      """
      select count(*) from meanwhile.tasks_archive
      """;

  private final DataSource database;

  DeskStore(DataSource database) {
    this.database = database;
  }

  long open() throws SQLException {
    return number(OPEN);
  }

  long maimed() throws SQLException {
    return number(MAIMED);
  }

  long stray() throws SQLException {
    return number(STRAY);
  }

  long unfinished() throws SQLException {
    return number(UNFINISHED);
  }

  long withoutResults() throws SQLException {
    return number(WITHOUT_RESULTS);
  }

  long named(String lastName) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(NAMED)) {
      statement.setString(1, lastName);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  long clients() throws SQLException {
    return number(CLIENTS);
  }

  long mostAttempts() throws SQLException {
    return number(ATTEMPTS);
  }

  long archived() throws SQLException {
    return number(ARCHIVED);
  }

  /// Calls the function of the documents, as somebody with an SQL console would, a week later.
  void archive() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(SHIFT);
      statement.execute(ARCHIVE);
    }
  }

  private long number(String question) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(question)) {
      row.next();
      return row.getLong(1);
    }
  }
}
