package dev.meanwhile.apps.rude;

import dev.meanwhile.engine.lifecycle.Transition;
import java.net.http.HttpClient;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Reaches into the engine, past the guard and into the database, reads the clock, and sleeps.
final class RudeHelper {

  private RudeHelper() {}

  static Instant guess(Connection connection, JdbcClient database, Transition unit)
      throws SQLException, InterruptedException {
    try (var statement = connection.createStatement();
        HttpClient client = HttpClient.newHttpClient()) {
      statement.execute("select " + client.version());
    }
    database.sql("select 1").query();
    Thread.sleep(unit.hashCode());
    return Instant.now();
  }
}
