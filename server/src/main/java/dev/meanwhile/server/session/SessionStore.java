package dev.meanwhile.server.session;

import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.access.Credential;
import dev.meanwhile.server.access.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of the sessions. The database's clock decides when one ends.
@Repository
class SessionStore {
  private static final String OPEN =
      """
      insert into meanwhile.sessions (token_hash, user_id, address, agent)
      values (:hash, :user, :address, :agent)
      returning id
      """;

  private static final String FIND =
      """
      select *
        from meanwhile.session_states
       where token_hash = :hash
      """;

  private static final String BY_ID =
      """
      select *
        from meanwhile.session_states
       where id = :id
      """;

  private static final String OF_USER =
      """
      select *
        from meanwhile.session_states
       where user_id = :user and ended is null
       order by last_activity desc
       limit 100
      """;

  /// A session that has ended does not come back to life; a second within five costs no write.
  private static final String TOUCH =
      """
      with touched as (
        update meanwhile.sessions s
           set last_activity = meanwhile.clock()
          from meanwhile.session_states st
         where s.id = :id and st.id = s.id and st.ended is null
           and s.last_activity < meanwhile.clock() - interval '5 seconds'
        returning s.user_id)
      update meanwhile.users u
         set last_seen_at = meanwhile.clock()
        from touched
       where u.id = touched.user_id
         and (u.last_seen_at is null or u.last_seen_at < meanwhile.clock() - interval '1 minute')
      """;

  private static final String END =
      """
      update meanwhile.sessions
         set ended_at = meanwhile.clock(), end_reason = :reason
       where id = :id and user_id = :user and ended_at is null
      """;

  private static final String END_ALL =
      """
      update meanwhile.sessions
         set ended_at = meanwhile.clock(), end_reason = :reason
       where user_id = :user and ended_at is null and id is distinct from :except::uuid
      """;

  /// Of these, the ones that hold no more, or that are gone altogether.
  private static final String ENDED =
      """
      select one.id, coalesce(st.ended, 'gone') as ended
        from unnest(:ids::uuid[]) as one (id)
        left join meanwhile.session_states st on st.id = one.id
       where st.id is null or st.ended is not null
      """;

  private static final String SEEN =
      """
      update meanwhile.users
         set last_seen_at = meanwhile.clock()
       where id = :user
      """;

  private static final String FORGET =
      """
      delete from meanwhile.sessions
       where created_at < meanwhile.clock() - interval '30 days'
      """;

  private final JdbcClient database;

  SessionStore(JdbcClient database) {
    this.database = database;
  }

  UUID open(byte[] hash, UUID user, String address, String agent) {
    database.sql(FORGET).update();
    database.sql(SEEN).param("user", user).update();
    return database
        .sql(OPEN)
        .param("hash", hash)
        .param("user", user)
        .param("address", address)
        .param("agent", agent)
        .query(UUID.class)
        .single();
  }

  @Nullable Session find(byte[] hash) {
    return database
        .sql(FIND)
        .param("hash", hash)
        .query(SessionStore::session)
        .optional()
        .orElse(null);
  }

  @Nullable Session find(UUID id) {
    return database.sql(BY_ID).param("id", id).query(SessionStore::session).optional().orElse(null);
  }

  List<Session> of(UUID user) {
    return database.sql(OF_USER).param("user", user).query(SessionStore::session).list();
  }

  void touch(UUID id) {
    database.sql(TOUCH).param("id", id).update();
  }

  boolean end(UUID id, UUID user, String reason) {
    return database.sql(END).param("id", id).param("user", user).param("reason", reason).update()
        > 0;
  }

  void endAll(UUID user, String reason, @Nullable UUID except) {
    database
        .sql(END_ALL)
        .param("user", user)
        .param("reason", reason)
        .param("except", except)
        .update();
  }

  /// Those of the sessions that hold no more, with the word for why.
  Map<UUID, String> ended(List<UUID> ids) {
    var ended = new HashMap<UUID, String>();
    database
        .sql(ENDED)
        .param("ids", ids.toArray(UUID[]::new))
        .query(row -> {
          ended.put(row.getObject("id", UUID.class), row.getString("ended"));
        });
    return ended;
  }

  private static Session session(ResultSet row, int number) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    return new Session(
        id,
        new Caller(
            row.getObject("user_id", UUID.class),
            row.getString("username"),
            row.getString("full_name"),
            Role.known(row.getString("role")),
            Credential.session(id)),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("last_activity", OffsetDateTime.class).toInstant(),
        row.getString("address"),
        row.getString("agent"),
        row.getInt("idle_limit"),
        row.getInt("idle_left"),
        row.getInt("total_left"),
        row.getString("ended"));
  }
}
