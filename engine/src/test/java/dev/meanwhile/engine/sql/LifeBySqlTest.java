package dev.meanwhile.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.engine.Task;
import dev.meanwhile.engine.TaskStatus;
import dev.meanwhile.postgres.junit.PostgresExtension;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Whatever a SQL client does is what the engine would have done: the same columns, and events that
/// fold to them.
class LifeBySqlTest {
  @RegisterExtension static final PostgresExtension database = Contract.database();

  private static final UUID SANDRA = UUID.fromString("00000000-0000-7000-8000-000000000001");

  private static Client sql;
  private static Reader reader;

  @BeforeAll
  static void open() {
    sql = new Client(database.dataSource());
    reader = new Reader(database.dataSource());
  }

  @AfterAll
  static void close() {
    reader.close();
  }

  private static UUID created() throws SQLException {
    return sql.id(
        "select create_background_task('client', 'K0001234', 'John Smith', 'sync_quo', ?)", SANDRA);
  }

  @Test
  void a_task_lives_by_functions() throws Exception {
    UUID id = created();
    assertThat(reader.folded(id).label()).isEqualTo("waiting");

    assertThat(sql.text("select start_background_task(?)", id)).isEqualTo("1");
    assertThat(reader.folded(id).statusMessage()).isEqualTo("Starting up…");

    assertThat(sql.text("select complete_background_task(?, '{\"contact\": 7}')", id))
        .isEqualTo("t");
    Task done = reader.folded(id);
    assertThat(done.status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(done.output()).isEqualTo("{\"contact\": 7}");
    assertThat(done.createdBy()).isEqualTo(SANDRA);
    assertThat(reader.deeds(id)).containsExactly("submitted", "claimed", "completed");
    assertThat(sql.text("select result::text from background_tasks where id = ?", id))
        .isEqualTo("{\"contact\": 7}");
  }

  @Test
  void a_failure_is_tried_again_as_the_type_says_and_then_needs_somebody() throws Exception {
    UUID id = created();
    sql.run("select start_background_task(?)", id);

    sql.run(
        "select fail_background_task(?, 'Quo returned 429: Rate limit exceeded. Try again in 1 minute.')",
        id);

    Task failed = reader.folded(id);
    assertThat(failed.label()).isEqualTo("will retry");
    assertThat(failed.errorMessage())
        .isEqualTo("Quo returned 429: Rate limit exceeded. Try again in 1 minute.");
    assertThat(failed.statusMessage())
        .isEqualTo(
            "Quo returned 429: Rate limit exceeded. Try again in 1 minute. We try again by ourselves in 10 seconds (retry 1 of 2).");
    for (int retry = 1; retry <= 2; retry++) {
      sql.run(
          "set local meanwhile.time_shift = '"
              + retry * 60
              + " s'; select start_background_task(?)",
          id);
      assertThat(reader.folded(id).retryCount()).isEqualTo(retry);
      sql.run(
          "set local meanwhile.time_shift = '"
              + retry * 60
              + " s'; select fail_background_task(?, 'No.', ?)",
          id,
          retry + 1);
    }
    assertThat(reader.folded(id).label()).isEqualTo("needs attention");
    assertThat(
            sql.text(
                "select error_message from user_failed_tasks where created_by = ? and id = ?",
                SANDRA,
                id))
        .isEqualTo("No.");

    assertThat(sql.text("select dismiss_background_task(?, ?)", id, SANDRA)).isEqualTo("t");
    assertThat(reader.folded(id).label()).isEqualTo("dismissed");
    assertThat(sql.text("select dismissed_by from background_tasks where id = ?", id))
        .isEqualTo(SANDRA.toString());
    assertThat(sql.rows("select id from all_failed_tasks where id = ?", id)).isEmpty();
    assertThat(reader.deeds(id))
        .containsExactly(
            "submitted",
            "claimed",
            "failed",
            "claimed",
            "failed",
            "claimed",
            "failed",
            "dismissed");
  }

  @Test
  void a_task_lives_by_plain_inserts_and_updates_on_background_tasks() throws Exception {
    UUID id =
        sql.id(
            "insert into background_tasks (entity_type, entity_id, entity_label, task_type, status, created_by)"
                + " values ('driver', 'D7', 'Ann Lee', 'sync_quo', 'pending', ?) returning id",
            SANDRA);
    assertThat(
            sql.text(
                "update background_tasks set status = 'processing', started_at = now() where id = ? returning status",
                id))
        .isEqualTo("processing");
    assertThat(reader.folded(id).attempt()).isEqualTo(1);
    sql.run("update background_tasks set status = 'pending' where id = ?", id);
    assertThat(reader.folded(id).label()).isEqualTo("waiting");
    sql.run("update background_tasks set status = 'processing' where id = ?", id);
    sql.run(
        "update background_tasks set status = 'failed', error_message = 'Quo is away.', completed_at = now() where id = ?",
        id);
    assertThat(reader.folded(id).label()).isEqualTo("will retry");
    sql.run(
        "update background_tasks set status = 'pending', retry_count = retry_count + 1"
            + " where status = 'failed' and retry_count < max_retries and dismissed_at is null and id = ?",
        id);
    assertThat(reader.folded(id).retryCount()).isEqualTo(1);
    sql.run("update background_tasks set status = 'processing' where id = ?", id);
    sql.run(
        "update background_tasks set status = 'completed', result = '{\"ok\": true}', completed_at = now() where id = ?",
        id);

    assertThat(reader.folded(id).output()).isEqualTo("{\"ok\": true}");
    assertThat(reader.deeds(id))
        .containsExactly(
            "submitted",
            "claimed",
            "released",
            "claimed",
            "failed",
            "retried",
            "claimed",
            "completed");
  }

  @Test
  void a_task_lives_by_plain_inserts_and_updates_on_async_tasks() throws Exception {
    UUID id =
        sql.id(
            "insert into async_tasks (task_type, workflow_id, input_data, created_by, status, status_message)"
                + " values ('sync_quo', 'wf_1', '{\"a\": null}', ?, 'pending', 'Queued…') returning id",
            SANDRA);
    assertThat(reader.folded(id).input()).isEqualTo("{\"a\": null}");
    sql.run(
        "update async_tasks set status = 'processing', current_step = 'initializing', status_message = 'Starting to process…',"
            + " processing_started_at = now(), n8n_execution_id = '4711' where id = ?",
        id);
    assertThat(reader.folded(id).executionId()).isEqualTo("4711");
    sql.run(
        "update async_tasks set current_step = 'calling_ai', status_message = 'Sending…' where id = ?",
        id);
    sql.run(
        "update async_tasks set current_step = 'saving_response', status_message = 'Saving…', output_data = '{\"n\": 1}' where id = ?",
        id);
    assertThat(reader.folded(id).currentStep()).isEqualTo("saving_response");
    sql.run(
        "update async_tasks set status = 'completed', current_step = 'completed', status_message = 'Response complete!',"
            + " processing_completed_at = now() where id = ?",
        id);

    Task done = reader.folded(id);
    assertThat(done.statusMessage()).isEqualTo("Response complete!");
    assertThat(done.output()).isEqualTo("{\"n\": 1}");
    assertThat(reader.deeds(id))
        .containsExactly("submitted", "claimed", "reported", "reported", "reported", "completed");
  }

  @Test
  void a_timeout_of_a_workflow_is_one_and_a_cancelled_task_stays_cancelled() throws Exception {
    UUID late = created();
    sql.run("update async_tasks set status = 'processing' where id = ?", late);
    sql.run(
        "update async_tasks set status = 'timeout', current_step = 'timeout', status_message = 'Request timed out after 180 seconds."
            + " Please try again.', error_details = '{\"error\": \"Workflow timeout after 180 seconds\"}' where id = ?",
        late);
    Task timeout = reader.folded(late);
    assertThat(timeout.status()).isEqualTo(TaskStatus.TIMEOUT);
    assertThat(timeout.errorMessage())
        .isEqualTo("Request timed out after 180 seconds. Please try again.");
    assertThat(timeout.statusMessage())
        .endsWith("We try again by ourselves in 10 seconds (retry 1 of 2).");
    assertThat(sql.text("select error_details ->> 'error' from async_tasks where id = ?", late))
        .isEqualTo("Workflow timeout after 180 seconds");

    UUID stopped = created();
    sql.run("update background_tasks set status = 'cancelled' where id = ?", stopped);
    assertThat(reader.folded(stopped).label()).isEqualTo("cancelled");
  }

  @Test
  void what_says_it_cannot_be_tried_again_is_not() throws Exception {
    UUID id = created();
    sql.run("update async_tasks set status = 'processing' where id = ?", id);
    sql.run(
        "update async_tasks set status = 'failed', error_details = '{\"message\": \"No such number.\", \"retryable\": false, \"code\": \"bad_number\"}' where id = ?",
        id);
    Task failed = reader.folded(id);
    assertThat(failed.label()).isEqualTo("needs attention");
    assertThat(failed.errorMessage()).isEqualTo("No such number.");
    assertThat(sql.text("select code from meanwhile.attention where task_id = ?", id))
        .isEqualTo("bad_number");
    sql.run(
        "update background_tasks set dismissed_at = now(), dismissed_by = ? where id = ?",
        SANDRA,
        id);
    sql.run("update background_tasks set dismissed_at = null where id = ?", id);
    sql.run("update background_tasks set status = 'pending' where id = ?", id);
    assertThat(reader.folded(id).label()).isEqualTo("waiting");
    assertThat(reader.deeds(id)).endsWith("failed", "dismissed", "reinstated", "retried");
  }

  @Test
  void a_partner_that_asks_for_patience_gets_it() throws Exception {
    UUID id = created();
    sql.run("update async_tasks set status = 'processing' where id = ?", id);
    sql.run(
        "update async_tasks set status = 'failed', status_message = 'Busy.', error_details = '{\"retry_after\": 90}' where id = ?",
        id);
    assertThat(reader.folded(id).statusMessage())
        .isEqualTo("Busy. We try again by ourselves in 2 minutes (retry 1 of 2).");
  }

  @Test
  void a_failure_recorded_by_hand_needs_somebody_at_once() throws Exception {
    UUID id =
        sql.id(
            "insert into background_tasks (entity_type, entity_id, task_type, status, error_message, created_by)"
                + " values ('client', 'K1', 'sync_quo', 'failed', 'Quo is away.', ?) returning id",
            SANDRA);
    assertThat(reader.folded(id).label()).isEqualTo("needs attention");
  }

  @Test
  void all_failures_of_a_user_are_dismissed_at_once() throws Exception {
    UUID user = UUID.randomUUID();
    for (String type : new String[] {"once", "sync_quo"}) {
      UUID id = sql.id("select create_background_task('client', 'K1', 'K1', ?, ?)", type, user);
      sql.run("select start_background_task(?); select fail_background_task(?, 'No.')", id, id);
    }
    assertThat(sql.text("select failed_count from failed_tasks_summary where task_type = 'once'"))
        .isNotNull();
    assertThat(sql.text("select dismiss_all_failed_tasks(?)", user)).isEqualTo("2");
    assertThat(sql.rows("select id from user_failed_tasks where created_by = ?", user)).isEmpty();
    assertThat(sql.text("select dismiss_all_failed_tasks(?)", user)).isEqualTo("0");
  }

  @Test
  void saying_the_same_twice_is_no_error() throws Exception {
    UUID id = created();
    sql.run("select start_background_task(?)", id);
    sql.run("select fail_background_task(?, 'No.', 1)", id);
    sql.run("select fail_background_task(?, 'No.', 1)", id);
    sql.run("update background_tasks set status = 'pending' where id = ?", id);
    sql.run("select start_background_task(?)", id);
    sql.run("select complete_background_task(?, '{\"a\": 1}', 2)", id);
    sql.run("select complete_background_task(?, '{\"a\": 1}', 2)", id);
    sql.run("update background_tasks set status = 'completed' where id = ?", id);
    assertThat(reader.deeds(id))
        .containsExactly("submitted", "claimed", "failed", "retried", "claimed", "completed");
  }

  @Test
  void the_views_say_what_the_engine_says_of_every_task() throws Exception {
    assertThat(
            sql.text(
                """
                select count(*)
                  from meanwhile.task_now n
                  full join meanwhile.sql_tasks v on v.id = n.id
                 where row(n.status, n.current_step, n.status_message, n.error_message, n.retry_count, n.processing_started_at,
                           n.processing_completed_at, n.next_retry_at, n.dismissed_at)
                       is distinct from
                       row(v.status, v.current_step, v.status_message, v.error_message, v.retry_count, v.processing_started_at,
                           v.processing_completed_at, v.next_retry_at, v.dismissed_at)
                """))
        .isEqualTo("0");
  }
}
