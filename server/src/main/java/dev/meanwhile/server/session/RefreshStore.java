package dev.meanwhile.server.session;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of the refresh tokens; only their hashes are kept.
@Repository
class RefreshStore {
  private static final String INSERT =
      """
      insert into meanwhile.refresh_tokens (token_hash, session_id)
      values (:hash, :session)
      """;

  /// Of two who come with the same one, one is first.
  private static final String USE =
      """
      update meanwhile.refresh_tokens
         set used_at = meanwhile.clock()
       where token_hash = :hash and used_at is null
      returning session_id
      """;

  private static final String WHOSE =
      """
      select session_id
        from meanwhile.refresh_tokens
       where token_hash = :hash
      """;

  private final JdbcClient database;

  RefreshStore(JdbcClient database) {
    this.database = database;
  }

  void insert(byte[] hash, UUID session) {
    database.sql(INSERT).param("hash", hash).param("session", session).update();
  }

  /// The session of a token that nobody has used; null otherwise.
  @Nullable UUID use(byte[] hash) {
    return database.sql(USE).param("hash", hash).query(UUID.class).optional().orElse(null);
  }

  /// The session of a token, used or not; null when there never was one.
  @Nullable UUID whose(byte[] hash) {
    return database.sql(WHOSE).param("hash", hash).query(UUID.class).optional().orElse(null);
  }
}
