package dev.meanwhile.proof.sql;

import dev.meanwhile.proof.Tally;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/// The whole life of a task: once by functions, once by plain statements on each view.
final class Life {
  private final Tally tally;
  private final ClientStore sql;
  private final UUID user;

  Life(Tally tally, ClientStore sql, UUID user) {
    this.tally = tally;
    this.sql = sql;
    this.user = user;
  }

  void prove() throws SQLException {
    byFunctions();
    byBackgroundTasks();
    byAsyncTasks();
  }

  private void byFunctions() throws SQLException {
    var id =
        sql.id(
            "select create_background_task('client', 'K0001234', 'John Smith', 'once', ?)", user);
    sql.run("select start_background_task(?)", id);
    sql.run("select fail_background_task(?, 'Quo returned 503. Try again later.', 1)", id);
    var listed = sql.rows("select id from user_failed_tasks where created_by = ?", user);
    sql.run("select dismiss_background_task(?, ?)", id, user);
    sql.run("update background_tasks set status = 'pending' where id = ?", id);
    sql.run("select start_background_task(?)", id);
    sql.run("select complete_background_task(?, '{\"contact\": 7}', 2)", id);
    tally.check(
        listed.contains(id.toString())
            && sql.text("select result ->> 'contact' from background_tasks where id = ?", id)
                .equals("7"),
        "by functions: created, started, failed, listed, dismissed, tried again, completed");
    told(id, "submitted", "claimed", "failed", "dismissed", "retried", "claimed", "completed");

    var failed = 0;
    for (var type : List.of("once", "sync_quo")) {
      var one =
          sql.id("select create_background_task('driver', 'D7', 'Ann Lee', ?, ?)", type, user);
      sql.run("select start_background_task(?)", one);
      sql.run("select fail_background_task(?, 'No.')", one);
      failed++;
    }
    var dismissed = sql.text("select dismiss_all_failed_tasks(?)", user);
    tally.check(
        dismissed.equals("" + failed)
            && sql.rows("select id from user_failed_tasks where created_by = ?", user).isEmpty(),
        "dismiss_all_failed_tasks: %s dismissed, none left in the list".formatted(dismissed));
  }

  private void byBackgroundTasks() throws SQLException {
    var id =
        sql.id(
            "insert into background_tasks (entity_type, entity_id, entity_label, task_type, status, created_by)"
                + " values ('client', 'K0001234', 'John Smith', 'sync_quo', 'pending', ?) returning id",
            user);
    sql.run(
        "update background_tasks set status = 'processing', started_at = now() where id = ?", id);
    sql.run(
        "update background_tasks set status = 'failed', error_message = 'Quo is away.', completed_at = now() where id = ?",
        id);
    sql.run(
        "update background_tasks set status = 'pending', retry_count = retry_count + 1"
            + " where status = 'failed' and retry_count < max_retries and dismissed_at is null and id = ?",
        id);
    sql.run("update background_tasks set status = 'processing' where id = ?", id);
    sql.run(
        "update background_tasks set status = 'completed', result = '{\"contact\": 7}', completed_at = now() where id = ?",
        id);
    tally.check(
        sql.text("select status || retry_count from background_tasks where id = ?", id)
            .equals("completed1"),
        "by INSERT and UPDATE on background_tasks: waiting, running, failed, tried again, completed");
    told(id, "submitted", "claimed", "failed", "retried", "claimed", "completed");
  }

  private void byAsyncTasks() throws SQLException {
    var id =
        sql.id(
            "insert into async_tasks (task_type, workflow_id, input_data, created_by, status, status_message)"
                + " values ('chat', 'workflow_abc123', '{\"conversation_id\": 45}', ?, 'pending', 'Queued…') returning id",
            user);
    sql.run(
        "update async_tasks set status = 'processing', current_step = 'initializing', n8n_execution_id = '4711' where id = ?",
        id);
    sql.run("update async_tasks set status = 'pending' where id = ?", id);
    sql.run("update async_tasks set status = 'processing' where id = ?", id);
    sql.run(
        "update async_tasks set current_step = 'calling_ai', status_message = 'Asking…' where id = ?",
        id);
    sql.run("update async_tasks set status = 'cancelled' where id = ?", id);
    tally.check(
        sql.text("select status from async_tasks where id = ?", id).equals("cancelled"),
        "by INSERT and UPDATE on async_tasks: waiting, running, handed back, running, reported, cancelled");
    told(id, "submitted", "claimed", "reported", "released", "claimed", "reported", "cancelled");
  }

  private void told(UUID id, String... deeds) throws SQLException {
    var history =
        sql.rows(
            "select event_type from meanwhile.task_events where task_id = ? order by version", id);
    tally.check(history.equals(List.of(deeds)), "  its history: " + String.join(", ", history));
  }
}
