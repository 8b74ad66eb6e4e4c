package dev.meanwhile.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.engine.support.Node;
import dev.meanwhile.postgres.junit.PostgresExtension;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FailuresTest {
  @RegisterExtension
  static final PostgresExtension database = PostgresExtension.migratedBy("engine", Engine::migrate);

  private static final UUID KIM = UUID.randomUUID();
  private static final UUID ANA = UUID.randomUUID();

  @Test
  void failures_are_summed_by_type_and_cause_for_one_and_for_all() {
    try (Node node =
        new Node(
                database.dataSource(),
                Node.WORK.retry(RetryPolicy.never()),
                (input, _) ->
                    Outcome.failed("It failed", "of " + input.text(), "Nothing.", input.text()))
            .start()) {
      UUID dismissed = fail(node, KIM, "fate");
      fail(node, KIM, "fate");
      fail(node, ANA, "fate");
      fail(node, ANA, "chance");
      node.tasks().dismiss(dismissed, ChangeRequest.by("user:kim"));

      List<Failures> all = node.tasks().failures(null);

      assertThat(all).extracting(Failures::code).containsExactly(null, "chance", "fate");
      assertThat(all).extracting(Failures::tasks).containsExactly(3L, 1L, 2L);
      assertThat(all).extracting(Failures::users).containsExactly(2L, 1L, 2L);
      assertThat(all.getFirst().taskType()).isEqualTo(Node.WORK.name());
      assertThat(all.getFirst().latestError()).contains("of chance");
      assertThat(all.getFirst().oldest()).isBefore(all.getFirst().newest());
      assertThat(node.tasks().failures(KIM)).extracting(Failures::tasks).containsExactly(1L, 1L);
      assertThat(node.tasks().failures(UUID.randomUUID())).isEmpty();
    }
  }

  private static UUID fail(Node node, UUID owner, String why) {
    UUID id =
        node.tasks().submit(Node.WORK.task(new Node.Input(why)).by(owner, "user:somebody")).id();
    node.awaitStatus(id, TaskStatus.FAILED);
    return id;
  }
}
