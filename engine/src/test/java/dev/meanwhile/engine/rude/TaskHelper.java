package dev.meanwhile.engine.rude;

import java.net.http.HttpClient;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/// Everything the house rules forbid, so that they are seen to forbid it.
final class TaskHelper {
  private TaskHelper() {}

  static Instant guess(Connection connection) throws SQLException, InterruptedException {
    try (var statement = connection.createStatement();
        HttpClient client = HttpClient.newHttpClient()) {
      statement.execute("select " + client.version());
    }
    Thread.sleep(1);
    return Instant.now();
  }
}
