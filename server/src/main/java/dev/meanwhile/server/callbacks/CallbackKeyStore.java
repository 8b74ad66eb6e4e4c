package dev.meanwhile.server.callbacks;

import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The keys that tokens of callbacks are made with, the oldest first.
@Repository
class CallbackKeyStore {
  private static final String ALL =
      """
      select key
        from meanwhile.callback_keys
       order by id
      """;

  private final JdbcClient database;

  CallbackKeyStore(@Qualifier("houseClient") JdbcClient database) {
    this.database = database;
  }

  List<byte[]> all() {
    return database.sql(ALL).query((row, _) -> row.getBytes(1)).list();
  }
}
