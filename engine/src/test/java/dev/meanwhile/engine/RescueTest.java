package dev.meanwhile.engine;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.engine.support.Node;
import dev.meanwhile.postgres.junit.PostgresExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RescueTest {
  @RegisterExtension
  static final PostgresExtension database = PostgresExtension.migratedBy("engine", Engine::migrate);

  @Test
  void a_dead_nodes_task_is_done_by_another_and_the_zombie_is_refused() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch wakeUp = new CountDownLatch(1);
    BlockingQueue<String> refusals = new LinkedBlockingQueue<>();
    AtomicBoolean zombie = new AtomicBoolean(true);
    Handler<Node.Input> handler =
        (_, work) -> {
          if (zombie.compareAndSet(true, false)) {
            started.countDown();
            awaitDeafly(wakeUp);
            try {
              work.checkpoint("rows", Map.of("n", 1), _ -> {});
            } catch (StaleAttempt | SQLException refused) {
              refusals.add(refused.getClass().getSimpleName());
            }
            return Outcome.completed(Map.of("by", "zombie"));
          }
          return Outcome.completed(Map.of("by", "the living"));
        };
    Node dying = new Node(database.dataSource(), Node.WORK, handler).start();
    UUID id = dying.submit("x");
    started.await();
    dying.die();

    try (Node living = new Node(database.dataSource(), Node.WORK, handler).start()) {
      Task done = living.awaitStatus(id, TaskStatus.COMPLETED);

      assertThat(done.attempt()).isEqualTo(2);
      assertThat(done.retryCount()).as("a crash costs no retry").isZero();
      assertThat(living.deeds(id))
          .containsExactly("submitted", "claimed", "rescued", "claimed", "completed");
      wakeUp.countDown();
      assertThat(refusals.take()).isIn("StaleAttempt", "SQLException");
      assertThat(living.task(id).output()).isEqualTo("{\"by\": \"the living\"}");
    }
    dying.close();
  }

  @Test
  void a_node_that_was_silent_for_too_long_finds_out_and_starts_anew() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    AtomicBoolean first = new AtomicBoolean(true);
    try (Node node =
        new Node(
                database.dataSource(),
                Node.WORK,
                (_, _) -> {
                  if (first.compareAndSet(true, false)) {
                    started.countDown();
                    try {
                      new CountDownLatch(1).await();
                    } finally {
                      stopped.countDown();
                    }
                  }
                  return Outcome.completed();
                })
            .start()) {
      UUID id = node.submit("x");
      started.await();

      // What another node does when this one was silent.
      execute("delete from meanwhile.nodes");

      stopped.await();
      Task done = node.awaitStatus(id, TaskStatus.COMPLETED);
      assertThat(done.attempt()).isEqualTo(2);
      assertThat(node.engine().healthy()).isTrue();
    }
  }

  @Test
  void a_task_that_kills_its_worker_three_times_fails_for_good() throws Exception {
    try (Node reader = new Node(database.dataSource(), Node.WORK, (_, _) -> Outcome.completed())) {
      UUID id = reader.submit("poison");
      CountDownLatch never = new CountDownLatch(1);
      for (int crash = 1; crash <= 3; crash++) {
        int attempt = crash;
        Node victim =
            new Node(
                    database.dataSource(),
                    Node.WORK,
                    (_, _) -> {
                      awaitDeafly(never);
                      return Outcome.completed();
                    })
                .start();
        reader.await(id, task -> task.attempt() == attempt || task.ended());
        victim.die();
      }
      try (Node last =
          new Node(database.dataSource(), Node.WORK.retries(0), (_, _) -> Outcome.completed())) {
        last.start();

        Task task = last.await(id, Task::ended);
        assertThat(task.status()).isEqualTo(TaskStatus.FAILED);
        assertThat(task.errorMessage()).contains("its worker stopped 3 times");
        assertThat(last.deeds(id))
            .containsExactly(
                "submitted", "claimed", "rescued", "claimed", "rescued", "claimed", "failed");
      }
    }
  }

  @Test
  void a_task_that_moves_on_between_crashes_is_never_called_poison() throws Exception {
    try (Node reader = new Node(database.dataSource(), Node.WORK, (_, _) -> Outcome.completed())) {
      UUID id = reader.submit("long");
      CountDownLatch never = new CountDownLatch(1);
      for (int crash = 1; crash <= 4; crash++) {
        CountDownLatch moved = new CountDownLatch(1);
        Node victim =
            new Node(
                    database.dataSource(),
                    Node.WORK,
                    (_, work) -> {
                      Integer done = work.recall("rows", Integer.class);
                      work.checkpoint("rows", done == null ? 1 : done + 1, _ -> {});
                      moved.countDown();
                      awaitDeafly(never);
                      return Outcome.completed();
                    })
                .start();
        moved.await();
        victim.die();
      }
      try (Node last =
          new Node(
              database.dataSource(),
              Node.WORK,
              (_, work) ->
                  Outcome.completed(
                      Map.of("blocks", requireNonNull(work.recall("rows", Integer.class)))))) {
        last.start();

        Task task = last.await(id, Task::ended);
        assertThat(task.status()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(task.output()).isEqualTo("{\"blocks\": 4}");
      }
    }
  }

  @Test
  void an_orderly_stop_hands_tasks_back_at_no_cost() throws Exception {
    CountDownLatch started = new CountDownLatch(3);
    Node stopping =
        new Node(
                database.dataSource(),
                Node.WORK,
                (_, _) -> {
                  started.countDown();
                  new CountDownLatch(1).await();
                  return Outcome.completed();
                })
            .start();
    List<UUID> ids = List.of(stopping.submit("a"), stopping.submit("b"), stopping.submit("c"));
    started.await();
    stopping.close();

    try (Node next = new Node(database.dataSource(), Node.WORK, (_, _) -> Outcome.completed())) {
      for (UUID id : ids) {
        assertThat(next.task(id).status()).isEqualTo(TaskStatus.PENDING);
        assertThat(next.task(id).retryCount()).isZero();
        assertThat(next.deeds(id)).containsExactly("submitted", "claimed", "released");
      }
      next.start();
      for (UUID id : ids) {
        next.awaitStatus(id, TaskStatus.COMPLETED);
      }
    }
  }

  @Test
  void two_nodes_share_the_work_and_start_nothing_twice() throws Exception {
    BlockingQueue<String> starts = new LinkedBlockingQueue<>();
    Handler<Node.Input> handler =
        (input, work) -> {
          starts.add(input.text() + "/" + work.attempt());
          return Outcome.completed();
        };
    EngineConfig small = Node.QUICK.concurrency(5).lease(Duration.ofSeconds(10));
    try (Node one = new Node(database.dataSource(), Node.WORK, handler, small).start();
        Node two = new Node(database.dataSource(), Node.WORK, handler, small).start()) {
      List<NewTask> tasks =
          java.util.stream.IntStream.range(0, 500)
              .mapToObj(i -> Node.WORK.task(new Node.Input("t" + i)))
              .toList();
      List<Submitted> submitted = one.tasks().submitAll(tasks);

      for (Submitted task : submitted) {
        two.awaitStatus(task.id(), TaskStatus.COMPLETED);
      }
      assertThat(starts).hasSize(500).doesNotHaveDuplicates();
    }
  }

  private static void awaitDeafly(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException deaf) {
        assertThat(deaf).isNotNull();
      }
    }
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
