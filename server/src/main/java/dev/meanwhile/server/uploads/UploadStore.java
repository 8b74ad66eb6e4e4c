package dev.meanwhile.server.uploads;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of the uploaded files.
@Repository
class UploadStore {
  private static final String NEXT_ID =
      """
      select uuidv7()
      """;

  private static final String FIND =
      """
      select id, name, size, sha256, created_by, created_at
        from meanwhile.uploads
       where id = :id
      """;

  private static final String FIND_BY_KEY =
      """
      select id, name, size, sha256, created_by, created_at
        from meanwhile.uploads
       where created_by      = :created_by
         and idempotency_key = :idempotency_key
      """;

  /// No row comes back when the key was used before.
  private static final String INSERT =
      """
      insert into meanwhile.uploads (id, name, size, sha256, created_by, idempotency_key)
      values (:id, :name, :size, :sha256, :created_by, :idempotency_key)
      on conflict (created_by, idempotency_key) do nothing
      returning id, name, size, sha256, created_by, created_at
      """;

  private static final String KNOWN =
      """
      select id
        from meanwhile.uploads
       where id = any (:ids)
      """;

  private final JdbcClient database;

  UploadStore(JdbcClient database) {
    this.database = database;
  }

  UUID nextId() {
    return database.sql(NEXT_ID).query(UUID.class).single();
  }

  @Nullable Upload find(UUID id) {
    return database.sql(FIND).param("id", id).query(UploadStore::upload).optional().orElse(null);
  }

  @Nullable Upload findByKey(UUID createdBy, String key) {
    return database
        .sql(FIND_BY_KEY)
        .param("created_by", createdBy)
        .param("idempotency_key", key)
        .query(UploadStore::upload)
        .optional()
        .orElse(null);
  }

  /// The new row; null when the user has used the key before.
  @Nullable Upload insert(
      UUID id, String name, long size, String sha256, UUID createdBy, @Nullable String key) {
    return database
        .sql(INSERT)
        .param("id", id)
        .param("name", name)
        .param("size", size)
        .param("sha256", sha256)
        .param("created_by", createdBy)
        .param("idempotency_key", key)
        .query(UploadStore::upload)
        .optional()
        .orElse(null);
  }

  /// Those of the ids that have a row.
  List<UUID> known(List<UUID> ids) {
    return database.sql(KNOWN).param("ids", ids.toArray(UUID[]::new)).query(UUID.class).list();
  }

  private static Upload upload(ResultSet row, int number) throws SQLException {
    return new Upload(
        row.getObject("id", UUID.class),
        row.getString("name"),
        row.getLong("size"),
        row.getString("sha256"),
        row.getObject("created_by", UUID.class),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }
}
