package dev.meanwhile.proof.resume;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/// The event log of a task, read behind the node's back.
final class StoryStore {
  private static final String STORY =
      """
      select e.version, e.event_type, e.attempt, e.actor, coalesce(e.event_data ->> 'status_message', '')
        from meanwhile.task_events e
       where e.task_id = ?
       order by e.xid, e.seq
      """;

  private final DataSource database;

  StoryStore(DataSource database) {
    this.database = database;
  }

  /// In the order of the log, which must be that of the versions.
  List<Told> story(UUID task) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(STORY)) {
      statement.setObject(1, task);
      try (var row = statement.executeQuery()) {
        var story = new ArrayList<Told>();
        while (row.next()) {
          story.add(
              new Told(
                  row.getLong(1),
                  row.getString(2),
                  row.getInt(3),
                  row.getString(4),
                  row.getString(5)));
        }
        return story;
      }
    }
  }
}
