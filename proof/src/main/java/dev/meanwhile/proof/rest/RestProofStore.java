package dev.meanwhile.proof.rest;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/// The database behind the node's back: kinds of work, and very many tasks.
final class RestProofStore {
  private static final String TYPE =
      """
      select meanwhile.register_task_type(?, max_retries => 0)
      """;

  private static final String FILL =
      """
      insert into meanwhile.tasks (id, task_type, status, input_data, output_data, status_message, max_retries, created_at,
                                   processing_started_at, processing_completed_at, version, attempt)
      select uuidv7(n * interval '-5 seconds'), 'chat', 'completed', '{"conversation_id": 1}', '{"n": 1}', 'Complete!', 0,
             now() - n * interval '5 seconds', now() - n * interval '5 seconds', now() - n * interval '5 seconds', 3, 1
        from generate_series(1, ?) n
      """;

  private static final String LEARN =
      """
      analyze meanwhile.tasks
      """;

  private final DataSource database;

  RestProofStore(DataSource database) {
    this.database = database;
  }

  void registerType(String name) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(TYPE)) {
      statement.setString(1, name);
      statement.execute();
    }
  }

  void fill(int tasks) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement fill = connection.prepareStatement(FILL);
        PreparedStatement learn = connection.prepareStatement(LEARN)) {
      fill.setInt(1, tasks);
      fill.execute();
      learn.execute();
    }
  }
}
