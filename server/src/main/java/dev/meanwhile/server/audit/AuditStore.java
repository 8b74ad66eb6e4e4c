package dev.meanwhile.server.audit;

import dev.meanwhile.engine.AuditLog;
import dev.meanwhile.engine.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of the audit log: added and read, never changed.
@Repository
class AuditStore {
  private static final int MOST_TASKS = 200;

  private static final String NEXT_ID =
      """
      select uuidv7()
      """;

  private static final String INSERT =
      """
      insert into meanwhile.audit_logs
        (id, action, entity_type, entity_id, user_id, user_name, details, address, agent, request_id)
      values (:id, :action, :entity_type, :entity_id, :user_id, :user_name, :details::jsonb, :address, :agent, :request_id)
      """;

  private static final String FIND =
      """
      select a.id, a.action, a.entity_type, a.entity_id, a.user_id, a.user_name, a.details, a.address, a.agent,
             a.request_id, a.created_at
        from meanwhile.audit_logs a
       where (:user::uuid is null or a.user_id = :user)
         and (:action::text is null or a.action = :action)
         and (:entity_type::text is null or a.entity_type = :entity_type)
         and (:entity_id::text is null or a.entity_id = :entity_id)
         and (:since::timestamptz is null or a.created_at >= :since)
         and (:until::timestamptz is null or a.created_at < :until)
         and (:before::uuid is null or a.id < :before)
       order by a.id desc
       limit :limit
      """;

  private static final String INSERT_ALL =
      """
      insert into meanwhile.audit_logs
        (id, action, entity_type, entity_id, user_id, user_name, details, address, agent, request_id)
      values (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?)
      """;

  /// Who did what, to which tasks, and what became of them: the whole chain in one question. A task
  /// that moves into the archive meanwhile is found in both places.
  private static final String CHAIN =
      """
      select a.id, a.action, a.entity_type, a.entity_id, a.user_id, a.user_name, a.details, a.address, a.agent,
             a.request_id, a.created_at,
             t.id as task_id, t.task_type, t.status, t.entity_label, t.status_message, t.error_message, t.caused,
             t.created_at as task_created_at, t.processing_completed_at, t.dismissed_at, t.archived_at
        from (select e.*, case when e.entity_type = 'task' and pg_input_is_valid(e.entity_id, 'uuid')
                               then e.entity_id::uuid end as task
                from meanwhile.audit_logs e
               where e.id = :id) a
        left join lateral (
          select distinct on (u.id) u.*
            from (select n.id, n.task_type, n.status, n.entity_label, n.status_message, n.error_message, true as caused,
                         n.created_at, n.processing_completed_at, n.dismissed_at, null::timestamptz as archived_at,
                         n.created_by
                    from meanwhile.task_now n
                   where n.audit_log_id = a.id
                  union all
                  select n.id, n.task_type, n.status, n.entity_label, n.status_message, n.error_message, false,
                         n.created_at, n.processing_completed_at, n.dismissed_at, null, n.created_by
                    from meanwhile.task_now n
                   where n.id = a.task
                  union all
                  select r.id, r.task_type, r.status, r.entity_label, r.status_message, r.error_message, true,
                         r.created_at, r.processing_completed_at, r.dismissed_at, r.archived_at, r.created_by
                    from meanwhile.tasks_archive r
                   where r.audit_log_id = a.id
                  union all
                  select r.id, r.task_type, r.status, r.entity_label, r.status_message, r.error_message, false,
                         r.created_at, r.processing_completed_at, r.dismissed_at, r.archived_at, r.created_by
                    from meanwhile.tasks_archive r
                   where r.id = a.task) u
           where :owner::uuid is null or u.created_by = :owner
           order by u.id, u.caused desc, u.archived_at
           limit :limit) t on true
       order by t.id
      """;

  private final JdbcClient database;

  AuditStore(JdbcClient database) {
    this.database = database;
  }

  UUID nextId() {
    return database.sql(NEXT_ID).query(UUID.class).single();
  }

  void insert(UUID id, Deed deed, @Nullable UUID user, String name, Origin origin) {
    database
        .sql(INSERT)
        .param("id", id)
        .param("action", deed.action())
        .param("entity_type", deed.entityType())
        .param("entity_id", deed.entityId())
        .param("user_id", user)
        .param("user_name", name)
        .param("details", Json.write(deed.details()))
        .param("address", origin.address())
        .param("agent", origin.agent())
        .param("request_id", origin.requestId())
        .update();
  }

  /// What was said of new tasks, each by [Audit.Submission].
  void insertAll(Connection connection, List<AuditLog.Entry> entries) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT_ALL)) {
      for (AuditLog.Entry entry : entries) {
        var said = (Audit.Submission) entry.note();
        Deed deed = said.deed();
        insert.setObject(1, entry.id());
        insert.setString(2, deed.action());
        insert.setString(3, deed.entityType());
        insert.setString(4, entry.task().toString());
        insert.setObject(5, said.caller().id());
        insert.setString(6, said.caller().fullName());
        insert.setString(7, Json.write(deed.details()));
        insert.setString(8, said.origin().address());
        insert.setString(9, said.origin().agent());
        insert.setString(10, said.origin().requestId());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /// @param owner only tasks of this user; null for everybody's
  @Nullable Chain chain(UUID id, @Nullable UUID owner) {
    var tasks = new ArrayList<Chain.Outcome>();
    List<AuditEntry> entries =
        database
            .sql(CHAIN)
            .param("id", id)
            .param("owner", owner)
            .param("limit", MOST_TASKS + 1)
            .query((row, number) -> {
              if (row.getObject("task_id") != null) {
                tasks.add(outcome(row));
              }
              return entry(row, number);
            })
            .list();
    return entries.isEmpty()
        ? null
        : new Chain(
            entries.getFirst(),
            tasks.subList(0, Math.min(tasks.size(), MOST_TASKS)),
            tasks.size() > MOST_TASKS);
  }

  private static Chain.Outcome outcome(ResultSet row) throws SQLException {
    return new Chain.Outcome(
        row.getObject("task_id", UUID.class),
        row.getString("task_type"),
        row.getString("status"),
        row.getString("entity_label"),
        row.getString("status_message"),
        row.getString("error_message"),
        row.getBoolean("caused"),
        row.getObject("task_created_at", OffsetDateTime.class).toInstant(),
        instant(row, "processing_completed_at"),
        instant(row, "dismissed_at"),
        instant(row, "archived_at"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  List<AuditEntry> find(AuditQuery query) {
    return database
        .sql(FIND)
        .param("user", query.user())
        .param("action", query.action())
        .param("entity_type", query.entityType())
        .param("entity_id", query.entityId())
        .param("since", at(query.since()))
        .param("until", at(query.until()))
        .param("before", query.before())
        .param("limit", query.limit())
        .query(AuditStore::entry)
        .list();
  }

  private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  private static AuditEntry entry(ResultSet row, int number) throws SQLException {
    return new AuditEntry(
        row.getObject("id", UUID.class),
        row.getString("action"),
        row.getString("entity_type"),
        row.getString("entity_id"),
        row.getObject("user_id", UUID.class),
        row.getString("user_name"),
        Json.mapper().readTree(row.getString("details")),
        row.getString("address"),
        row.getString("agent"),
        row.getString("request_id"),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }
}
