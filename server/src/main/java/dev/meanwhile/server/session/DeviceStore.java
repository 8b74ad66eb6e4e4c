package dev.meanwhile.server.session;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The browsers in which somebody has signed in before.
@Repository
class DeviceStore {
  private static final String INSERT =
      """
      insert into meanwhile.devices (token_hash, user_id)
      values (:hash, :user)
      on conflict do nothing
      """;

  private static final String KNOWS =
      """
      select exists (
        select from meanwhile.devices d
          join meanwhile.users u on u.id = d.user_id
         where d.token_hash = :hash and u.username = :username)
      """;

  private final JdbcClient database;

  DeviceStore(JdbcClient database) {
    this.database = database;
  }

  void insert(byte[] hash, UUID user) {
    database.sql(INSERT).param("hash", hash).param("user", user).update();
  }

  /// Whether this person has signed in here before.
  boolean knows(byte[] hash, String username) {
    return database
        .sql(KNOWS)
        .param("hash", hash)
        .param("username", username)
        .query(Boolean.class)
        .single();
  }
}
