package dev.meanwhile.server.callbacks;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The signed messages that counted.
@Repository
class MessageStore {
  private static final String SEEN =
      """
      select exists (select from meanwhile.callback_messages where hash = :hash)
      """;

  private static final String KEEP =
      """
      insert into meanwhile.callback_messages (hash)
      values (:hash)
          on conflict (hash) do nothing
      """;

  /// A signature is good for five minutes before and after its time.
  private static final String FORGET =
      """
      delete from meanwhile.callback_messages
       where at < meanwhile.clock() - interval '15 minutes'
      """;

  private final JdbcClient database;

  MessageStore(@Qualifier("houseClient") JdbcClient database) {
    this.database = database;
  }

  boolean seen(byte[] hash) {
    return database.sql(SEEN).param("hash", hash).query(Boolean.class).single();
  }

  void keep(byte[] hash) {
    database.sql(KEEP).param("hash", hash).update();
  }

  void forget() {
    database.sql(FORGET).update();
  }
}
