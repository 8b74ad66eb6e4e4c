package dev.meanwhile.engine.support;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Tasks that ended long ago, and the archiving of them.
public final class Past {
  /// The fields of a task, and a digest of all its rows, wherever they lie.
  private static final String DIGESTS =
      """
      with every as (
        select t.id, to_jsonb(t) as task from meanwhile.tasks t
        union all
        select a.id, to_jsonb(a) - 'archived_at' from meanwhile.tasks_archive a
      ),
      told as (
        select e.task_id, e.version, to_jsonb(e) as event from meanwhile.task_events e
        union all
        select e.task_id, e.version, to_jsonb(e) from meanwhile.task_events_archive e
      )
      select v.id || ' ' || md5(v.task::text || string_agg(t.event::text, ' ' order by t.version))
        from every v
        join told t on t.task_id = v.id
       group by v.id, v.task
       order by v.id
      """;

  private static final String SETTLED =
      """
      with made as (
        insert into meanwhile.tasks
               (id, task_type, status, entity_type, entity_id, entity_label, current_step, status_message, attempt,
                max_retries, created_at, processing_started_at, processing_completed_at, version, error_message,
                parent_id, rerun_of, audit_log_id, correlation_id)
        select coalesce(?::uuid, uuidv7(moment.at + i * interval '1 second' - clock_timestamp())), 'work', ?::text,
               'client', 'K' || i, 'Client ' || i, 'end', 'It came to its end.', 1, 3, moment.at, moment.at, moment.at, 3,
               case when ? then 'It failed: it had to. Nothing to do.' end, uuidv7(), uuidv7(), uuidv7(), uuidv7()
          from generate_series(1, ?) i, (select ?::timestamptz as at) moment
        returning *
      ),
      told as (
        insert into meanwhile.task_events (task_id, version, event_type, event_data, attempt, actor, created_at)
        select m.id, v, (array['submitted', 'claimed', m.status])[v], jsonb_build_object('status', m.status), 1,
               'test', m.created_at
          from made m, generate_series(1, 3) v
      ),
      noted as (
        insert into meanwhile.attention (task_id, task_type, code)
        select m.id, m.task_type, 'test' from made m where m.status in ('failed', 'timeout')
      )
      select id from made order by id
      """;

  private final DataSource database;

  public Past(DataSource database) {
    this.database = database;
  }

  /// Makes tasks that were created, ran and ended at this moment, a second apart in their ids.
  public List<UUID> settled(int count, String status, String at) throws SQLException {
    return settled(null, count, status, at);
  }

  public UUID settledAs(UUID id, String status, String at) throws SQLException {
    return settled(id, 1, status, at).getFirst();
  }

  private List<UUID> settled(@Nullable UUID id, int count, String status, String at)
      throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(SETTLED)) {
      statement.setObject(1, id);
      statement.setString(2, status);
      statement.setBoolean(3, status.equals("failed") || status.equals("timeout"));
      statement.setInt(4, count);
      statement.setString(5, at);
      List<UUID> made = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          made.add(rows.getObject(1, UUID.class));
        }
      }
      return made;
    }
  }

  /// Archives, some time after now.
  public int archive(String later) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return archive(connection, later);
    }
  }

  public static int archive(Connection connection, String later) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set meanwhile.time_shift = '" + later + "'");
      try (ResultSet row = statement.executeQuery("select meanwhile.archive_old_tasks()")) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  /// One line for each task: its id and a digest of its row and events, wherever they lie.
  public List<String> digests() throws SQLException {
    return texts(DIGESTS);
  }

  public long count(String sql) throws SQLException {
    return Long.parseLong(texts(sql).getFirst());
  }

  public List<String> texts(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }

  public void execute(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
