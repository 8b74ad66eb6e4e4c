package dev.meanwhile.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.engine.BulkChange.Kind;
import dev.meanwhile.engine.BulkChange.Which;
import dev.meanwhile.engine.support.Node;
import dev.meanwhile.postgres.junit.PostgresExtension;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BulkChangeTest {
  @RegisterExtension
  static final PostgresExtension database = PostgresExtension.migratedBy("engine", Engine::migrate);

  private static final ChangeRequest SANDRA =
      ChangeRequest.by(UUID.randomUUID(), "user:sandra").because("The partner is back.");

  private static Node node() {
    return new Node(
        database.dataSource(),
        Node.WORK,
        (input, work) ->
            work.attempt() == 1
                ? Outcome.failed("It failed", "it had to", "Nothing.", input.text())
                : Outcome.completed());
  }

  /// As many failed tasks of one user as asked for.
  private static List<UUID> failed(Node node, UUID user, String code, int tasks) {
    List<NewTask> all =
        Collections.nCopies(tasks, Node.WORK.task(new Node.Input(code)).by(user, "user:kim"));
    List<UUID> ids = node.tasks().submitAll(all).stream().map(Submitted::id).toList();
    ids.forEach(id -> node.awaitStatus(id, TaskStatus.FAILED));
    return ids;
  }

  @Test
  void all_that_a_filter_finds_are_tried_again_once() {
    UUID kim = UUID.randomUUID();
    try (Node node = node().start()) {
      List<UUID> down = failed(node, kim, "partner_down", 120);
      List<UUID> other = failed(node, kim, "bad_input", 1);
      Which which = Which.all().createdBy(kim).failedWith("partner_down");
      assertThat(node.tasks().count(Kind.RETRY, which)).isEqualTo(120);

      UUID bulk = node.tasks().changeAll(new BulkChange(Kind.RETRY, which, 120, 1000, SANDRA)).id();

      Task done = node.awaitStatus(bulk, TaskStatus.COMPLETED);
      assertThat(done.statusMessage()).isEqualTo("Retried 120 of 120 tasks.");
      assertThat(done.output()).isEqualTo("{\"changed\": 120, \"skipped\": 0}");
      assertThat(node.story(bulk))
          .filteredOn(event -> event.type().equals("reported"))
          .anyMatch(event -> event.data().contains("of 120 tasks…"));
      for (UUID id : down) {
        node.awaitStatus(id, TaskStatus.COMPLETED);
        assertThat(node.deeds(id)).filteredOn("retried"::equals).hasSize(1);
      }
      assertThat(node.task(other.getFirst()).label()).isEqualTo("needs attention");
    }
  }

  @Test
  void another_number_than_was_seen_is_refused() {
    UUID kim = UUID.randomUUID();
    try (Node node = node().start()) {
      failed(node, kim, "x", 3);
      Which which = Which.all().createdBy(kim).ofTypes(Set.of("work"));

      assertThatThrownBy(
              () -> node.tasks().changeAll(new BulkChange(Kind.DISMISS, which, 2, 1000, SANDRA)))
          .isInstanceOf(SubmissionRefused.class)
          .hasMessage(
              "There are 3 such tasks now, not 2. Look at them again before you change them.");
      assertThatThrownBy(
              () -> node.tasks().changeAll(new BulkChange(Kind.DISMISS, which, 3, 2, SANDRA)))
          .isInstanceOf(SubmissionRefused.class)
          .hasMessage(
              "These are 3 tasks, and at most 2 may be changed at once. Narrow the choice.");
      assertThat(node.tasks().count(Kind.DISMISS, which)).isEqualTo(3);
    }
  }

  @Test
  void a_change_whose_node_dies_goes_on_where_it_was_and_changes_nothing_twice() {
    UUID kim = UUID.randomUUID();
    Node dying = node().start();
    List<UUID> ids = failed(dying, kim, "x", 300);
    Which which = Which.all().createdBy(kim);
    UUID bulk =
        dying.tasks().changeAll(new BulkChange(Kind.DISMISS, which, 300, 1000, SANDRA)).id();
    dying.await(bulk, task -> task.attempt() > 0);
    dying.die();
    try (Node node = node().start()) {
      Task done = node.awaitStatus(bulk, TaskStatus.COMPLETED);

      assertThat(done.output()).isEqualTo("{\"changed\": 300, \"skipped\": 0}");
      for (UUID id : ids) {
        assertThat(node.deeds(id)).endsWith("failed", "dismissed");
      }
    } finally {
      dying.close();
    }
  }

  @Test
  void waiting_tasks_about_one_thing_are_cancelled_together() {
    try (Node node = node()) {
      List<UUID> ids = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        NewTask task = Node.WORK.task(new Node.Input("x")).in(java.time.Duration.ofHours(1));
        ids.add(node.tasks().submit(task.about(new Entity("client", "K9", null))).id());
      }
      node.start();
      Which which = Which.all().about("client", "K9");

      UUID bulk = node.tasks().changeAll(new BulkChange(Kind.CANCEL, which, 3, 10, SANDRA)).id();

      node.awaitStatus(bulk, TaskStatus.COMPLETED);
      assertThat(ids)
          .extracting(id -> node.task(id).statusMessage())
          .containsOnly("Cancelled: The partner is back.");
    }
  }

  @Test
  void such_a_task_cannot_be_submitted_past_the_checks() {
    try (Node node = node()) {
      assertThatThrownBy(() -> node.tasks().submit(NewTask.of("bulk_change", "{}")))
          .isInstanceOf(SubmissionRefused.class);
      assertThat(node.tasks().types()).containsOnlyKeys("work");
    }
  }
}
