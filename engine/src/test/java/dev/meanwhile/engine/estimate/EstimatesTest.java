package dev.meanwhile.engine.estimate;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.engine.Engine;
import dev.meanwhile.engine.Estimate;
import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.TaskStatus;
import dev.meanwhile.engine.store.Wire;
import dev.meanwhile.engine.support.Node;
import dev.meanwhile.postgres.junit.PostgresExtension;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EstimatesTest {
  @RegisterExtension
  static final PostgresExtension database = PostgresExtension.migratedBy("engine", Engine::migrate);

  @Test
  void what_two_nodes_measured_is_known_to_a_third_after_they_have_gone() {
    for (int i = 0; i < 2; i++) {
      try (Node node =
          new Node(
                  database.dataSource(),
                  Node.WORK,
                  (_, work) -> {
                    work.step("first", "First…");
                    return work.step("second", "Second…", String.class, () -> "x").isEmpty()
                        ? Outcome.failed("No", "no", "No.", "no")
                        : Outcome.completed();
                  })
              .start()) {
        for (int n = 0; n < 5; n++) {
          UUID id = node.submit("x");
          node.awaitStatus(id, TaskStatus.COMPLETED);
        }
      }
    }
    try (Node reader = new Node(database.dataSource(), Node.WORK, (_, _) -> Outcome.completed())) {
      Estimate whole = requireNonNull(reader.engine().estimates().of("work"));
      Estimate step = requireNonNull(reader.engine().estimates().of("work", "second"));

      assertThat(whole.samples()).isEqualTo(10);
      assertThat(whole.p50()).isLessThanOrEqualTo(whole.p90());
      assertThat(step.samples()).isEqualTo(10);
      assertThat(reader.engine().estimates().of("work", "first")).isNotNull();
      assertThat(reader.engine().estimates().of("work", "third")).isNull();
      assertThat(reader.engine().estimates().of("unheard_of")).isNull();
    }
  }

  @Test
  void shares_are_drawn_from_all_days_of_two_weeks_and_no_others() throws Exception {
    Measures measures = new Measures();
    try (Wire wire = Wire.free(database.dataSource())) {
      Bookkeeper bookkeeper = new Bookkeeper(wire, measures);
      for (int day : new int[] {-40, -20, -13, 0}) {
        shift(wire, day);
        for (int i = 1; i <= 100; i++) {
          measures.add("letters", Measures.WHOLE, Duration.ofSeconds(i));
        }
        bookkeeper.write();
      }
      Estimate estimate = requireNonNull(new History(database.dataSource()).of("letters"));

      assertThat(estimate.samples()).isEqualTo(200);
      assertThat(estimate.p50()).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));
      assertThat(estimate.p90()).isBetween(Duration.ofSeconds(90), Duration.ofSeconds(108));
      assertThat(estimate.usually()).isEqualTo("usually up to 2 minutes");
    }
  }

  @Test
  void what_could_not_be_written_is_written_later() throws Exception {
    Measures measures = new Measures();
    for (int i = 0; i < 10; i++) {
      measures.add("kept", Measures.WHOLE, Duration.ofMillis(5));
    }
    measures.giveBack(measures.take());

    try (Wire wire = Wire.free(database.dataSource())) {
      new Bookkeeper(wire, measures).write();
    }

    assertThat(requireNonNull(new History(database.dataSource()).of("kept")).samples())
        .isEqualTo(10);
    assertThat(measures.take()).isEmpty();
  }

  @Test
  void few_samples_say_nothing() throws Exception {
    Measures measures = new Measures();
    for (int i = 0; i < 9; i++) {
      measures.add("rare", Measures.WHOLE, Duration.ofSeconds(1));
    }
    try (Wire wire = Wire.free(database.dataSource())) {
      new Bookkeeper(wire, measures).write();
    }
    assertThat(new History(database.dataSource()).of("rare")).isNull();
  }

  @Test
  void a_step_for_each_row_does_not_fill_the_memory() {
    Measures measures = new Measures();
    for (int i = 0; i < 10_000; i++) {
      measures.add("greedy", "row " + i, Duration.ofMillis(1));
    }
    assertThat(measures.take()).hasSizeLessThan(100);
  }

  private static void shift(Wire wire, int days) throws Exception {
    wire.run(c -> {
      try (var session = c.createStatement()) {
        session.execute("set meanwhile.time_shift = '%d days'".formatted(days));
      }
    });
  }
}
