package dev.meanwhile.engine.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.engine.Engine;
import dev.meanwhile.engine.store.ClaimStore.Lease;
import dev.meanwhile.engine.store.Wire;
import dev.meanwhile.engine.support.Psql;
import dev.meanwhile.postgres.junit.PostgresExtension;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// How many looks it takes until a task is found behind a long row of others; counted, not timed.
class KeysInLineTest {
  @RegisterExtension
  static final PostgresExtension database = PostgresExtension.migratedBy("engine", Engine::migrate);

  private final Keys keys = new Keys(new Limits("work", null, 1, List.of()));

  @BeforeEach
  void empty() throws SQLException {
    execute("truncate meanwhile.tasks, meanwhile.queue, meanwhile.task_events");
  }

  @Test
  void a_task_without_a_key_behind_a_crowd_of_one_key() throws SQLException {
    crowd(69_000, 1);
    last(null);

    assertThat(looksUntilTheLast()).isLessThanOrEqualTo(7);
  }

  @Test
  void a_task_without_a_key_behind_a_crowd_of_many_keys() throws SQLException {
    crowd(69_000, 150);
    last(null);

    assertThat(looksUntilTheLast()).isLessThanOrEqualTo(8);
  }

  @Test
  void a_task_with_a_key_of_its_own_behind_such_crowds() throws SQLException {
    crowd(69_000, 150);
    last("zebra");

    assertThat(looksUntilTheLast()).isLessThanOrEqualTo(3);
  }

  @Test
  void the_search_begins_anew_when_it_came_to_the_end() throws SQLException {
    crowd(12_000, 1);
    for (int i = 0; i < 3; i++) {
      last(null);
      assertThat(looksUntilTheLast()).isLessThanOrEqualTo(5);
      Psql.execute(
          database.dataSource(), "delete from meanwhile.queue where concurrency_key is null");
    }
  }

  private int looksUntilTheLast() throws SQLException {
    try (Wire wire = Wire.pinned(database.dataSource())) {
      for (int looks = 1; looks < 1000; looks++) {
        List<Lease> leases = wire.transaction(c -> keys.claim(c, 1, "node:test", 200));
        if (leases.stream().anyMatch(lease -> lease.input().contains("last"))) {
          return looks;
        }
      }
    }
    throw new AssertionError("It is not found at all.");
  }

  private static void crowd(int tasks, int keys) throws SQLException {
    execute(
        """
        with made as (
          insert into meanwhile.tasks (task_type, max_retries, concurrency_key)
          select 'work', 3, 'customer-' || i %% %d from generate_series(1, %d) as i
          returning id, concurrency_key
        )
        insert into meanwhile.queue (task_id, task_type, run_at, rank, timeout_seconds, concurrency_key)
        select id, 'work', now(), now(), 60, concurrency_key from made
        """
            .formatted(keys, tasks));
  }

  private static void last(@Nullable String key) throws SQLException {
    execute(
        """
        with made as (
          insert into meanwhile.tasks (task_type, max_retries, concurrency_key, input_data)
          values ('work', 3, %s, '"last"')
          returning id, concurrency_key
        )
        insert into meanwhile.queue (task_id, task_type, run_at, rank, timeout_seconds, concurrency_key)
        select id, 'work', now(), now(), 60, concurrency_key from made
        """
            .formatted(key == null ? "null" : "'" + key + "'"));
  }

  private static void execute(String sql) throws SQLException {
    Psql.execute(database.dataSource(), sql);
  }
}
