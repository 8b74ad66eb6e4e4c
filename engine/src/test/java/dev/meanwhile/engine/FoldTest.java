package dev.meanwhile.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.engine.support.Node;
import dev.meanwhile.postgres.junit.PostgresExtension;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;

/// Whoever folds the events of a task sees what a reader of the task sees.
class FoldTest {
  @RegisterExtension
  static final PostgresExtension database = PostgresExtension.migratedBy("engine", Engine::migrate);

  @Test
  void folding_the_events_gives_the_task_at_every_stop() throws Exception {
    CountDownLatch look = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (Node node =
        new Node(
                database.dataSource(),
                Node.WORK,
                (_, work) ->
                    switch (work.attempt()) {
                      case 1 -> {
                        work.step("asking", "Asking…");
                        work.progress(1, 2L);
                        yield Outcome.failedForNow("It failed", "by chance", "Wait.", "chance");
                      }
                      case 2 -> {
                        work.say("Once more…");
                        look.countDown();
                        goOn.await();
                        yield Outcome.postponed(java.time.Duration.ofMillis(10), "Later…");
                      }
                      default -> Outcome.completed(Map.of("n", 1), "Done after all.");
                    })
            .start()) {
      UUID id = node.submit("x");
      look.await();
      node.await(id, task -> "Once more…".equals(task.statusMessage()));
      compare(node, id);
      goOn.countDown();
      node.awaitStatus(id, TaskStatus.COMPLETED);
      compare(node, id);
    }
  }

  @Test
  void what_people_change_is_told_as_well() throws Exception {
    ChangeRequest request =
        ChangeRequest.by(UUID.randomUUID(), "user:sandra").because("It is not needed.");
    try (Node node =
        new Node(
                database.dataSource(),
                Node.WORK.retry(
                    new RetryPolicy(
                        1, java.time.Duration.ofHours(1), java.time.Duration.ofHours(1), 0)),
                (_, work) -> {
                  if (work.attempt() == 1) {
                    work.progress(1, 2L);
                  }
                  return work.attempt() == 3
                      ? Outcome.completed()
                      : Outcome.failedForNow("It failed", "by chance", "Wait.", "chance");
                })
            .start()) {
      UUID id = node.submit("x");
      for (int attempt = 1; attempt <= 2; attempt++) {
        int now = attempt;
        node.await(id, t -> t.status() == TaskStatus.FAILED && t.attempt() == now);
        compare(node, id);
        node.tasks().dismiss(id, request);
        compare(node, id);
        node.tasks().reinstate(id, request);
        compare(node, id);
        node.tasks().dismiss(id, request);
        node.tasks().retry(id, request);
      }
      node.awaitStatus(id, TaskStatus.COMPLETED);
      compare(node, id);
    }
  }

  @Test
  void it_does_so_for_a_task_that_waits_an_outage_out() throws Exception {
    CountDownLatch look = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (Node node =
        new Node(
                database.dataSource(),
                Node.WORK,
                (_, work) ->
                    switch (work.attempt()) {
                      case 1 -> Outcome.failedForNow("It failed", "by chance", "Wait.", "chance");
                      case 2 -> Outcome.parked("partner", "it answers 503");
                      default -> {
                        look.countDown();
                        goOn.await();
                        yield Outcome.completed();
                      }
                    })
            .start()) {
      UUID id = node.submit("x");
      node.await(id, task -> "partner".equals(task.parkedOn()));
      compare(node, id);
      UUID other = node.submit("cancelled while it waits");
      node.await(other, task -> "partner".equals(task.parkedOn()));
      node.tasks().cancel(other, "user:ana");
      compare(node, other);
      node.engine().outages().resume("partner", "user:ana", "it is back");
      look.await();
      compare(node, id);
      goOn.countDown();
      node.awaitStatus(id, TaskStatus.COMPLETED);
      compare(node, id);
    }
  }

  @Test
  void it_does_so_for_a_task_that_is_done_outside() {
    try (Node node =
        new Node(
                database.dataSource(),
                Node.WORK,
                (_, _) ->
                    new Outcome.HandedOver(
                        "Handed over.", "7", java.time.Duration.ofMinutes(5), true))
            .start()) {
      Outside outside = node.engine().outside();
      UUID id = node.submit("x");
      node.await(id, task -> "handed_over".equals(task.currentStep()));
      compare(node, id);
      outside.report(id, 1, new Outside.Report("one", "One…", 1L, 2L, null, null), "webhook");
      compare(node, id);
      outside.fail(
          id, 1, Outcome.failedForNow("It failed", "by chance", "Wait.", "chance"), "8", "webhook");
      compare(node, id);
      node.await(id, task -> task.attempt() == 2 && "handed_over".equals(task.currentStep()));
      compare(node, id);
      outside.report(id, 2, new Outside.Report(null, null, 5L, null, null, null), "webhook");
      compare(node, id);
      outside.complete(id, 2, Outcome.completed(), "9", "webhook");
      compare(node, id);
    }
  }

  private static void compare(Node node, UUID id) {
    Map<String, JsonNode> folded = new HashMap<>(Map.of("retry_count", new IntNode(0)));
    for (TaskEvent event : node.story(id)) {
      Json.mapper()
          .readTree(event.data())
          .properties()
          .forEach(e -> folded.put(e.getKey(), e.getValue()));
    }
    Task task = node.task(id);
    assertThat(text(folded, "status")).isEqualTo(task.status().text());
    assertThat(text(folded, "current_step")).isEqualTo(task.currentStep());
    assertThat(text(folded, "status_message")).isEqualTo(task.statusMessage());
    assertThat(text(folded, "error_message")).isEqualTo(task.errorMessage());
    assertThat(text(folded, "attempt")).isEqualTo("" + task.attempt());
    assertThat(text(folded, "retry_count")).isEqualTo("" + task.retryCount());
    assertThat(text(folded, "progress_done")).isEqualTo(words(task.progressDone()));
    assertThat(time(folded, "processing_started_at")).isEqualTo(task.processingStartedAt());
    assertThat(time(folded, "processing_completed_at")).isEqualTo(task.processingCompletedAt());
    assertThat(text(folded, "parked_on")).isEqualTo(task.parkedOn());
    assertThat(time(folded, "next_retry_at")).isEqualTo(task.nextRetryAt());
    Task.Dismissal dismissal = task.dismissal();
    assertThat(time(folded, "dismissed_at")).isEqualTo(dismissal == null ? null : dismissal.at());
    assertThat(text(folded, "dismissed_by"))
        .isEqualTo(dismissal == null ? null : words(dismissal.by()));
    assertThat(text(folded, "dismiss_reason"))
        .isEqualTo(dismissal == null ? null : dismissal.reason());
  }

  private static @Nullable String words(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  private static @Nullable String text(Map<String, JsonNode> folded, String field) {
    JsonNode value = folded.get(field);
    return value == null || value.isNull() ? null : value.asString();
  }

  private static @Nullable Instant time(Map<String, JsonNode> folded, String field) {
    String text = text(folded, field);
    return text == null ? null : OffsetDateTime.parse(text).toInstant();
  }
}
