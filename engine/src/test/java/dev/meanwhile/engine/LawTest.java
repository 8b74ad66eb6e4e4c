package dev.meanwhile.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.engine.support.Psql;
import dev.meanwhile.postgres.junit.PostgresExtension;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The database itself knows the arrows of the lifecycle, whoever writes. [LifecycleDocTest]
/// compares the page with the Java rules.
class LawTest {
  @RegisterExtension
  static final PostgresExtension database = PostgresExtension.migratedBy("engine", Engine::migrate);

  @Test
  void the_database_accepts_exactly_the_changes_that_are_allowed() throws Exception {
    Set<String> accepted = new TreeSet<>();
    Set<String> allowed = new TreeSet<>();
    for (TaskStatus from : TaskStatus.values()) {
      for (TaskStatus to : TaskStatus.values()) {
        if (from == to) {
          continue;
        }
        String arrow = from.text() + " -> " + to.text();
        UUID id = at(from);
        if (from.canBecome(to)) {
          allowed.add(arrow);
          move(id, from, to);
          accepted.add(arrow);
        } else {
          assertThatThrownBy(() -> move(id, from, to))
              .as(arrow)
              .isInstanceOf(SQLException.class)
              .hasMessageContaining("Task " + id);
        }
      }
    }
    assertThat(accepted).isEqualTo(allowed);
  }

  @Test
  void a_status_nobody_knows_is_refused() throws Exception {
    UUID id = at(TaskStatus.PENDING);

    for (String status : Set.of("processing", "done", "")) {
      assertThatThrownBy(() ->
              execute(
                  "update meanwhile.tasks set status = '%s', version = 9 where id = '%s'",
                  status, id))
          .hasMessageContaining("violates check constraint");
    }
  }

  @Test
  void a_refusal_is_a_sentence() throws Exception {
    UUID failed = at(TaskStatus.FAILED);
    UUID done = at(TaskStatus.COMPLETED);

    assertThatThrownBy(() -> move(failed, TaskStatus.FAILED, TaskStatus.COMPLETED))
        .hasMessageContaining(
            "Task %s is failed and cannot become completed: it has not been processed since."
                .formatted(failed));
    assertThatThrownBy(() -> move(done, TaskStatus.COMPLETED, TaskStatus.PENDING))
        .hasMessageContaining("Task %s is completed; nothing changes any more.".formatted(done));
    assertThatThrownBy(() ->
            execute(
                "update meanwhile.tasks set status = 'pending', error_message = null,"
                    + " processing_completed_at = null where id = '%s'",
                failed))
        .hasMessageContaining("cannot become pending without a new version");
  }

  @Test
  void a_lease_needs_a_new_attempt() throws Exception {
    UUID id = at(TaskStatus.PENDING);

    assertThatThrownBy(() ->
            execute(
                "update meanwhile.queue set lease_owner = 1, claimed_at = now(), deadline = now()"
                    + " where task_id = '%s'",
                id))
        .hasMessageContaining("Task %s cannot be processed without a new attempt.".formatted(id));
  }

  private static UUID at(TaskStatus status) throws SQLException {
    UUID id = UUID.randomUUID();
    boolean live = status == TaskStatus.PENDING || status == TaskStatus.PROCESSING;
    execute(
        """
        insert into meanwhile.tasks (id, task_type, max_retries, attempt, version, status, error_message,
                                     processing_completed_at)
        values ('%s', 'law', 3, %d, 3, '%s', 'It failed.', %s)
        """,
        id, live ? 0 : 1, live ? "pending" : status.text(), live ? "null" : "now()");
    if (live) {
      execute(
          """
          insert into meanwhile.queue (task_id, task_type, run_at, rank, timeout_seconds)
          values ('%s', 'law', now(), now(), 60)
          """,
          id);
    }
    if (status == TaskStatus.PROCESSING) {
      move(id, TaskStatus.PENDING, TaskStatus.PROCESSING);
    }
    return id;
  }

  /// What a careful writer would do for this arrow, were it allowed.
  private static void move(UUID id, TaskStatus from, TaskStatus to) throws SQLException {
    switch (to) {
      case PROCESSING -> lease(id, from);
      case PENDING -> back(id, from);
      default -> end(id, from, to);
    }
  }

  private static void lease(UUID id, TaskStatus from) throws SQLException {
    if (from == TaskStatus.PENDING) {
      execute(
          """
          update meanwhile.queue
             set attempt = attempt + 1, version = version + 3, lease_owner = 1, claimed_at = now(), deadline = now()
           where task_id = '%s'
          """,
          id);
    } else {
      execute(
          """
          insert into meanwhile.queue (task_id, task_type, run_at, rank, timeout_seconds, attempt, version, lease_owner,
                                       claimed_at, deadline)
          values ('%s', 'law', now(), now(), 60, 2, 4, 1, now(), now())
          """,
          id);
    }
  }

  private static void back(UUID id, TaskStatus from) throws SQLException {
    if (from == TaskStatus.PROCESSING) {
      execute(
          """
          update meanwhile.queue
             set version = version + 1, lease_owner = null, claimed_at = null, deadline = null
           where task_id = '%s'
          """,
          id);
    } else {
      execute(
          """
          insert into meanwhile.queue (task_id, task_type, run_at, rank, timeout_seconds, attempt, version)
          values ('%s', 'law', now(), now(), 60, 1, 4);
          update meanwhile.tasks
             set status = 'pending', error_message = null, processing_completed_at = null, version = 4
           where id = '%s'
          """,
          id, id);
    }
  }

  private static void end(UUID id, TaskStatus from, TaskStatus to) throws SQLException {
    execute(
        """
        delete from meanwhile.queue where task_id = '%s';
        update meanwhile.tasks
           set status = '%s', attempt = attempt + %d, version = version + 2, processing_completed_at = now(),
               error_message = 'It failed.'
         where id = '%s'
        """,
        id, to.text(), from == TaskStatus.PROCESSING ? 1 : 0, id);
  }

  private static void execute(String sql, Object... words) throws SQLException {
    Psql.execute(database.dataSource(), sql.formatted(words));
  }
}
