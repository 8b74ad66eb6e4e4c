package dev.meanwhile.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.engine.support.Node;
import dev.meanwhile.engine.support.Psql;
import dev.meanwhile.postgres.junit.PostgresExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The end of an attempt and its queue row go together, whoever else writes on the row.
class FenceTest {
  @RegisterExtension
  static final PostgresExtension database = PostgresExtension.migratedBy("engine", Engine::migrate);

  /// The end waits for the lock, and finds a newer version of the row than its snapshot shows.
  @Test
  void an_end_that_waited_for_another_write_takes_the_newer_row_with_it() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch hold = new CountDownLatch(1);
    try (Node node =
            new Node(
                    database.dataSource(),
                    Node.WORK,
                    (_, _) -> {
                      running.countDown();
                      hold.await();
                      return Outcome.completed();
                    })
                .start();
        Connection other = database.dataSource().getConnection();
        var session = other.createStatement()) {
      UUID id = node.submit("x");
      running.await();
      other.setAutoCommit(false);
      session.execute(
          "update meanwhile.queue set followed = true where task_id = '%s'".formatted(id));

      hold.countDown();
      awaitSomebodyWaiting();
      other.commit();

      assertThat(node.awaitStatus(id, TaskStatus.COMPLETED).version()).isEqualTo(3);
      assertThat(count("select count(*) from meanwhile.queue")).isEqualTo("0");
      assertThat(node.deeds(id)).containsExactly("submitted", "claimed", "completed");
    }
  }

  private static void awaitSomebodyWaiting() throws SQLException {
    String waiting =
        """
        select count(*)
          from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock'
        """;
    while (count(waiting).equals("0")) {
      Thread.onSpinWait();
    }
  }

  private static String count(String query) throws SQLException {
    return Psql.query(database.dataSource(), query);
  }
}
