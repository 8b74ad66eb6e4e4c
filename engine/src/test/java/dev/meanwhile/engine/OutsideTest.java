package dev.meanwhile.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.engine.Outside.Answer;
import dev.meanwhile.engine.Outside.Report;
import dev.meanwhile.engine.Outside.Verdict;
import dev.meanwhile.engine.support.Node;
import dev.meanwhile.postgres.junit.PostgresExtension;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Attempts that go on outside our nodes.
class OutsideTest {
  @RegisterExtension
  static final PostgresExtension database = PostgresExtension.migratedBy("engine", Engine::migrate);

  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Handler<Node.Input> HANDS_OVER =
      (_, work) -> new Outcome.HandedOver("Handed over to n8n.", "17", LONG, true);

  private static Report saying(@Nullable String step, @Nullable String sentence) {
    return new Report(step, sentence, null, null, null, null);
  }

  private static Node node(Handler<Node.Input> handler) {
    return new Node(database.dataSource(), Node.WORK, handler).start();
  }

  private static Task handedOver(Node node, UUID id) {
    return node.await(id, task -> "handed_over".equals(task.currentStep()));
  }

  @Test
  void it_runs_without_a_thread_until_somebody_outside_says_how_it_ended() {
    try (Node node = node(HANDS_OVER)) {
      UUID id = node.submit("x");
      Task waiting = handedOver(node, id);
      assertThat(waiting.status()).isEqualTo(TaskStatus.PROCESSING);
      assertThat(waiting.statusMessage()).isEqualTo("Handed over to n8n.");
      assertThat(waiting.executionId()).isEqualTo("17");

      Outside outside = node.engine().outside();
      Report report = new Report("calling_ai", "AI is thinking…", 1L, 3L, "18", "{\"tokens\": 5}");
      assertThat(outside.report(id, 1, report, "webhook").verdict()).isEqualTo(Verdict.ACCEPTED);
      assertThat(outside.alive(id, 1).verdict()).isEqualTo(Verdict.ACCEPTED);
      assertThat(node.task(id))
          .returns("calling_ai", Task::currentStep)
          .returns("AI is thinking…", Task::statusMessage)
          .returns(3L, Task::progressTotal)
          .returns("18", Task::executionId)
          .returns("{\"tokens\": 5}", Task::output);
      assertThat(outside.findByExecution("18"))
          .returns(id, task -> task == null ? null : task.id());
      assertThat(outside.findByExecution("17")).isNull();

      Answer done =
          outside.complete(id, 1, Outcome.completed(Map.of("n", 1), "Done."), "19", "webhook");
      assertThat(done.verdict()).isEqualTo(Verdict.ACCEPTED);
      assertThat(node.task(id))
          .returns(TaskStatus.COMPLETED, Task::status)
          .returns("19", Task::executionId)
          .returns("{\"n\": 1}", Task::output);
      assertThat(node.deeds(id))
          .containsExactly("submitted", "claimed", "reported", "reported", "reported", "completed");
      assertThat(outside.findByExecution("19")).isNull();
    }
  }

  @Test
  void the_same_end_said_twice_counts_once_and_another_end_comes_too_late() {
    try (Node node = node(HANDS_OVER)) {
      UUID id = node.submit("x");
      handedOver(node, id);
      Outside outside = node.engine().outside();
      outside.complete(id, 1, Outcome.completed(), null, "webhook");
      long version = node.task(id).version();

      assertThat(outside.complete(id, 1, Outcome.completed(), null, "webhook").verdict())
          .isEqualTo(Verdict.REPEATED);
      assertThat(
              outside
                  .fail(id, 1, Outcome.failed("It", "failed", "", "late"), null, "webhook")
                  .verdict())
          .isEqualTo(Verdict.OVER);
      assertThat(outside.report(id, 1, saying("late", "Late"), "webhook").verdict())
          .isEqualTo(Verdict.OVER);
      assertThat(outside.alive(id, 1).verdict()).isEqualTo(Verdict.OVER);
      assertThat(outside.alive(id, 2).verdict()).isEqualTo(Verdict.UNKNOWN);
      assertThat(outside.alive(UUID.randomUUID(), 1).verdict()).isEqualTo(Verdict.UNKNOWN);
      assertThat(node.task(id).version()).isEqualTo(version);
    }
  }

