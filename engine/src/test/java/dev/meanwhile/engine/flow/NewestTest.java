package dev.meanwhile.engine.flow;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.engine.Engine;
import dev.meanwhile.engine.Entity;
import dev.meanwhile.engine.NewTask;
import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.SubmissionRefused;
import dev.meanwhile.engine.Submitted;
import dev.meanwhile.engine.Task;
import dev.meanwhile.engine.TaskStatus;
import dev.meanwhile.engine.support.Node;
import dev.meanwhile.engine.support.Psql;
import dev.meanwhile.postgres.junit.PostgresExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NewestTest {
  private static final Duration LONG = Duration.ofHours(1);

  @RegisterExtension
  static final PostgresExtension database = PostgresExtension.migratedBy("engine", Engine::migrate);

  @Test
  void the_newest_replaces_the_one_that_waits() {
    try (Node node = node()) {
      UUID old = submit(node, "old", "burst");
      UUID young = submit(node, "young", "burst");
      UUID other = submit(node, "other", "another client");

      assertThat(node.task(old).status()).isEqualTo(TaskStatus.CANCELLED);
      assertThat(node.task(old).statusMessage()).isEqualTo("Replaced by a newer one.");
      assertThat(node.story(old).getLast().data()).contains(young.toString());
      assertThat(node.task(young).status()).isEqualTo(TaskStatus.PENDING);
      assertThat(node.task(other).status()).isEqualTo(TaskStatus.PENDING);
    }
  }

  @Test
  void of_a_hundred_at_once_one_is_left_and_it_is_the_newest() throws Exception {
    try (Node node = node();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<UUID>> burst = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        String text = "n" + i;
        burst.add(() -> submit(node, text, "hundred"));
      }
      List<UUID> all = new ArrayList<>();
      for (Future<UUID> one : threads.invokeAll(burst)) {
        all.add(one.get());
      }

      List<Task> waiting =
          all.stream().map(node::task).filter(task -> task.status() == TaskStatus.PENDING).toList();
      assertThat(waiting).hasSize(1);
      String newest =
          Psql.query(
              database.dataSource(),
              "select max(id::text) from meanwhile.tasks where entity_id = 'hundred'");
      assertThat(waiting.getFirst().id()).hasToString(newest);
      assertThat(all.stream().map(node::task).filter(Task::ended)).hasSize(99);
    }
  }

  @Test
  void one_that_runs_is_not_touched() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (Node node =
        new Node(
                database.dataSource(),
                Node.WORK,
                (_, _) -> {
                  started.countDown();
                  goOn.await();
                  return Outcome.completed();
                })
            .start()) {
      UUID running = node.tasks().submit(task("a", "run").newest(Duration.ZERO)).id();
      started.await();

      UUID next = node.tasks().submit(task("b", "run").newest(Duration.ZERO)).id();
      goOn.countDown();

      node.awaitStatus(running, TaskStatus.COMPLETED);
      node.awaitStatus(next, TaskStatus.COMPLETED);
    }
  }

  @Test
  void a_stream_that_never_pauses_starts_after_ten_pauses() throws Exception {
    try (Node node = node()) {
      UUID first = submit(node, "first", "stream");
      Psql.execute(
          database.dataSource(),
          "update meanwhile.newest set since = since - interval '9 hours 50 minutes' where key like '%stream'");
      UUID second = submit(node, "second", "stream");
      assertThat(wait(node, second)).isEqualTo(Duration.ofMinutes(10));
      Psql.execute(
          database.dataSource(),
          "update meanwhile.newest set since = since - interval '1 hour' where key like '%stream'");
      UUID third = submit(node, "third", "stream");

      assertThat(wait(node, third)).isZero();
      assertThat(node.task(first).status()).isEqualTo(TaskStatus.CANCELLED);
    }
  }

  @Test
  void a_repeated_request_replaces_nothing() {
    try (Node node = node()) {
      NewTask first = task("a", "keyed").newest(LONG).key("k1");
      Submitted one = node.tasks().submit(first);
      Submitted again = node.tasks().submit(first);

      assertThat(again).isEqualTo(new Submitted(one.id(), true));
      assertThat(node.task(one.id()).status()).isEqualTo(TaskStatus.PENDING);
    }
  }

  @Test
  void a_key_can_take_the_place_of_the_entity_and_one_is_needed() {
    try (Node node = node()) {
      NewTask bare = Node.WORK.task(new Node.Input("x"));
      UUID old = node.tasks().submit(bare.newest("search index", LONG)).id();
      UUID young = node.tasks().submit(bare.newest("search index", LONG)).id();

      assertThat(node.task(old).status()).isEqualTo(TaskStatus.CANCELLED);
      assertThat(node.task(young).status()).isEqualTo(TaskStatus.PENDING);
      assertThatThrownBy(() -> node.tasks().submit(bare.newest(LONG)))
          .isInstanceOf(SubmissionRefused.class)
          .hasMessage(
              "The newest of which tasks? Say what the task is about, or give newest(…) a key.");
    }
  }

  @Test
  void those_that_waited_for_the_older_are_cancelled_with_it() {
    try (Node node = node()) {
      UUID old = submit(node, "old", "chain");
      UUID after = node.tasks().submit(Node.WORK.task(new Node.Input("after")).after(old)).id();

      submit(node, "young", "chain");

      assertThat(node.task(after).statusMessage())
          .isEqualTo("Cancelled because 'Work' was cancelled.");
    }
  }

  private static Node node() {
    return new Node(database.dataSource(), Node.WORK, (_, _) -> Outcome.completed());
  }

  private static UUID submit(Node node, String text, String client) {
    return node.tasks().submit(task(text, client).newest(LONG)).id();
  }

  private static NewTask task(String text, String client) {
    return Node.WORK.task(new Node.Input(text)).about(new Entity("client", client, null));
  }

  private static Duration wait(Node node, UUID id) {
    Task task = node.task(id);
    Duration exact = Duration.between(task.createdAt(), requireNonNull(task.runAt()));
    return Duration.ofMinutes(Math.round(exact.toMillis() / 60_000.0));
  }
}
