package dev.meanwhile.server.keys;

import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.access.Credential;
import dev.meanwhile.server.access.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of the keys; of a key itself only the hash and the last four signs are kept.
@Repository
class KeyStore {
  private static final String INSERT =
      """
      insert into meanwhile.api_keys (user_id, name, scope, token_hash, last_four)
      values (:user, :name, :scope, :hash, :last_four)
      returning id, name, scope, last_four, created_at, last_used_at
      """;

  private static final String OF_USER =
      """
      select id, name, scope, last_four, created_at, last_used_at
        from meanwhile.api_keys
       where user_id = :user and revoked_at is null
       order by id desc
      """;

  /// Remembers the use, once a minute.
  private static final String USE =
      """
      with used as (
        update meanwhile.api_keys
           set last_used_at = meanwhile.clock()
         where token_hash = :hash and revoked_at is null
           and (last_used_at is null or last_used_at < meanwhile.clock() - interval '1 minute'))
      select k.id, k.scope, u.id as user_id, u.username, u.full_name, u.role
        from meanwhile.api_keys k
        join meanwhile.users u on u.id = k.user_id
       where k.token_hash = :hash and k.revoked_at is null and u.disabled_at is null
      """;

  private static final String REVOKE =
      """
      update meanwhile.api_keys
         set revoked_at = meanwhile.clock()
       where id = :id and user_id = :user and revoked_at is null
      returning name
      """;

  private static final String REVOKE_ALL =
      """
      update meanwhile.api_keys
         set revoked_at = meanwhile.clock()
       where user_id = :user and revoked_at is null
      """;

  private static final String ENDED =
      """
      select one.id
        from unnest(:ids::uuid[]) as one (id)
        left join meanwhile.api_keys k on k.id = one.id and k.revoked_at is null
        left join meanwhile.users u on u.id = k.user_id and u.disabled_at is null
       where u.id is null
      """;

  private final JdbcClient database;

  KeyStore(JdbcClient database) {
    this.database = database;
  }

  Key insert(UUID user, String name, String scope, byte[] hash, String lastFour) {
    return database
        .sql(INSERT)
        .param("user", user)
        .param("name", name)
        .param("scope", scope)
        .param("hash", hash)
        .param("last_four", lastFour)
        .query(KeyStore::key)
        .single();
  }

  List<Key> of(UUID user) {
    return database.sql(OF_USER).param("user", user).query(KeyStore::key).list();
  }

  @Nullable Caller use(byte[] hash) {
    return database
        .sql(USE)
        .param("hash", hash)
        .query((row, _) ->
            new Caller(
                row.getObject("user_id", UUID.class),
                row.getString("username"),
                row.getString("full_name"),
                Role.known(row.getString("role")),
                Credential.key(row.getObject("id", UUID.class), row.getString("scope"))))
        .optional()
        .orElse(null);
  }

  /// The name of the key; null when there is none of this user.
  @Nullable String revoke(UUID id, UUID user) {
    return database
        .sql(REVOKE)
        .param("id", id)
        .param("user", user)
        .query(String.class)
        .optional()
        .orElse(null);
  }

  int revokeAll(UUID user) {
    return database.sql(REVOKE_ALL).param("user", user).update();
  }

  List<UUID> ended(List<UUID> ids) {
    return database.sql(ENDED).param("ids", ids.toArray(UUID[]::new)).query(UUID.class).list();
  }

  private static Key key(ResultSet row, int number) throws SQLException {
    OffsetDateTime used = row.getObject("last_used_at", OffsetDateTime.class);
    return new Key(
        row.getObject("id", UUID.class),
        row.getString("name"),
        row.getString("scope"),
        row.getString("last_four"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        used == null ? null : used.toInstant());
  }
}
