package dev.meanwhile.server.token;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of the signing keys, shared by all nodes.
@Repository
class SigningKeyStore {
  private static final String INSTALLATION =
      """
      select id
        from meanwhile.installations
      """;

  private static final String NEWEST =
      """
      select id, private_key, public_key, created_at
        from meanwhile.signing_keys
       where created_at > meanwhile.clock() - :seconds * interval '1 second'
       order by created_at desc
       limit 1
      """;

  private static final String FIND =
      """
      select id, private_key, public_key, created_at
        from meanwhile.signing_keys
       where id = :id
      """;

  private static final String INSERT =
      """
      insert into meanwhile.signing_keys (private_key, public_key)
      values (:private_key, :public_key)
      """;

  private static final String FORGET =
      """
      delete from meanwhile.signing_keys
       where created_at < meanwhile.clock() - :seconds * interval '1 second'
      """;

  /// One node at a time makes a key.
  private static final String LOCK =
      """
      select pg_advisory_xact_lock(hashtext('meanwhile.signing_keys')) is null
      """;

  private final JdbcClient database;

  SigningKeyStore(JdbcClient database) {
    this.database = database;
  }

  UUID installation() {
    return database.sql(INSTALLATION).query(UUID.class).single();
  }

  @Nullable SigningKey newest() {
    return database
        .sql(NEWEST)
        .param("seconds", SigningKey.SIGNS.toSeconds())
        .query(SigningKeyStore::key)
        .optional()
        .orElse(null);
  }

  @Nullable SigningKey find(UUID id) {
    return database.sql(FIND).param("id", id).query(SigningKeyStore::key).optional().orElse(null);
  }

  void insert(byte[] privateKey, byte[] publicKey) {
    database.sql(INSERT).param("private_key", privateKey).param("public_key", publicKey).update();
  }

  /// Forgets the keys that nobody believes any more.
  void forget() {
    database
        .sql(FORGET)
        .param("seconds", SigningKey.SIGNS.plus(SigningKey.LINGERS).toSeconds())
        .update();
  }

  void lock() {
    database.sql(LOCK).query(Boolean.class).single();
  }

  private static SigningKey key(ResultSet row, int number) throws SQLException {
    return SigningKey.of(
        row.getObject("id", UUID.class),
        row.getBytes("private_key"),
        row.getBytes("public_key"),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }
}
