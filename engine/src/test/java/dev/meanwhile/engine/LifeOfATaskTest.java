package dev.meanwhile.engine;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.engine.support.Node;
import dev.meanwhile.engine.testing.StoryAssert;
import dev.meanwhile.engine.testing.TestEngine;
import dev.meanwhile.postgres.junit.PostgresExtension;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LifeOfATaskTest {
  @RegisterExtension
  static final PostgresExtension database = PostgresExtension.migratedBy("engine", Engine::migrate);

  @Test
  void a_submitted_task_is_run_and_completed() {
    try (Node node =
        new Node(
            database.dataSource(),
            Node.WORK,
            (input, _) -> Outcome.completed(Map.of("said", input.text()), "All done."))) {
      node.start();

      UUID id = node.submit("hello");

      Task task = node.awaitStatus(id, TaskStatus.COMPLETED);
      assertThat(task.output()).isEqualTo("{\"said\": \"hello\"}");
      assertThat(task.statusMessage()).isEqualTo("All done.");
      assertThat(task.attempt()).isEqualTo(1);
      assertThat(task.version()).isEqualTo(3);
      assertThat(task.processingStartedAt()).isNotNull();
      assertThat(node.deeds(id)).containsExactly("submitted", "claimed", "completed");
    }
  }

  @Test
  void sentences_are_written_in_order_and_the_last_one_always() {
    try (Node node =
        new Node(
            database.dataSource(),
            Node.WORK,
            (_, work) -> {
              work.step("loading", "Loading…");
              for (int i = 1; i <= 500; i++) {
                work.say("Row %d of 500…", i);
                work.progress(i, 500L);
              }
              work.step("saving", "Saving…");
              return Outcome.completed();
            })) {
      node.start();

      UUID id = node.submit("x");

      node.awaitStatus(id, TaskStatus.COMPLETED);
      List<String> reported =
          node.story(id).stream()
              .filter(event -> event.type().equals("reported"))
              .map(TaskEvent::data)
              .toList();
      assertThat(reported).hasSizeBetween(3, 20);
      assertThat(reported.getFirst()).contains("Loading…");
      assertThat(reported.get(reported.size() - 2))
          .contains("Row 500 of 500…", "\"progress_done\": 500");
      assertThat(reported.getLast()).contains("Saving…", "saving");
      assertThat(node.story(id)).extracting(TaskEvent::version).isSorted().doesNotHaveDuplicates();
    }
  }

  @Test
  void a_failure_that_may_go_away_is_tried_again_and_then_needs_attention() {
    try (TestEngine engine =
        TestEngine.on(database.dataSource())
            .handles(
                Node.WORK,
                (_, _) ->
                    Outcome.failedForNow(
                        "Drive times failed",
                        "Google Maps API returned 429",
                        "Try again in 1 minute.",
                        "rate_limited"))
            .open()) {
      UUID id = engine.tasks().submit(Node.WORK.task(new Node.Input("x"))).id();

      for (int tries = 0; tries < 4; tries++) {
        engine.runAll();
        engine.pass(Duration.ofMinutes(1));
      }

      Task task = engine.story(id).task();
      assertThat(task.retryCount()).isEqualTo(2);
      assertThat(task.attempt()).isEqualTo(3);
      assertThat(task.label()).isEqualTo("needs attention");
      assertThat(task.errorMessage())
          .isEqualTo("Drive times failed: Google Maps API returned 429. Try again in 1 minute.");
      assertThat(task.errorDetails()).contains("\"code\": \"rate_limited\"");
      StoryAssert.assertThat(engine.story(id))
          .wentThrough("submitted", "claimed", "failed", "claimed", "failed", "claimed", "failed");
    }
  }

  @Test
  void a_failure_for_good_is_not_tried_again_but_can_be_by_hand() {
    try (TestEngine engine =
        TestEngine.on(database.dataSource())
            .handles(Node.WORK, (_, _) -> Outcome.completed())
            .open()) {
      UUID id = engine.tasks().submit(Node.WORK.task(new Node.Input("x"))).id();
      engine.failNext(
          Node.WORK,
          Outcome.failed("Import failed", "the file is empty", "Choose another.", "empty"));
      engine.runAll();
      engine.pass(Duration.ofDays(1));
      assertThat(engine.runAll()).isZero();

      assertThat(engine.tasks().retry(id, "user:sandra")).isNotNull();
      engine.runAll();

      Task done = engine.story(id).task();
      assertThat(done.attempt()).isEqualTo(2);
      assertThat(done.errorMessage()).isNull();
      StoryAssert.assertThat(engine.story(id))
          .wentThrough("submitted", "claimed", "failed", "retried", "claimed", "completed");
      assertThatThrownBy(() -> engine.tasks().retry(id, "user:sandra"))
          .isInstanceOf(ChangeRefused.class)
          .hasMessage("Only a failed task can be tried again; this one is done.");
    }
  }

  @Test
  void an_exception_shows_its_kind_and_not_its_message() {
    try (Node node =
        new Node(
            database.dataSource(),
            Node.WORK.retries(0),
            (_, _) -> {
              throw new IllegalStateException("password=hunter2");
            })) {
      node.start();

      UUID id = node.submit("x");

      Task task = node.awaitStatus(id, TaskStatus.FAILED);
      assertThat(task.errorMessage()).contains("IllegalStateException").doesNotContain("hunter2");
      assertThat(task.errorDetails()).doesNotContain("hunter2");
    }
  }

  @Test
  void an_attempt_past_its_deadline_times_out_and_its_handler_is_stopped() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    try (Node node =
        new Node(
            database.dataSource(),
            Node.WORK.retries(0).timeout(Duration.ofSeconds(1)),
            (_, _) -> {
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException stop) {
                interrupted.countDown();
                throw stop;
              }
              return Outcome.completed();
            })) {
      node.start();

      UUID id = node.submit("x");

      Task task = node.awaitStatus(id, TaskStatus.TIMEOUT);
      assertThat(task.statusMessage())
          .isEqualTo(
              "Request timed out after 1 seconds: Work did not finish in time. Please try again.");
      interrupted.await();
      assertThat(node.deeds(id)).containsExactly("submitted", "claimed", "timed_out");
    }
  }

  @Test
  void a_running_task_can_be_cancelled_and_its_late_result_is_refused() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    CountDownLatch returned = new CountDownLatch(1);
    try (Node node =
        new Node(
            database.dataSource(),
            Node.WORK,
            (_, _) -> {
              started.countDown();
              boolean waited = false;
              while (!waited) {
                try {
                  goOn.await();
                  waited = true;
                } catch (InterruptedException ignoredOnPurpose) {
                  // A handler that does not listen.
                }
              }
              returned.countDown();
              return Outcome.completed(Map.of("late", true));
            })) {
      node.start();
      UUID id = node.submit("x");
      started.await();

      Task cancelled = requireNonNull(node.tasks().cancel(id, "user:sandra"));
      goOn.countDown();
      returned.await();

      assertThat(cancelled.status()).isEqualTo(TaskStatus.CANCELLED);
      UUID next = node.submit("y");
      node.awaitStatus(next, TaskStatus.COMPLETED);
      assertThat(node.task(id).status()).isEqualTo(TaskStatus.CANCELLED);
      assertThat(node.task(id).output()).isEqualTo("{}");
      assertThat(node.deeds(id)).containsExactly("submitted", "claimed", "cancelled");
      assertThatThrownBy(() -> node.tasks().cancel(id, "user:sandra"))
          .isInstanceOf(ChangeRefused.class)
          .hasMessage("The task is already cancelled.");
    }
  }

  @Test
  void a_postponed_task_waits_and_costs_no_retry() {
    AtomicInteger runs = new AtomicInteger();
    try (Node node =
        new Node(
            database.dataSource(),
            Node.WORK,
            (_, _) ->
                runs.incrementAndGet() < 5
                    ? Outcome.postponed(Duration.ofMillis(20), "Waiting for the file…")
                    : Outcome.completed())) {
      node.start();

      UUID id = node.submit("x");

      Task task = node.awaitStatus(id, TaskStatus.COMPLETED);
      assertThat(task.retryCount()).isZero();
      assertThat(task.attempt()).isEqualTo(5);
      assertThat(node.deeds(id)).filteredOn("postponed"::equals).hasSize(4);
    }
  }

  @Test
  void a_delayed_task_does_not_start_early() {
    try (Node node = new Node(database.dataSource(), Node.WORK, (_, _) -> Outcome.completed())) {
      node.start();

      UUID later =
          node.tasks()
              .submit(Node.WORK.task(new Node.Input("later")).in(Duration.ofMillis(400)))
              .id();

      Task task = node.awaitStatus(later, TaskStatus.COMPLETED);
      assertThat(task.processingStartedAt())
          .isAfterOrEqualTo(task.createdAt().plus(Duration.ofMillis(400)));
    }
  }

  @Test
  void a_finished_step_is_not_done_again_by_the_next_attempt() {
    AtomicInteger asked = new AtomicInteger();
    AtomicInteger runs = new AtomicInteger();
    try (Node node =
        new Node(
            database.dataSource(),
            Node.WORK,
            (_, work) -> {
              String answer =
                  work.step(
                      "asking", "Asking…", String.class, () -> "answer " + asked.incrementAndGet());
              if (runs.incrementAndGet() == 1) {
                throw new IllegalStateException("after the step");
              }
              return Outcome.completed(Map.of("answer", answer));
            })) {
      node.start();

      UUID id = node.submit("x");

      Task task = node.awaitStatus(id, TaskStatus.COMPLETED);
      assertThat(asked).hasValue(1);
      assertThat(task.output()).isEqualTo("{\"answer\": \"answer 1\"}");
    }
  }

  @Test
  void the_handlers_rows_and_the_completion_are_one_commit() throws Exception {
    execute("create table effects (task uuid)");
    try (Node node =
        new Node(
            database.dataSource(),
            Node.WORK,
            (_, work) ->
                work.inTransaction(connection -> {
                  try (var insert = connection.prepareStatement("insert into effects values (?)")) {
                    insert.setObject(1, work.taskId());
                    insert.executeUpdate();
                  }
                  if (work.attempt() == 1) {
                    throw new IllegalStateException("after the insert");
                  }
                  return Outcome.completed(Map.of("rows", 1));
                }))) {
      node.start();

      UUID id = node.submit("x");

      node.awaitStatus(id, TaskStatus.COMPLETED);
      assertThat(count("select count(*) from effects")).isEqualTo(1);
      assertThat(node.deeds(id))
          .containsExactly("submitted", "claimed", "failed", "claimed", "completed");
    }
  }

  private static void execute(String sql) throws Exception {
    try (Connection connection = database.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long count(String sql) throws Exception {
    try (Connection connection = database.dataSource().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
