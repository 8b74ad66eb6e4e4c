package dev.meanwhile.engine.store;

import dev.meanwhile.engine.ArchivePlan;
import dev.meanwhile.engine.Task;
import dev.meanwhile.engine.TaskEvent;
import dev.meanwhile.engine.TaskQuery;
import dev.meanwhile.engine.TaskStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The archive: moves tasks there, batch by batch, and reads them there.
public final class ArchiveStore {

  /// What one turn of the nightly run did.
  ///
  /// @param total how many tasks the whole run has moved so far
  public record Turned(State state, int moved, long total) {}

  /// How the nightly run stands: nothing to do, somebody else is at it, one more turn, at its end.
  public enum State {
    REST,
    BUSY,
    MORE,
    DONE
  }

  private static final UUID FIRST = new UUID(0, 0);
  private static final UUID LAST = new UUID(-1, -1);

  /// Words shorter than this are not in the index of words.
  private static final int INDEXED_WORD = 3;

  private static final Sql TURN =
      Sql.of("select upper(state), moved, total from meanwhile.archive_turn()");

  private static final Sql PLAN =
      Sql.of(
          """
          update meanwhile.archiving
             set keep     = :keep * interval '1 second',
                 daily_at = :daily_at::text::time,
                 zone     = :zone
           where exists (select from pg_timezone_names z where z.name = :zone)
          """);

  private static final Sql FIND =
      Sql.of(
          """
          select a.*, null::timestamptz as run_at, null::timestamptz as next_retry_at
            from meanwhile.tasks_archive a
           where a.id = :id
          """);

  private static final Sql LIST =
      Sql.of(
          """
          select a.*, null::timestamptz as run_at, null::timestamptz as next_retry_at
            from meanwhile.tasks_archive a
           where a.id < :before
             and a.id > :after
             and (:all_statuses::boolean or a.status = any (:statuses::text[]))
             and (:status::text is null or a.status = :status::text)
             and (:all_types::boolean or a.task_type = any (:types::text[]))
             and (:entity_type::text is null or a.entity_type = :entity_type::text)
             and (:entity_id::text is null or a.entity_id = :entity_id::text)
             and (:user::uuid is null or a.created_by = :user::uuid)
           order by a.id desc
           limit :limit
          """);

  /// Finds frequent words: a page is full long before the newest few thousand tasks are read.
  private static final Sql SEARCH_NEWEST =
      Sql.of(
          """
          select a.*, null::timestamptz as run_at, null::timestamptz as next_retry_at
            from (select *
                    from meanwhile.tasks_archive n
                   where n.id < :before
                     and n.id > :after
                     and (:all_statuses::boolean or n.status = any (:statuses::text[]))
                     and (:status::text is null or n.status = :status::text)
                     and (:all_types::boolean or n.task_type = any (:types::text[]))
                     and (:entity_type::text is null or n.entity_type = :entity_type::text)
                     and (:entity_id::text is null or n.entity_id = :entity_id::text)
                     and (:user::uuid is null or n.created_by = :user::uuid)
                   order by n.id desc
                   limit 5000) a
           where meanwhile.search_text(a.entity_label, a.entity_id, a.status_message) like :pattern
           order by a.id desc
           limit :limit
          """);

  /// Finds rare words: by their index, and not by walking until a page is full.
  private static final Sql SEARCH_ALL =
      Sql.of(
          """
          with found as materialized (
            select n.id
              from meanwhile.tasks_archive n
             where meanwhile.search_text(n.entity_label, n.entity_id, n.status_message) like :pattern
               and n.id < :before
               and n.id > :after
               and (:all_statuses::boolean or n.status = any (:statuses::text[]))
               and (:status::text is null or n.status = :status::text)
               and (:all_types::boolean or n.task_type = any (:types::text[]))
               and (:entity_type::text is null or n.entity_type = :entity_type::text)
               and (:entity_id::text is null or n.entity_id = :entity_id::text)
               and (:user::uuid is null or n.created_by = :user::uuid)
          )
          select a.*, null::timestamptz as run_at, null::timestamptz as next_retry_at
            from meanwhile.tasks_archive a
           where a.id = any (array (select f.id from found f order by f.id desc limit :limit))
           order by a.id desc
          """);

