package dev.meanwhile.server.database;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What time it is, as the database says: the only clock that decides anything.
@Repository
public class ClockStore {
  private static final String NOW =
      """
      select meanwhile.clock()
      """;

  private final JdbcClient database;

  ClockStore(@Qualifier("houseClient") JdbcClient database) {
    this.database = database;
  }

  public Instant now() {
    return database.sql(NOW).query(OffsetDateTime.class).single().toInstant();
  }
}
