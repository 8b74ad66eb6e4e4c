package dev.meanwhile.engine.store;

import dev.meanwhile.engine.AuditLog;
import dev.meanwhile.engine.NewTask;
import dev.meanwhile.engine.SubmissionRefused;
import dev.meanwhile.engine.Submitted;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Writes new tasks: record, queue row and first event in one statement, however many.
public final class SubmitStore {
  /// A task with what its type says of it.
  public record Entry(NewTask task, int maxRetries, int timeoutSeconds) {}

  private record Inserted(UUID id, boolean created, @Nullable UUID audit) {}

  private static final Sql INSERT =
      Sql.of(
          """
          with input as materialized (
            select i.*, uuidv7() as id, case when i.noted then uuidv7() else i.audit end as audit_log_id
              from unnest(:types::text[], :inputs::text[], :entity_types::text[], :entity_ids::text[],
                          :entity_labels::text[], :users::uuid[], :actors::text[], :delays::bigint[],
                          :keys::text[], :workflows::text[], :metadata::text[], :correlations::uuid[],
                          :max_retries::int[], :timeouts::int[], :priorities::smallint[], :shared::text[],
                          :expiries::bigint[], :audits::uuid[], :noted::boolean[], :parents::uuid[],
                          :reruns::uuid[])
                   with ordinality
                   as i (task_type, input, entity_type, entity_id, entity_label, created_by, actor, delay_ms,
                         idempotency_key, workflow_id, metadata, correlation_id, max_retries, timeout_seconds,
                         priority, concurrency_key, expiry_ms, audit, noted, parent_id, rerun_of, ord)
          ),
          created as (
            insert into meanwhile.tasks
                   (id, task_type, workflow_id, entity_type, entity_id, entity_label, input_data, status_message,
                    max_retries, created_by, idempotency_key, correlation_id, metadata, priority, concurrency_key,
                    expires_at, audit_log_id, parent_id, rerun_of)
            select id, task_type, workflow_id, entity_type, entity_id, entity_label, input::jsonb,
                   'Task created, waiting to start…', max_retries, created_by, idempotency_key, correlation_id,
                   metadata::jsonb, priority, concurrency_key,
                   meanwhile.clock() + expiry_ms * interval '1 millisecond', audit_log_id, parent_id, rerun_of
              from input
             order by ord
                on conflict (idempotency_key, created_by) where idempotency_key is not null do nothing
            returning id
          ),
          queued as (
            insert into meanwhile.queue (task_id, task_type, run_at, rank, priority, concurrency_key, expires_at,
                                         timeout_seconds, parent_id)
            select i.id, i.task_type, meanwhile.clock() + i.delay_ms * interval '1 millisecond',
                   meanwhile.clock() + i.delay_ms * interval '1 millisecond' - i.priority * interval '1 minute',
                   i.priority, i.concurrency_key, meanwhile.clock() + i.expiry_ms * interval '1 millisecond',
                   i.timeout_seconds, i.parent_id
              from input i
              join created c on c.id = i.id
          ),
          told as (
            insert into meanwhile.task_events (task_id, version, event_type, event_data, attempt, actor)
            select i.id, 1, 'submitted',
                   '{"status": "pending", "status_message": "Task created, waiting to start…"}'::jsonb, 0, i.actor
              from input i
              join created c on c.id = i.id
          )
          select i.id, c.id is not null as created, i.audit_log_id
            from input i
            left join created c on c.id = i.id
           order by i.ord
          """);

  private static final Sql EXISTING =
      Sql.of(
          """
          select id, task_type = :type and input_data = :input::jsonb as same
            from meanwhile.tasks
           where idempotency_key = :key
             and created_by is not distinct from :user::uuid
           union all
          select a.id, a.task_type = :type and a.input_data = :input::jsonb
            from meanwhile.archived_keys k
            join meanwhile.tasks_archive a on a.id = k.task_id
           where k.idempotency_key = :key
             and k.created_by is not distinct from :user::uuid
          """);

  private SubmitStore() {}

  /// Inserts the tasks; those whose idempotency key is known answer with the task that has it.
  ///
  /// @throws SubmissionRefused when a key was used for something else
  public static List<Submitted> insert(Connection connection, List<Entry> entries)
      throws SQLException {
    List<Submitted> result = new ArrayList<>(entries.size());
    List<Inserted> inserted = insertNew(connection, entries);
    tell(connection, entries, inserted);
    for (int i = 0; i < inserted.size(); i++) {
      Inserted one = inserted.get(i);
      result.add(
          one.created()
              ? new Submitted(one.id(), false)
              : existing(connection, entries.get(i).task()));
    }
    return result;
  }

