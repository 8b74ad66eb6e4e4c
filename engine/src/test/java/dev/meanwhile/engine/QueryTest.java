package dev.meanwhile.engine;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.engine.support.Node;
import dev.meanwhile.postgres.junit.PostgresExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class QueryTest {
  @RegisterExtension
  static final PostgresExtension database = PostgresExtension.migratedBy("engine", Engine::migrate);

  private static final UUID SANDRA = UUID.fromString("00000000-0000-7000-8000-000000000001");

  @Test
  void tasks_are_found_by_where_they_stand_what_they_are_about_and_whose_they_are()
      throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (Node node =
        new Node(
            database.dataSource(),
            Node.WORK.retries(0),
            (input, _) ->
                switch (input.text()) {
                  case "fail" -> Outcome.failed("It failed", "it had to", "Nothing.", "x");
                  case "run" -> {
                    started.countDown();
                    goOn.await();
                    yield Outcome.completed();
                  }
                  default -> Outcome.completed();
                })) {
      node.start();
      UUID failed = node.submit("fail");
      UUID running = node.submit("run");
      UUID done =
          node.tasks()
              .submit(
                  Node.WORK
                      .task(new Node.Input("ok"))
                      .about(new Entity("client", "K1", "John Smith (K1)"))
                      .by(SANDRA, "user:sandra"))
              .id();
      started.await();
      node.awaitStatus(failed, TaskStatus.FAILED);
      node.awaitStatus(done, TaskStatus.COMPLETED);

      assertThat(ids(node, query(Set.of(TaskStatus.FAILED), null, null))).containsExactly(failed);
      assertThat(ids(node, query(Set.of(TaskStatus.PROCESSING), null, null)))
          .containsExactly(running);
      assertThat(ids(node, query(Set.of(), "john smith", null))).containsExactly(done);
      assertThat(ids(node, query(Set.of(), null, SANDRA))).containsExactly(done);
      assertThat(ids(node, TaskQuery.newest(10))).containsExactly(done, running, failed);
      Map<TaskStatus, Long> counts = node.tasks().counts(null);
      assertThat(counts)
          .containsEntry(TaskStatus.FAILED, 1L)
          .containsEntry(TaskStatus.PROCESSING, 1L)
          .containsEntry(TaskStatus.COMPLETED, 1L)
          .containsEntry(TaskStatus.PENDING, 0L);
      goOn.countDown();
      node.awaitStatus(running, TaskStatus.COMPLETED);
    }
  }

  @Test
  void pages_follow_each_other_without_gap_or_overlap() {
    try (Node node = new Node(database.dataSource(), Node.WORK, (_, _) -> Outcome.completed())) {
      List<NewTask> tasks = new ArrayList<>();
      for (int i = 0; i < 95; i++) {
        tasks.add(Node.WORK.task(new Node.Input("p")).about(new Entity("page", "p1", null)));
      }
      List<UUID> all =
          node.tasks().submitAll(tasks).stream().map(Submitted::id).toList().reversed();

      for (Set<TaskStatus> statuses : List.of(Set.<TaskStatus>of(), Set.of(TaskStatus.PENDING))) {
        List<UUID> paged = new ArrayList<>();
        UUID before = null;
        while (true) {
          List<UUID> page =
              ids(
                  node,
                  new TaskQuery(statuses, Set.of("work"), "page", "p1", null, null, before, 20));
          paged.addAll(page);
          if (page.size() < 20) {
            break;
          }
          before = page.getLast();
        }
        assertThat(paged).isEqualTo(all);
      }
    }
  }

  @Test
  void a_task_nobody_knows_is_null() {
    try (Node node = new Node(database.dataSource(), Node.WORK, (_, _) -> Outcome.completed())) {
      UUID unknown = UUID.randomUUID();

      assertThat(node.tasks().find(unknown)).isNull();
      assertThat(node.tasks().cancel(unknown, "user:sandra")).isNull();
      assertThat(node.tasks().retry(unknown, "user:sandra")).isNull();
      assertThat(node.tasks().events(unknown, 0, 10)).isEmpty();
    }
  }

  @Test
  void a_waiting_task_can_be_cancelled_and_never_starts() {
    try (Node node = new Node(database.dataSource(), Node.WORK, (_, _) -> Outcome.completed())) {
      UUID id = node.submit("x");

      Task cancelled = requireNonNull(node.tasks().cancel(id, "user:sandra"));
      node.start();
      UUID next = node.submit("y");
      node.awaitStatus(next, TaskStatus.COMPLETED);

      assertThat(cancelled.label()).isEqualTo("cancelled");
      assertThat(node.story(id)).extracting(TaskEvent::actor).contains("user:sandra");
      assertThat(node.deeds(id)).containsExactly("submitted", "cancelled");
    }
  }

  private static TaskQuery query(
      Set<TaskStatus> statuses, @Nullable String text, @Nullable UUID visibleTo) {
    return new TaskQuery(statuses, Set.of(), null, null, text, visibleTo, null, 10);
  }

  private static List<UUID> ids(Node node, TaskQuery query) {
    return node.tasks().find(query).stream().map(Task::id).toList();
  }
}
