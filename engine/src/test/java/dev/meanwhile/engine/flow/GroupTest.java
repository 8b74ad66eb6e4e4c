package dev.meanwhile.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.engine.Engine;
import dev.meanwhile.engine.NewTask;
import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.SubmissionRefused;
import dev.meanwhile.engine.Submitted;
import dev.meanwhile.engine.Task;
import dev.meanwhile.engine.TaskGroup;
import dev.meanwhile.engine.TaskStatus;
import dev.meanwhile.engine.TaskType;
import dev.meanwhile.engine.support.Node;
import dev.meanwhile.postgres.junit.PostgresExtension;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GroupTest {
  @RegisterExtension
  static final PostgresExtension database = PostgresExtension.migratedBy("engine", Engine::migrate);

  @Test
  void a_group_is_done_when_its_parts_are_and_says_how_many_meanwhile() {
    CountDownLatch hold = new CountDownLatch(1);
    try (Node node =
        new Node(
                database.dataSource(),
                Node.WORK,
                (input, _) -> {
                  if (input.text().equals("part 9")) {
                    hold.await();
                  }
                  return Outcome.completed();
                })
            .start()) {
      UUID group = submit(node, 10).id();
      UUID after = node.tasks().submit(task("after").after(group)).id();

      Task waiting = node.await(group, task -> Long.valueOf(9).equals(task.progressDone()));
      assertThat(waiting.statusMessage()).isEqualTo("9 of 10 parts done.");
      assertThat(waiting.progressTotal()).isEqualTo(10);
      hold.countDown();

      Task done = node.awaitStatus(group, TaskStatus.COMPLETED);
      assertThat(done.statusMessage()).isEqualTo("10 of 10 parts done.");
      assertThat(done.output()).isEqualTo("{\"parts\": 10}");
      assertThat(node.deeds(group))
          .startsWith("submitted", "blocked")
          .endsWith("claimed", "completed");
      node.awaitStatus(after, TaskStatus.COMPLETED);
    }
  }

  @Test
  void a_group_fails_with_its_parts_and_can_be_tried_again_after_them() {
    try (Node node =
        new Node(
                database.dataSource(),
                Node.WORK,
                (input, work) ->
                    input.text().equals("part 1") && work.attempt() == 1
                        ? Outcome.failed("Part failed", "it is bad", "Mend it.", "bad")
                        : Outcome.completed())
            .start()) {
      UUID group = submit(node, 3).id();

      Task failed = node.awaitStatus(group, TaskStatus.FAILED);
      assertThat(failed.errorMessage())
          .isEqualTo(
              "Invoices for May failed: of 3 parts 1 failed. Try the failed parts again, and then the"
                  + " group.");

      UUID bad = node.tasks().children(group, null, 10).get(1).id();
      assertThat(node.tasks().retry(bad, "user:sandra")).isNotNull();
      assertThat(node.tasks().retry(group, "user:sandra")).isNotNull();
      assertThat(node.awaitStatus(group, TaskStatus.COMPLETED).statusMessage())
          .isEqualTo("3 of 3 parts done.");
    }
  }

  @Test
  void the_parts_of_a_group_are_listed_page_by_page() {
    try (Node node = new Node(database.dataSource(), Node.WORK, (_, _) -> Outcome.completed())) {
      UUID group = submit(node, 5).id();

      List<Task> first = node.tasks().children(group, null, 3);
      List<Task> second = node.tasks().children(group, first.getLast().id(), 3);

      assertThat(first).hasSize(3).allMatch(task -> group.equals(task.parentId()));
      assertThat(second)
          .extracting(Task::input)
          .containsExactly("{\"text\": \"part 3\"}", "{\"text\": \"part 4\"}");
    }
  }

  @Test
  void a_handler_fans_out_once_however_often_it_is_tried() {
    try (Node node =
        new Node(
                database.dataSource(),
                Node.WORK,
                (input, work) -> {
                  if (!input.text().equals("parent")) {
                    return Outcome.completed();
                  }
                  List<UUID> parts = work.fanOut("parts", List.of(task("a"), task("b")));
                  return work.attempt() == 1
                      ? Outcome.failedForNow("It failed", "by chance", "Wait.", "chance")
                      : Outcome.completed(parts);
                })
            .start()) {
      UUID parent = node.submit("parent");

      Task done = node.awaitStatus(parent, TaskStatus.COMPLETED);

      List<Task> children = node.tasks().children(parent, null, 10);
      assertThat(children).hasSize(2);
      assertThat(done.output()).contains(children.getFirst().id().toString());
      children.forEach(child -> node.awaitStatus(child.id(), TaskStatus.COMPLETED));
    }
  }

  @Test
  void a_group_needs_parts_and_its_name_is_taken() {
    try (Node node = new Node(database.dataSource(), Node.WORK, (_, _) -> Outcome.completed())) {
      assertThatThrownBy(() -> node.tasks().submitGroup(TaskGroup.named("Nothing"), List.of()))
          .isInstanceOf(SubmissionRefused.class)
          .hasMessage("A group has parts: give it at least one.");
      assertThatThrownBy(() -> node.tasks().submitGroup(task("x"), List.of(task("y"))))
          .isInstanceOf(SubmissionRefused.class)
          .hasMessage(
              "A group is made with TaskGroup.named(…), and waits for nothing but its parts.");
    }
    assertThatThrownBy(
            () -> Engine.on(database.dataSource()).knows(TaskType.of("group", Node.Input.class)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Submitted submit(Node node, int parts) {
    return node.tasks()
        .submitGroup(
            TaskGroup.named("Invoices for May"),
            IntStream.range(0, parts).mapToObj(i -> task("part " + i)).toList());
  }

  private static NewTask task(String text) {
    return Node.WORK.task(new Node.Input(text));
  }
}