  /// Hands the audit logs what they have to say of the new ones.
  private static void tell(Connection connection, List<Entry> entries, List<Inserted> inserted)
      throws SQLException {
    Map<AuditLog, List<AuditLog.Entry>> lines = new LinkedHashMap<>();
    for (int i = 0; i < inserted.size(); i++) {
      AuditLog.Note note = entries.get(i).task().auditNote();
      UUID entry = inserted.get(i).audit();
      if (note != null && entry != null && inserted.get(i).created()) {
        lines
            .computeIfAbsent(note.log(), _ -> new ArrayList<>())
            .add(new AuditLog.Entry(entry, inserted.get(i).id(), note));
      }
    }
    for (Map.Entry<AuditLog, List<AuditLog.Entry>> log : lines.entrySet()) {
      log.getKey().write(connection, log.getValue());
    }
  }

  private static List<Inserted> insertNew(Connection connection, List<Entry> entries)
      throws SQLException {
    return INSERT
        .on(connection)
        .set("types", Column.of("text", entries, e -> e.task().taskType()))
        .set("inputs", Column.of("text", entries, e -> e.task().input()))
        .set("entity_types", Column.of("text", entries, e -> entityType(e.task())))
        .set("entity_ids", Column.of("text", entries, e -> entityId(e.task())))
        .set("entity_labels", Column.of("text", entries, e -> entityLabel(e.task())))
        .set("users", Column.of("uuid", entries, e -> e.task().createdBy()))
        .set("actors", Column.of("text", entries, e -> e.task().actor()))
        .set("delays", Column.of("int8", entries, e -> e.task().delay().toMillis()))
        .set("keys", Column.of("text", entries, e -> e.task().idempotencyKey()))
        .set("workflows", Column.of("text", entries, e -> e.task().workflowId()))
        .set("metadata", Column.of("text", entries, e -> e.task().metadata()))
        .set("correlations", Column.of("uuid", entries, e -> e.task().correlationId()))
        .set("max_retries", Column.of("int4", entries, Entry::maxRetries))
        .set("timeouts", Column.of("int4", entries, Entry::timeoutSeconds))
        .set("priorities", Column.of("int2", entries, e -> e.task().priority()))
        .set("shared", Column.of("text", entries, e -> e.task().concurrencyKey()))
        .set("expiries", Column.of("int8", entries, e -> expiry(e.task())))
        .set("audits", Column.of("uuid", entries, e -> e.task().auditLogId()))
        .set("noted", Column.of("bool", entries, e -> e.task().auditNote() != null))
        .set("parents", Column.of("uuid", entries, e -> e.task().parentId()))
        .set("reruns", Column.of("uuid", entries, e -> e.task().rerunOf()))
        .list(row ->
            new Inserted(
                row.getObject(1, UUID.class), row.getBoolean(2), row.getObject(3, UUID.class)));
  }

  private static Submitted existing(Connection connection, NewTask task) throws SQLException {
    Submitted found =
        EXISTING
            .on(connection)
            .set("type", task.taskType())
            .set("input", task.input())
            .set("key", task.idempotencyKey())
            .set("user", task.createdBy())
            .first(row ->
                new Submitted(
                    row.getBoolean("same") ? row.getObject("id", UUID.class) : NONE, true));
    if (found == null || found.id().equals(NONE)) {
      throw new SubmissionRefused(
          SubmissionRefused.Reason.KEY_REUSED,
          "The idempotency key was already used for a task with another type or input.");
    }
    return found;
  }

  private static final UUID NONE = new UUID(0, 0);

  private static @Nullable Long expiry(NewTask task) {
    return task.expiry() == null ? null : task.expiry().toMillis();
  }

  private static @Nullable String entityType(NewTask task) {
    return task.entity() == null ? null : task.entity().type();
  }

  private static @Nullable String entityId(NewTask task) {
    return task.entity() == null ? null : task.entity().id();
  }

  private static @Nullable String entityLabel(NewTask task) {
    return task.entity() == null ? null : task.entity().label();
  }
}
