package dev.meanwhile.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.engine.DependencyHealth.State;
import dev.meanwhile.engine.support.Node;
import dev.meanwhile.engine.support.Service;
import dev.meanwhile.postgres.LocalPostgres;
import dev.meanwhile.postgres.PostgresSettings;
import dev.meanwhile.postgres.StopMode;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The database restarts in the middle of another service's outage.
class OutageAndRestartTest {
  private static final int TASKS = 12;

  @Test
  void an_outage_outlives_a_crash_of_the_database(@TempDir Path folder) throws Exception {
    try (LocalPostgres postgres =
        LocalPostgres.start(PostgresSettings.in(folder.resolve("data")))) {
      postgres.createDatabase("outage");
      DataSource database = postgres.dataSource("outage");
      Engine.migrate(database);
      Service maps = new Service(database, "maps");
      maps.up.set(false);
      try (Node one = maps.node().start();
          Node two = maps.node().start()) {
        List<UUID> ids = maps.submit(one, TASKS);
        maps.await(one, State.OPEN);
        one.await(ids.getFirst(), task -> "maps".equals(task.parkedOn()));
        one.await(ids.getLast(), task -> task.parkedOn() != null || task.attempt() == 0);

        postgres.stop(StopMode.IMMEDIATE);
        postgres.restart();

        DependencyHealth health = patiently(() -> maps.health(two));
        assertThat(health.state()).isIn(State.OPEN, State.PROBING);
        assertThat(health.parked()).isPositive();
        int asked = maps.calls.get();
        patiently(() -> awaitProbesBeyond(maps, two, asked));
        assertThat(maps.calls.get() - asked)
            .as("it is tried one by one, as if the database had not been away")
            .isLessThan(TASKS);

        maps.up.set(true);
        for (UUID id : ids) {
          Task done = patiently(() -> two.awaitStatus(id, TaskStatus.COMPLETED));
          assertThat(done.parkedOn()).isNull();
          assertThat(done.retryCount()).isLessThanOrEqualTo(1);
        }
        maps.await(two, State.CLOSED);
        assertThat(patiently(() -> two.engine().outages().incidents(100)))
            .as("one incident, from before the restart to after it")
            .hasSize(1);
        assertThat(maps.history(two)).startsWith("opened").endsWith("answered", "closed");
      }
    }
  }

  private static boolean awaitProbesBeyond(Service maps, Node node, int calls) {
    while (maps.calls.get() <= calls) {
      assertThat(maps.health(node).state()).isNotEqualTo(State.CLOSED);
    }
    return true;
  }

  /// Asks again as long as the connections of the pool turn out to be broken.
  private static <T> T patiently(Supplier<T> question) {
    long end = System.nanoTime() + 30_000_000_000L;
    while (true) {
      try {
        return question.get();
      } catch (RuntimeException stillAway) {
        if (System.nanoTime() > end) {
          throw stillAway;
        }
      }
    }
  }
}
