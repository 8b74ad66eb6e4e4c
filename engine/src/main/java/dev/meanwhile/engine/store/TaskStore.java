package dev.meanwhile.engine.store;

import dev.meanwhile.engine.Task;
import dev.meanwhile.engine.TaskQuery;
import dev.meanwhile.engine.TaskStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Finds tasks.
public final class TaskStore {
  private static final Set<TaskStatus> LIVE = EnumSet.of(TaskStatus.PENDING, TaskStatus.PROCESSING);

  private static final Sql FIND = Sql.of("select * from meanwhile.task_now where id = :id");

  private static final Sql LIST =
      Sql.of(
          """
          select *
            from meanwhile.task_now n
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

  /// Waiting and running tasks have a queue row, so they are found there, however many have ended.
  private static final Sql LIST_LIVE =
      Sql.of(
          """
          select n.*
            from meanwhile.queue q
            join meanwhile.task_now n on n.id = q.task_id
           where (:before::uuid is null or q.task_id < :before::uuid)
             and n.status = any (:statuses::text[])
             and (:all_types::boolean or q.task_type = any (:types::text[]))
             and (:entity_type::text is null or n.entity_type = :entity_type::text)
             and (:entity_id::text is null or n.entity_id = :entity_id::text)
             and (:user::uuid is null or n.created_by = :user::uuid)
             and (:text::text is null
                  or strpos(lower(concat_ws(' ', n.entity_label, n.entity_id, n.status_message)), lower(:text::text)) > 0)
           order by q.task_id desc
           limit :limit
          """);

  private static final Sql COUNTS =
      Sql.of(
          """
          select status, count(*)
            from (select status
                    from (select n.id, n.status
                            from meanwhile.task_now n
                           where (:user::uuid is null or n.created_by = :user::uuid)
                           union all
                          select a.id, a.status
                            from meanwhile.tasks_archive a
                           where (:user::uuid is null or a.created_by = :user::uuid)) everywhere
                   order by id desc
                   limit 10000) newest
           group by status
          """);

  private TaskStore() {}

  public static @Nullable Task find(Connection connection, UUID id) throws SQLException {
    return FIND.on(connection).set("id", id).first(Rows::task);
  }

  public static List<Task> list(Connection connection, TaskQuery query) throws SQLException {
    boolean live = !query.statuses().isEmpty() && LIVE.containsAll(query.statuses());
    return (live ? LIST_LIVE : LIST)
        .on(connection)
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

  /// Of the newest 10,000 tasks.
  public static Map<TaskStatus, Long> counts(Connection connection, @Nullable UUID user)
      throws SQLException {
    Map<TaskStatus, Long> counts = new EnumMap<>(TaskStatus.class);
    for (TaskStatus status : TaskStatus.values()) {
      counts.put(status, 0L);
    }
    COUNTS
        .on(connection)
        .set("user", user)
        .list(row -> counts.put(TaskStatus.of(row.getString(1)), row.getLong(2)));
    return counts;
  }
}