  private static final Sql STORY =
      Sql.of(
          """
          select e.xid::text as xid, e.seq, e.task_id, e.version, e.event_type, e.event_data::text as event_data,
                 e.attempt, e.actor, e.created_at, t.task_type, t.entity_type, t.entity_id, t.entity_label, t.created_by
            from meanwhile.task_events_archive e
            join meanwhile.tasks_archive t on t.id = e.task_id
           where e.task_id = :task
             and t.id = :task
             and e.version > :after
           order by e.version
           limit :limit
          """);

  private ArchiveStore() {}

  /// Moves the next batch, when a run is due or under way; one transaction.
  public static Turned turn(Connection connection) throws SQLException {
    return TURN.on(connection)
        .list(row -> new Turned(State.valueOf(row.getString(1)), row.getInt(2), row.getLong(3)))
        .getFirst();
  }

  /// Writes down when to archive, for all nodes.
  ///
  /// @return false when the database does not know the time zone; nothing is changed then
  public static boolean plan(Connection connection, ArchivePlan plan) throws SQLException {
    return PLAN.on(connection)
            .set("keep", plan.keep().toSeconds())
            .set("daily_at", plan.dailyAt().toString())
            .set("zone", plan.zone())
            .update()
        == 1;
  }

  static @Nullable Task find(Connection connection, UUID id) throws SQLException {
    return FIND.on(connection).planned().set("id", id).first(Rows::archived);
  }

  /// The archived tasks of a query, newest first.
  ///
  /// @param after only tasks newer than this one; null for all
  static List<Task> list(Connection connection, TaskQuery query, @Nullable UUID after)
      throws SQLException {
    if (query.text() == null || query.text().isEmpty()) {
      return asked(LIST, connection, query, after).list(Rows::archived);
    }
    String pattern = "%" + escaped(query.text()) + "%";
    if (query.text().length() >= INDEXED_WORD) {
      List<Task> page =
          asked(SEARCH_NEWEST, connection, query, after)
              .set("pattern", pattern)
              .list(Rows::archived);
      if (page.size() >= query.limit()) {
        return page;
      }
    }
    return asked(SEARCH_ALL, connection, query, after).set("pattern", pattern).list(Rows::archived);
  }

  private static Sql.Call asked(
      Sql sql, Connection connection, TaskQuery query, @Nullable UUID after) {
    Set<TaskStatus> statuses = query.statuses();
    return sql.on(connection)
        .planned()
        .set("before", query.before() == null ? LAST : query.before())
        .set("after", after == null ? FIRST : after)
        .set("all_statuses", statuses.size() < 2)
        .set("statuses", Column.texts(statuses.stream().map(TaskStatus::text).toList()))
        .set("status", statuses.size() == 1 ? statuses.iterator().next().text() : null)
        .set("all_types", query.taskTypes().isEmpty())
        .set("types", Column.texts(query.taskTypes()))
        .set("entity_type", query.entityType())
        .set("entity_id", query.entityId())
        .set("user", query.visibleTo())
        .set("limit", query.limit());
  }

  private static String escaped(String text) {
    return text.toLowerCase(java.util.Locale.ROOT)
        .replace("\\", "\\\\")
        .replace("%", "\\%")
        .replace("_", "\\_");
  }

  static List<TaskEvent> story(
      Connection connection, long epoch, UUID task, long afterVersion, int limit)
      throws SQLException {
    return STORY
        .on(connection)
        .planned()
        .set("task", task)
        .set("after", afterVersion)
        .set("limit", limit)
        .list(row -> EventStore.event(row, epoch));
  }
}