  @Test
  void a_failure_is_tried_again_by_itself_and_the_older_attempt_has_nothing_to_say() {
    try (Node node = node(HANDS_OVER)) {
      UUID id = node.submit("x");
      handedOver(node, id);
      Outside outside = node.engine().outside();
      Outcome.Failed failure = Outcome.failedForNow("Chat failed", "no luck", "Wait.", "luck");
      assertThat(outside.fail(id, 1, failure, null, "webhook").verdict())
          .isEqualTo(Verdict.ACCEPTED);
      node.await(id, task -> task.attempt() == 2 && "handed_over".equals(task.currentStep()));

      assertThat(outside.complete(id, 1, Outcome.completed(), null, "webhook").verdict())
          .isEqualTo(Verdict.SUPERSEDED);
      assertThat(outside.report(id, 1, saying(null, "Old"), "webhook").verdict())
          .isEqualTo(Verdict.SUPERSEDED);
      assertThat(node.task(id).retryCount()).isOne();
      assertThat(outside.complete(id, 2, Outcome.completed(), null, "webhook").verdict())
          .isEqualTo(Verdict.ACCEPTED);
    }
  }

  @Test
  void what_they_say_before_their_answer_stays() throws Exception {
    AtomicReference<@Nullable Outside> outside = new AtomicReference<>();
    try (Node node =
        node((_, work) -> {
          Outside there = outside.get();
          if (there != null) {
            there.report(work.taskId(), work.attempt(), saying("thinking", "Thinking…"), "webhook");
          }
          return new Outcome.HandedOver("Handed over.", "5", LONG, true);
        })) {
      outside.set(node.engine().outside());
      UUID id = node.submit("x");
      Task task = node.await(id, now -> "5".equals(now.executionId()));
      assertThat(task.statusMessage()).isEqualTo("Thinking…");
      assertThat(task.currentStep()).isEqualTo("thinking");
    }
  }

  @Test
  void an_end_that_comes_before_their_answer_counts_and_stops_the_call() {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    try (Node node =
        node((_, work) -> {
          work.say("Calling…");
          try {
            never.await();
          } catch (InterruptedException interrupted) {
            stopped.countDown();
          }
          return new Outcome.HandedOver("Handed over.", null, LONG, false);
        })) {
      UUID id = node.submit("x");
      node.await(id, task -> "Calling…".equals(task.statusMessage()));
      Answer answer = node.engine().outside().complete(id, 1, Outcome.completed(), null, "webhook");
      assertThat(answer.verdict()).isEqualTo(Verdict.ACCEPTED);
      assertThat(await(stopped)).isTrue();
      assertThat(node.task(id).status()).isEqualTo(TaskStatus.COMPLETED);
    }
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(20, java.util.concurrent.TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }

  @Test
  void the_death_of_the_node_that_handed_it_over_changes_nothing() {
    Node dies = node(HANDS_OVER);
    UUID id = dies.submit("x");
    handedOver(dies, id);
    dies.die();
    try (Node other =
        new Node(
                database.dataSource(),
                Node.QUICK,
                builder ->
                    builder
                        .knows(Node.WORK)
                        .handles(
                            TaskType.of("rest", Node.Input.class), (_, _) -> Outcome.completed()))
            .start()) {
      // The dead are struck off within the lease; a task of the kind comes and goes meanwhile.
      other.await(id, _ -> nodes() == 1);
      assertThat(other.task(id))
          .returns(TaskStatus.PROCESSING, Task::status)
          .returns(1, Task::attempt);
      assertThat(other.engine().outside().complete(id, 1, Outcome.completed(), null, "x").verdict())
          .isEqualTo(Verdict.ACCEPTED);
    }
    dies.close();
  }

  private static int nodes() {
    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select count(*) from meanwhile.nodes")) {
      rows.next();
      return rows.getInt(1);
    } catch (java.sql.SQLException failure) {
      throw new AssertionError(failure);
    }
  }

