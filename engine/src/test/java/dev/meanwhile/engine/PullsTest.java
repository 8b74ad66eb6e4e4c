package dev.meanwhile.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.engine.Outside.Verdict;
import dev.meanwhile.engine.Pulls.Ask;
import dev.meanwhile.engine.Pulls.Pulled;
import dev.meanwhile.engine.Pulls.Seat;
import dev.meanwhile.engine.support.Node;
import dev.meanwhile.postgres.junit.PostgresExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// Tasks that workers outside our nodes ask for. Each test has a type of its own.
class PullsTest {
  @RegisterExtension
  static final PostgresExtension database = PostgresExtension.migratedBy("engine", Engine::migrate);

  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final Duration LONG = Duration.ofSeconds(20);
  private static Node node;

  @BeforeAll
  static void start() {
    node =
        new Node(
            database.dataSource(),
            Node.QUICK,
            builder -> {
              for (String name : List.of("plain", "woken", "back", "one", "other", "race")) {
                builder.knows(type(name));
              }
              builder.knows(type("silent").pulled(Duration.ofSeconds(1)));
              builder.knows(type("limited").atOnce(2));
              builder.knows(type("lonely"));
            });
    node.start();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static TaskType<JsonNode> type(String name) {
    return TaskType.of(name, JsonNode.class).pulled(LEASE);
  }

  private static UUID submit(String type) {
    return node.tasks().submit(NewTask.of(type, "{\"n\": 1}")).id();
  }

  private static List<Pulled> pull(String worker, int most, String... types) throws Exception {
    try (Seat seat = node.engine().pulls().ask(new Ask(worker, List.of(types), most))) {
      return seat.await(LONG);
    }
  }

  @Test
  void a_worker_gets_a_task_reports_on_it_and_ends_it() throws Exception {
    UUID id = submit("plain");

    List<Pulled> got = pull("anna", 5, "plain");

    assertThat(got).hasSize(1);
    Pulled task = got.getFirst();
    assertThat(task.taskId()).isEqualTo(id);
    assertThat(task.attempt()).isOne();
    assertThat(task.input()).isEqualTo("{\"n\":1}");
    assertThat(task.lease()).isEqualTo(LEASE);
    assertThat(node.task(id))
        .returns(TaskStatus.PROCESSING, Task::status)
        .returns("The worker anna has begun.", Task::statusMessage);
    assertThat(node.engine().pulls().workers("plain"))
        .singleElement()
        .returns("anna", Pulls.Seen::worker)
        .returns(1, Pulls.Seen::holds);

    Outside outside = node.engine().outside();
    assertThat(outside.alive(id, 1).verdict()).isEqualTo(Verdict.ACCEPTED);
    assertThat(outside.complete(id, 1, Outcome.completed(Map.of("m", 2)), null, "worker").verdict())
        .isEqualTo(Verdict.ACCEPTED);
    assertThat(outside.complete(id, 1, Outcome.completed(), null, "worker").verdict())
        .isEqualTo(Verdict.REPEATED);
    assertThat(node.task(id)).returns("{\"m\": 2}", Task::output);
    assertThat(node.deeds(id)).containsExactly("submitted", "claimed", "reported", "completed");
    assertThat(node.story(id)).extracting(TaskEvent::actor).contains("worker:anna");
    assertThat(node.engine().pulls().workers("plain").getFirst().holds()).isZero();
  }

  @Test
  void who_waits_is_woken_by_a_task_that_another_node_has_submitted() throws Exception {
    try (Node other =
            new Node(database.dataSource(), Node.QUICK, builder -> builder.knows(type("woken")));
        Seat seat = node.engine().pulls().ask(new Ask("anna", List.of("woken"), 1))) {
      assertThat(seat.await(Duration.ofMillis(1))).isEmpty();
      UUID id = other.tasks().submit(NewTask.of("woken", "{}")).id();

      assertThat(seat.await(LONG)).extracting(Pulled::taskId).containsExactly(id);
      assertThat(seat.over()).isFalse();
    }
  }

  @Test
  void a_silent_worker_is_taken_for_dead_which_costs_no_retry_until_it_was_three_times()
      throws Exception {
    UUID id = submit("silent");
    pull("anna", 1, "silent");

    Pulled second = pull("ben", 1, "silent").getFirst();

    assertThat(second.attempt()).isEqualTo(2);
    assertThat(node.task(id)).returns(0, Task::retryCount);
    assertThat(node.deeds(id)).contains("rescued").doesNotContain("failed");
    Outside outside = node.engine().outside();
    assertThat(outside.complete(id, 1, Outcome.completed(), null, "worker").verdict())
        .isEqualTo(Verdict.SUPERSEDED);
    assertThat(outside.alive(id, 1).verdict()).isEqualTo(Verdict.SUPERSEDED);

    assertThat(pull("cora", 1, "silent").getFirst().attempt()).isEqualTo(3);
    Task failed = node.awaitStatus(id, TaskStatus.FAILED);
    assertThat(failed.errorMessage()).contains("its worker stopped 3 times");
    assertThat(outside.complete(id, 3, Outcome.completed(), null, "worker").verdict())
        .isEqualTo(Verdict.OVER);
  }

  @Test
  void a_task_that_is_given_back_or_never_fetched_goes_to_the_next_at_once_and_at_no_cost()
      throws Exception {
    UUID id = submit("back");
    pull("anna", 1, "back");
    Outside outside = node.engine().outside();

    assertThat(outside.giveBack(id, 1, "Anna stops.", "worker:anna").verdict())
        .isEqualTo(Verdict.ACCEPTED);
    assertThat(outside.giveBack(id, 1, "Anna stops.", "worker:anna").verdict())
        .isEqualTo(Verdict.REPEATED);
    assertThat(node.task(id)).returns("Anna stops.", Task::statusMessage);

    Seat left = node.engine().pulls().ask(new Ask("ben", List.of("back"), 1));
    node.await(id, task -> task.attempt() == 2 && "handed_over".equals(task.currentStep()));
    left.close();

    assertThat(pull("cora", 1, "back").getFirst().attempt()).isEqualTo(3);
    assertThat(node.task(id)).returns(0, Task::retryCount);
    assertThat(node.deeds(id)).doesNotContain("rescued");
  }

  @Test
  void a_worker_of_several_types_never_gets_more_than_it_asked_for() throws Exception {
    for (int i = 0; i < 3; i++) {
      submit("one");
      submit("other");
    }
    List<Pulled> all = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      List<Pulled> got = pull("anna", 1, "one", "other");
      assertThat(got).hasSize(1);
      all.addAll(got);
    }
    assertThat(all).extracting(Pulled::taskId).doesNotHaveDuplicates();
    assertThat(all).extracting(Pulled::attempt).containsOnly(1);
  }

