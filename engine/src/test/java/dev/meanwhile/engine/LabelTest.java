package dev.meanwhile.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.engine.support.Node;
import dev.meanwhile.postgres.junit.PostgresExtension;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LabelTest {
  @RegisterExtension
  static final PostgresExtension database = PostgresExtension.migratedBy("engine", Engine::migrate);

  private static final UUID KIM = UUID.randomUUID();

  @Test
  void tasks_are_found_and_counted_by_the_words_people_use() {
    TaskType<Node.Input> patient =
        Node.WORK.retry(new RetryPolicy(1, Duration.ofHours(1), Duration.ofHours(1), 0));
    try (Node node =
        new Node(
                database.dataSource(),
                patient,
                (input, _) ->
                    input.text().equals("now")
                        ? Outcome.failedForNow("It failed", "by chance", "Wait.", "chance")
                        : Outcome.failed("It failed", "it had to", "Nothing.", "fate"))
            .start()) {
      UUID retry = submit(node, "now", Duration.ZERO);
      UUID attention = submit(node, "good", Duration.ZERO);
      UUID dismissed = submit(node, "good", Duration.ZERO);
      UUID later = submit(node, "good", Duration.ofHours(2));
      for (UUID id : new UUID[] {retry, attention, dismissed}) {
        node.awaitStatus(id, TaskStatus.FAILED);
      }
      node.tasks().dismiss(dismissed, ChangeRequest.by("user:kim"));
      Map<TaskLabel, UUID> expected =
          Map.of(
              TaskLabel.WILL_RETRY, retry,
              TaskLabel.NEEDS_ATTENTION, attention,
              TaskLabel.DISMISSED, dismissed,
              TaskLabel.SCHEDULED, later);

      expected.forEach((label, id) ->
          assertThat(node.tasks().find(TaskQuery.newest(10).labelled(label)))
              .as(label.text())
              .extracting(Task::id)
              .containsExactly(id));
      assertThat(node.tasks().labelCounts(KIM))
          .containsOnly(
              Map.entry(TaskLabel.WILL_RETRY, 1L),
              Map.entry(TaskLabel.NEEDS_ATTENTION, 1L),
              Map.entry(TaskLabel.DISMISSED, 1L),
              Map.entry(TaskLabel.SCHEDULED, 1L));
      assertThat(node.tasks().labelCounts(UUID.randomUUID()).values()).containsOnly(0L);
    }
  }

  private static UUID submit(Node node, String text, Duration delay) {
    return node.tasks()
        .submit(Node.WORK.task(new Node.Input(text)).by(KIM, "user:kim").in(delay))
        .id();
  }
}
