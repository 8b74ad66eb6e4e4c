package dev.meanwhile.server.audit;

import dev.meanwhile.engine.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of the audit log: added and read, never changed.
@Repository
class AuditStore {
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

  private final JdbcClient database;

  AuditStore(JdbcClient database) {
    this.database = database;
  }

  UUID nextId() {
    return database.sql(NEXT_ID).query(UUID.class).single();
  }

  void insert(
      UUID id,
      Deed deed,
      @Nullable UUID user,
      String name,
      @Nullable String address,
      @Nullable String agent,
      @Nullable String requestId) {
    database
        .sql(INSERT)
        .param("id", id)
        .param("action", deed.action())
        .param("entity_type", deed.entityType())
        .param("entity_id", deed.entityId())
        .param("user_id", user)
        .param("user_name", name)
        .param("details", Json.write(deed.details()))
        .param("address", address)
        .param("agent", agent)
        .param("request_id", requestId)
        .update();
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