  @Test
  void what_a_type_must_not_exceed_holds_for_pulled_tasks_as_well() throws Exception {
    for (int i = 0; i < 4; i++) {
      submit("limited");
    }
    List<Pulled> first = pull("anna", 10, "limited");
    assertThat(first).hasSize(2);
    try (Seat seat = node.engine().pulls().ask(new Ask("ben", List.of("limited"), 10))) {
      assertThat(seat.await(Duration.ofMillis(300))).isEmpty();
      node.engine()
          .outside()
          .complete(first.getFirst().taskId(), 1, Outcome.completed(), null, "worker");
      assertThat(seat.await(LONG)).hasSize(1);
    }
  }

  @Test
  void many_workers_share_the_tasks_and_nobody_gets_one_that_another_has() throws Exception {
    int tasks = 300;
    node.tasks()
        .submitAll(
            java.util.stream.IntStream.range(0, tasks)
                .mapToObj(_ -> NewTask.of("race", "{}"))
                .toList());
    ConcurrentLinkedQueue<Pulled> all = new ConcurrentLinkedQueue<>();
    CountDownLatch everything = new CountDownLatch(tasks);
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String worker = "w" + i;
      workers.add(
          Thread.startVirtualThread(() -> {
            try {
              while (everything.getCount() > 0) {
                try (Seat seat = node.engine().pulls().ask(new Ask(worker, List.of("race"), 7))) {
                  for (Pulled one : seat.await(Duration.ofMillis(200))) {
                    all.add(one);
                    node.engine()
                        .outside()
                        .complete(one.taskId(), one.attempt(), Outcome.completed(), null, "worker");
                    everything.countDown();
                  }
                }
              }
            } catch (InterruptedException stopped) {
              Thread.currentThread().interrupt();
            }
          }));
    }
    for (Thread worker : workers) {
      assertThat(worker.join(LONG)).isTrue();
    }
    Set<UUID> different = new HashSet<>();
    all.forEach(one -> different.add(one.taskId()));
    assertThat(all).hasSize(tasks);
    assertThat(different).hasSize(tasks);
    assertThat(all).extracting(Pulled::attempt).containsOnly(1);
  }

  @Test
  void a_task_that_nobody_asks_for_waits_and_says_so() throws Exception {
    UUID id = submit("lonely");

    assertThat(node.tasks().waitingReasons(List.of(id)).get(id))
        .returns(
            "No worker has asked for tasks of the type 'lonely' yet. It starts when one does.",
            reason -> reason == null ? null : reason.sentence());
  }

  @Test
  void the_end_of_a_node_sends_everybody_who_waits_away() throws Exception {
    Node other =
        new Node(database.dataSource(), Node.QUICK, builder -> builder.knows(type("lonely_too")));
    assertThatThrownBy(() -> other.engine().pulls().ask(new Ask("anna", List.of("lonely_too"), 1)))
        .hasMessage("This engine runs no tasks.");
    other.start();
    try (Seat seat = other.engine().pulls().ask(new Ask("anna", List.of("lonely_too"), 1))) {
      Thread waiting =
          Thread.startVirtualThread(() -> {
            try {
              assertThat(seat.await(Duration.ofMinutes(5))).isEmpty();
            } catch (InterruptedException stopped) {
              Thread.currentThread().interrupt();
            }
          });
      other.close();
      assertThat(waiting.join(LONG)).isTrue();
      assertThat(seat.over()).isTrue();
    }
  }
}
