package dev.meanwhile.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.TaskStatus;
import dev.meanwhile.engine.store.NodeStore;
import dev.meanwhile.engine.support.Node;
import dev.meanwhile.postgres.junit.PostgresExtension;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Nodes and SQL clients on the same tasks.
class TogetherTest {
  @RegisterExtension static final PostgresExtension database = Contract.database();

  private final Client sql = new Client(database.dataSource());

  @Test
  void a_node_runs_what_sql_created_although_it_hardly_ever_polls() throws Exception {
    try (Node node =
        new Node(
                database.dataSource(),
                Node.WORK,
                (_, _) -> Outcome.completed(Map.of("minutes", 12)),
                Node.QUICK.poll(Duration.ofMinutes(10)))
            .start()) {
      UUID id = sql.id("select create_background_task('client', 'K1', 'John Smith', 'work', null)");

      node.awaitStatus(id, TaskStatus.COMPLETED);

      assertThat(sql.text("select result ->> 'minutes' from background_tasks where id = ?", id))
          .isEqualTo("12");
      assertThat(sql.rows("select event_type from task_events where task_id = ? order by id", id))
          .containsExactlyInAnyOrder("submitted", "claimed", "completed");
    }
  }

  @Test
  void only_its_node_reports_on_a_task_and_ends_it_but_anybody_may_cancel_it() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    try (Node node =
        new Node(
                database.dataSource(),
                Node.WORK,
                (_, _) -> {
                  running.countDown();
                  try {
                    new CountDownLatch(1).await();
                  } finally {
                    stopped.countDown();
                  }
                  return Outcome.completed();
                })
            .start()) {
      UUID id = node.submit("long");
      running.await();

      assertThat(
              (Throwable)
                  sql.refused("update async_tasks set status = 'completed' where id = ?", id))
          .hasMessageContaining("is run by node test; only that node");
      assertThat(
              (Throwable)
                  sql.refused("update async_tasks set status_message = 'x' where id = ?", id))
          .hasMessageContaining("is run by node test");
      sql.run("update async_tasks set status = 'cancelled' where id = ?", id);

      stopped.await();
      node.awaitStatus(id, TaskStatus.CANCELLED);
    }
  }

  @Test
  void a_task_held_by_sql_is_nobodys_orphan() throws Exception {
    UUID id = sql.id("select create_background_task('client', 'K1', 'K1', 'sync_quo', null)");
    sql.run("select start_background_task(?)", id);

    try (Connection connection = database.dataSource().getConnection()) {
      assertThat(NodeStore.orphans(connection, 4711)).isEmpty();
    }
  }
}
