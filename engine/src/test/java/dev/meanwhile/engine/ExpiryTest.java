package dev.meanwhile.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.engine.support.Node;
import dev.meanwhile.postgres.junit.PostgresExtension;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ExpiryTest {
  @RegisterExtension
  static final PostgresExtension database = PostgresExtension.migratedBy("engine", Engine::migrate);

  private static final TaskType<Node.Input> PATIENT =
      Node.WORK.retry(new RetryPolicy(1, Duration.ofMinutes(2), Duration.ofMinutes(2), 0));

  @Test
  void a_task_nobody_started_in_time_is_cancelled_with_a_sentence() throws Exception {
    UUID id;
    UUID without;
    try (Node before = node()) {
      id = submit(before, Duration.ofMinutes(5));
      without = before.submit("y");
    }
    shift("10 minutes");
    try (Node node = node().start()) {
      Task expired = node.awaitStatus(id, TaskStatus.CANCELLED);

      assertThat(expired.statusMessage())
          .isEqualTo(
              "It could not be started in time, so it was cancelled."
                  + " Create it again if it is still wanted.");
      assertThat(expired.attempt()).isZero();
      assertThat(node.deeds(id)).containsExactly("submitted", "expired");
      node.awaitStatus(without, TaskStatus.FAILED);
    } finally {
      shift("0");
    }
  }

  @Test
  void a_task_that_was_started_in_time_is_retried_after_that_time() throws Exception {
    UUID id;
    try (Node before = node().start()) {
      id = submit(before, Duration.ofMinutes(1));
      before.awaitStatus(id, TaskStatus.FAILED);
    }
    shift("10 minutes");
    try (Node node = node().start()) {
      assertThat(node.awaitStatus(id, TaskStatus.COMPLETED).attempt()).isEqualTo(2);
    } finally {
      shift("0");
    }
  }

  private static Node node() {
    return new Node(
        database.dataSource(),
        PATIENT,
        (_, work) ->
            work.attempt() == 1
                ? Outcome.failedForNow("It failed", "by chance", "Wait.", "chance")
                : Outcome.completed());
  }

  private static UUID submit(Node node, Duration expiry) {
    return node.tasks().submit(PATIENT.task(new Node.Input("x")).expiresIn(expiry)).id();
  }

  /// For every session that begins from now on.
  private static void shift(String span) throws Exception {
    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(
          "do $$ begin execute format('alter database %I set meanwhile.time_shift = %L', current_database(), '"
              + span
              + "'); end $$");
    }
  }
}
