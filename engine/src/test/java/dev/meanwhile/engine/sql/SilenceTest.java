package dev.meanwhile.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.Task;
import dev.meanwhile.engine.TaskStatus;
import dev.meanwhile.engine.support.Node;
import dev.meanwhile.postgres.junit.PostgresExtension;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Workers outside our nodes that are not heard of any more.
class SilenceTest {
  @RegisterExtension static final PostgresExtension database = Contract.database();

  @Test
  void ten_minutes_of_silence_or_the_timeout_end_an_attempt_and_a_sign_of_life_does_not()
      throws Exception {
    Client sql = new Client(database.dataSource());
    sql.run(
        "select meanwhile.register_task_type('long', timeout_seconds => 3600, max_retries => 0);"
            + "select meanwhile.register_task_type('short', timeout_seconds => 60, max_retries => 0)");
    UUID silent = started(sql, "long");
    UUID late = started(sql, "short");
    UUID alive = started(sql, "long");
    sql.run(
        "set local meanwhile.time_shift = '9 minutes'; update async_tasks set status_message = 'Still here…' where id = ?",
        alive);
    sql.run(
        "alter database \""
            + sql.text("select current_database()")
            + "\" set meanwhile.time_shift = '11 minutes'");

    try (Node node =
        new Node(database.dataSource(), Node.WORK, (_, _) -> Outcome.completed()).start()) {
      Task stale = node.awaitStatus(silent, TaskStatus.FAILED);
      assertThat(stale.errorMessage())
          .isEqualTo(
              "long failed: its worker gave no sign of life for too long. Look whether the worker still runs, then try again.");
      assertThat(sql.text("select code from meanwhile.attention where task_id = ?", silent))
          .isEqualTo("stale");
      node.awaitStatus(late, TaskStatus.TIMEOUT);
      assertThat(node.task(alive).status()).isEqualTo(TaskStatus.PROCESSING);
      assertThat((Throwable) sql.refused("select complete_background_task(?, null, 1)", silent))
          .hasMessageContaining("is not running: needs attention");
    }
  }

  private static UUID started(Client sql, String type) throws Exception {
    UUID id = sql.id("select create_background_task('client', 'K1', 'K1', ?, null)", type);
    sql.run("select start_background_task(?)", id);
    return id;
  }
}
