package dev.meanwhile.engine.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The stored results of steps, and checkpoints.
public final class StepStore {

  private static final Sql FIND =
      Sql.of(
          "select result::text from meanwhile.task_steps where task_id = :task and name = :name");

  private static final Sql SAVE =
      Sql.of(
          """
          with mine as (
            update meanwhile.queue
               set crash_count = 0                      -- it moved on
             where task_id = :task
               and attempt = :attempt                   -- the fence
               and claimed_at is not null
            returning task_id
          )
          insert into meanwhile.task_steps (task_id, name, result, attempt)
          select task_id, :name, :result::jsonb, :attempt
            from mine
              on conflict (task_id, name)
              do update set result = excluded.result, attempt = excluded.attempt, created_at = excluded.created_at
          """);

  private StepStore() {}

  public static @Nullable String find(Connection connection, UUID task, String name)
      throws SQLException {
    return FIND.on(connection).set("task", task).set("name", name).first(row -> row.getString(1));
  }

  /// @return false when the attempt is no longer the current one; nothing is written then
  public static boolean save(
      Connection connection, UUID task, int attempt, String name, String result)
      throws SQLException {
    return SAVE.on(connection)
            .set("task", task)
            .set("attempt", attempt)
            .set("name", name)
            .set("result", result)
            .update()
        == 1;
  }
}
