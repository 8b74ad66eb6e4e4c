package dev.meanwhile.server.session;

import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.access.Credential;
import dev.meanwhile.server.access.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Who is behind a pass, as long as what it was asked for with still holds.
@Repository
class PassStore {
  private static final String PERSON =
      """
      select u.id
        from meanwhile.users u
       where (u.id = :id or u.username = :username) and u.disabled_at is null
      """;

  private static final String BY_KEY =
      """
      select u.id, u.username, u.full_name, u.role
        from meanwhile.api_keys k
        join meanwhile.users o on o.id = k.user_id and o.disabled_at is null
        join meanwhile.users u on u.id = :user and u.disabled_at is null
       where k.id = :by and k.revoked_at is null
      """;

  private static final String OF_USER =
      """
      select u.id, u.username, u.full_name, u.role
        from meanwhile.users u
       where u.id = :user and u.disabled_at is null
      """;

  private final JdbcClient database;
  private final Sessions sessions;

  PassStore(@Qualifier("houseClient") JdbcClient database, Sessions sessions) {
    this.database = database;
    this.sessions = sessions;
  }

  /// Somebody with an open account; null when there is nobody.
  @Nullable UUID person(@Nullable UUID id, @Nullable String username) {
    return database
        .sql(PERSON)
        .param("id", id)
        .param("username", username == null ? null : username.strip().toLowerCase(Locale.ROOT))
        .query(UUID.class)
        .optional()
        .orElse(null);
  }

  @Nullable Caller byKey(UUID key, UUID user, Credential shown) {
    return database
        .sql(BY_KEY)
        .param("by", key)
        .param("user", user)
        .query((row, _) -> caller(row, shown))
        .optional()
        .orElse(null);
  }

  /// In a session one gets passes for oneself, or for those whom one looks after.
  @Nullable Caller bySession(UUID session, UUID user, Credential shown) {
    Session known = sessions.find(session);
    return known == null || known.ended() != null
        ? null
        : database
            .sql(OF_USER)
            .param("user", user)
            .query((row, _) -> caller(row, shown))
            .optional()
            .orElse(null);
  }

  private static Caller caller(ResultSet row, Credential shown) throws SQLException {
    return new Caller(
        row.getObject("id", UUID.class),
        row.getString("username"),
        row.getString("full_name"),
        Role.known(row.getString("role")),
        shown);
  }
}
