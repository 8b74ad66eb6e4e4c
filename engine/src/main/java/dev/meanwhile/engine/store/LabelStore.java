package dev.meanwhile.engine.store;

import dev.meanwhile.engine.Task;
import dev.meanwhile.engine.TaskLabel;
import dev.meanwhile.engine.TaskQuery;
import dev.meanwhile.engine.TaskStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Finds and counts tasks by the words that people use. Each word has a small table or index of its
/// own; no index is on the status.
public final class LabelStore {

  private static final Sql LIST =
      Sql.of(
          """
          with chosen as (
            select a.task_id
              from meanwhile.attention a
             where :label::text = 'needs attention'
            union all
            select q.task_id
              from meanwhile.queue q
             where :label::text = 'will retry'
               and q.retrying
               and q.run_at < 'infinity'
            union all
            select q.task_id
              from meanwhile.queue q
             where :label::text = 'scheduled'
               and q.lease_owner is null
               and not q.retrying
               and q.run_at > meanwhile.clock()
               and q.run_at < 'infinity'
            union all
            select t.id
              from meanwhile.tasks t
             where :label::text = 'dismissed'
               and t.dismissed_at is not null
          )
          select n.*
            from chosen c
            join meanwhile.task_now n on n.id = c.task_id
           where (:before::uuid is null or n.id < :before::uuid)
             and (:all_statuses::boolean or n.status = any (:statuses::text[]))
             and (:all_types::boolean or n.task_type = any (:types::text[]))
             and (:entity_type::text is null or n.entity_type = :entity_type::text)
             and (:entity_id::text is null or n.entity_id = :entity_id::text)
             and (:user::uuid is null or n.created_by = :user::uuid)
             and (:text::text is null
                  or strpos(lower(concat_ws(' ', n.entity_label, n.entity_id, n.status_message)), lower(:text::text)) > 0)
           order by n.id desc
           limit :limit
          """);

  private static final Sql COUNTS =
      Sql.of(
          """
          select 'needs attention' as label,
                 (select count(*)
                    from (select from meanwhile.attention a
                           where :user::uuid is null or a.created_by = :user::uuid
                           limit 10000) few) as tasks
          union all
          select 'will retry',
                 (select count(*)
                    from (select
                            from meanwhile.queue q
                            join meanwhile.tasks t on t.id = q.task_id
                           where q.retrying
                             and q.run_at < 'infinity'
                             and (:user::uuid is null or t.created_by = :user::uuid)
                           limit 10000) few)
          union all
          select 'scheduled',
                 (select count(*)
                    from (select
                            from meanwhile.queue q
                            join meanwhile.tasks t on t.id = q.task_id
                           where q.lease_owner is null
                             and not q.retrying
                             and q.run_at > meanwhile.clock()
                             and q.run_at < 'infinity'
                             and (:user::uuid is null or t.created_by = :user::uuid)
                           limit 10000) few)
          union all
          select 'dismissed',
                 (select count(*)
                    from (select
                            from meanwhile.tasks t
                           where t.dismissed_at is not null
                             and (:user::uuid is null or t.created_by = :user::uuid)
                           limit 10000) few)
          """);

  private LabelStore() {}

  /// The tasks of a query that names a label, newest first; those in the archive are left out.
  public static List<Task> list(Connection connection, TaskQuery query, TaskLabel label)
      throws SQLException {
    return LIST.on(connection)
        .set("label", label.text())
        .set("before", query.before())
        .set("all_statuses", query.statuses().isEmpty())
        .set("statuses", Column.texts(query.statuses().stream().map(TaskStatus::text).toList()))
        .set("all_types", query.taskTypes().isEmpty())
        .set("types", Column.texts(query.taskTypes()))
        .set("entity_type", query.entityType())
        .set("entity_id", query.entityId())
        .set("user", query.visibleTo())
        .set("text", query.text())
        .set("limit", query.limit())
        .list(Rows::task);
  }

  /// How many there are of each, counted up to 10,000.
  public static Map<TaskLabel, Long> counts(Connection connection, @Nullable UUID user)
      throws SQLException {
    Map<TaskLabel, Long> counts = new EnumMap<>(TaskLabel.class);
    COUNTS
        .on(connection)
        .set("user", user)
        .list(row -> counts.put(TaskLabel.of(row.getString("label")), row.getLong("tasks")));
    return counts;
  }
}