  @Test
  void silence_ends_the_attempt_and_a_sign_of_life_puts_that_off() {
    try (Node node =
        node((_, work) ->
            new Outcome.HandedOver(
                "Handed over.", null, work.attempt() == 1 ? Duration.ofSeconds(1) : LONG, true))) {
      UUID id = node.submit("x");
      UUID alive = node.submit("y");
      handedOver(node, alive);
      node.engine().outside().alive(alive, 1);
      node.await(id, task -> task.attempt() == 2);
      assertThat(node.story(id).stream().filter(event -> event.type().equals("failed")))
          .singleElement()
          .satisfies(event -> assertThat(event.data()).contains("gave no sign of life", "stale"));
      assertThat(node.task(alive).attempt()).isOne();
    }
  }

  @Test
  void it_ends_as_timeout_at_the_latest() {
    try (Node node =
        new Node(
                database.dataSource(),
                Node.WORK.timeout(Duration.ofSeconds(1)).retries(0),
                HANDS_OVER)
            .start()) {
      UUID id = node.submit("x");
      Task task = node.awaitStatus(id, TaskStatus.TIMEOUT);
      assertThat(task.errorMessage()).startsWith("Request timed out after 1 seconds");
      assertThat(node.engine().outside().complete(id, 1, Outcome.completed(), null, "x").verdict())
          .isEqualTo(Verdict.OVER);
    }
  }

  @Test
  void who_cancels_wins() {
    try (Node node = node(HANDS_OVER)) {
      UUID id = node.submit("x");
      handedOver(node, id);
      node.tasks().cancel(id, "user:ana");
      assertThat(node.engine().outside().alive(id, 1))
          .returns(Verdict.OVER, Answer::verdict)
          .returns("cancelled", answer -> answer.task() == null ? "" : answer.task().label());
    }
  }

  @Test
  void a_type_with_places_of_its_own_takes_none_of_the_others() {
    CountDownLatch never = new CountDownLatch(1);
    TaskType<Node.Input> calls = TaskType.of("calls", Node.Input.class).aside(3);
    try (Node node =
        new Node(
                database.dataSource(),
                Node.QUICK.concurrency(2),
                builder ->
                    builder
                        .handles(Node.WORK, (_, _) -> Outcome.completed())
                        .handles(
                            calls,
                            (_, work) -> {
                              work.say("Calling…");
                              never.await();
                              return Outcome.completed();
                            }))
            .start()) {
      for (int i = 0; i < 10; i++) {
        node.tasks().submit(calls.task(new Node.Input("hangs")));
      }
      node.await(node.submit("first"), _ -> running(node) == 3);
      for (int i = 0; i < 20; i++) {
        node.awaitStatus(node.submit("quick"), TaskStatus.COMPLETED);
      }
      assertThat(node.tasks().counts(null)).containsEntry(TaskStatus.PROCESSING, 3L);
    }
  }

  private static long running(Node node) {
    return node.tasks().counts(null).getOrDefault(TaskStatus.PROCESSING, 0L);
  }

  @Test
  void a_type_can_be_learned_and_exchanged_while_the_node_works() {
    try (Node node = node(HANDS_OVER)) {
      TaskType<Node.Input> fresh = TaskType.of("fresh", Node.Input.class).atOnce(1).workflow("w1");
      node.engine().learn(fresh, (_, _) -> Outcome.completed(Map.of(), "One."));
      UUID one = node.tasks().submit(fresh.task(new Node.Input("x"))).id();
      assertThat(node.awaitStatus(one, TaskStatus.COMPLETED))
          .returns("One.", Task::statusMessage)
          .returns("w1", Task::workflowId);

      node.engine().learn(fresh.retries(7), (_, _) -> Outcome.completed(Map.of(), "Two."));
      UUID two = node.tasks().submit(fresh.retries(7).task(new Node.Input("x"))).id();
      assertThat(node.awaitStatus(two, TaskStatus.COMPLETED))
          .returns("Two.", Task::statusMessage)
          .returns(7, Task::maxRetries);
    }
  }
}
