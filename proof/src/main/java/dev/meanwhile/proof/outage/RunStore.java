package dev.meanwhile.proof.outage;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/// What a run left in the database.
final class RunStore {
  private static final String UNFINISHED =
      """
      select count(*)
        from meanwhile.tasks
       where task_type = ?
         and status <> 'completed'
      """;

  private static final String LATENCIES =
      """
      select (extract(epoch from processing_completed_at - created_at) * 1e9)::bigint
        from meanwhile.tasks
       where task_type = ?
       order by 1
      """;

  private static final String EXHAUSTED =
      """
      select count(*)
        from meanwhile.tasks
       where status in ('failed', 'timeout')
          or retry_count >= max_retries
      """;

  private static final String MOST_RETRIES =
      """
      select max(retry_count)
        from meanwhile.tasks
      """;

  private static final String STARTS =
      """
      select (extract(epoch from e.created_at) * 1e9)::bigint
        from meanwhile.task_events e
        join meanwhile.tasks t on t.id = e.task_id
       where t.task_type = 'route'
         and e.event_type = 'claimed'
         and e.created_at >= (select max(i.created_at)
                                from meanwhile.incident_events i
                               where i.event_type = 'answered')
       order by e.created_at
      """;

  private final DataSource database;

  RunStore(DataSource database) {
    this.database = database;
  }

  long unfinished(String type) throws SQLException {
    return longs(UNFINISHED, type).getFirst();
  }

  /// From the submission to the end of each task, in nanoseconds.
  long[] latencies(String type) throws SQLException {
    return array(longs(LATENCIES, type));
  }

  long exhausted() throws SQLException {
    return longs(EXHAUSTED).getFirst();
  }

  long mostRetries() throws SQLException {
    return longs(MOST_RETRIES).getFirst();
  }

  /// When tasks that need the partner were started since it answered again, by the database's
  /// clock.
  long[] starts() throws SQLException {
    return array(longs(STARTS));
  }

  private static long[] array(List<Long> values) {
    return values.stream().mapToLong(Long::longValue).toArray();
  }

  private List<Long> longs(String sql, String... parameters) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      try (var rows = statement.executeQuery()) {
        List<Long> found = new ArrayList<>();
        while (rows.next()) {
          found.add(rows.getLong(1));
        }
        return found;
      }
    }
  }
}
