package dev.meanwhile.engine.store;

import dev.meanwhile.engine.Entity;
import dev.meanwhile.engine.Task;
import dev.meanwhile.engine.TaskStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads what several stores read.
final class Rows {

  private Rows() {}

  static @Nullable Entity entity(ResultSet row) throws SQLException {
    String type = row.getString("entity_type");
    return type == null
        ? null
        : new Entity(type, row.getString("entity_id"), row.getString("entity_label"));
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  static Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  static @Nullable Long number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  private static Task.@Nullable Dismissal dismissal(ResultSet row) throws SQLException {
    Instant at = instant(row, "dismissed_at");
    return at == null
        ? null
        : new Task.Dismissal(
            at, row.getObject("dismissed_by", UUID.class), row.getString("dismiss_reason"));
  }

  static Task task(ResultSet row) throws SQLException {
    return task(row, null);
  }

  static Task archived(ResultSet row) throws SQLException {
    return task(row, time(row, "archived_at"));
  }

  private static Task task(ResultSet row, @Nullable Instant archivedAt) throws SQLException {
    return new Task(
        row.getObject("id", UUID.class),
        row.getString("task_type"),
        row.getString("workflow_id"),
        TaskStatus.of(row.getString("status")),
        entity(row),
        row.getString("input_data"),
        row.getString("output_data"),
        row.getString("current_step"),
        row.getString("status_message"),
        number(row, "progress_done"),
        number(row, "progress_total"),
        row.getString("error_message"),
        row.getString("error_details"),
        row.getInt("attempt"),
        row.getInt("retry_count"),
        row.getInt("max_retries"),
        instant(row, "run_at"),
        instant(row, "next_retry_at"),
        row.getObject("created_by", UUID.class),
        time(row, "created_at"),
        instant(row, "processing_started_at"),
        instant(row, "processing_completed_at"),
        row.getString("n8n_execution_id"),
        row.getObject("correlation_id", UUID.class),
        row.getString("metadata"),
        row.getLong("version"),
        row.getInt("priority"),
        row.getString("concurrency_key"),
        instant(row, "expires_at"),
        dismissal(row),
        row.getObject("parent_id", UUID.class),
        row.getObject("rerun_of", UUID.class),
        row.getObject("audit_log_id", UUID.class),
        archivedAt,
        archivedAt == null ? row.getString("parked_on") : null);
  }
}
