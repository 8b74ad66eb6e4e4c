package dev.meanwhile.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.engine.support.Node;
import dev.meanwhile.engine.support.Node.Input;
import dev.meanwhile.postgres.junit.PostgresExtension;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A node with many places and many waiting tasks claims with two hands.
class CrowdTest {
  private static final int PLACES = 1_000;
  private static final int TASKS = 4_000;

  @RegisterExtension
  static final PostgresExtension database = PostgresExtension.migratedBy("engine", Engine::migrate);

  private final Map<UUID, Integer> runs = new ConcurrentHashMap<>();
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final CountDownLatch full = new CountDownLatch(PLACES);
  private final Semaphore done = new Semaphore(0);
  private int submitted;

  @Test
  void two_hands_claim_each_task_once_and_never_more_than_there_are_places() throws Exception {
    EngineConfig config = Node.QUICK.concurrency(PLACES);
    try (var node = new Node(database.dataSource(), Node.WORK, this::work, config)) {
      submit(node, TASKS);
      node.start();

      assertThat(full.await(30, TimeUnit.SECONDS)).isTrue();
      // One hand may be quick enough to keep up; then more work comes in, until both have claimed.
      long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (claimingConnections(node) < 2 && System.nanoTime() < patience) {
        submit(node, TASKS);
      }
      assertThat(claimingConnections(node)).isEqualTo(2);
      assertThat(done.tryAcquire(submitted, 60, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(runs).hasSize(submitted).allSatisfy((_, times) -> assertThat(times).isEqualTo(1));
    assertThat(most).hasValue(PLACES);
  }

  private void submit(Node node, int tasks) throws SQLException {
    node.tasks()
        .submitAll(
            IntStream.range(0, tasks)
                .<NewTask>mapToObj(i -> Node.WORK.task(new Input("x")))
                .toList());
    submitted += tasks;
  }

  private Outcome work(Input input, Work work) throws InterruptedException {
    most.accumulateAndGet(running.incrementAndGet(), Math::max);
    runs.merge(work.taskId(), 1, Integer::sum);
    full.countDown();
    full.await();
    running.decrementAndGet();
    done.release();
    return Outcome.completed();
  }

  private static int claimingConnections(Node node) throws SQLException {
    try (Connection connection = node.pool().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select count(*)
                  from pg_stat_activity
                 where datname = current_database()
                   and query like 'with claimed as (%cross join lateral%'
                """)) {
      row.next();
      return row.getInt(1);
    }
  }
}
