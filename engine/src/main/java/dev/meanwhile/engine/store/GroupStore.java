package dev.meanwhile.engine.store;

import dev.meanwhile.engine.Task;
import dev.meanwhile.engine.TaskStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Groups and their parts. A part that is live has a queue row that names its group, so that what
/// is left is counted without a write on the group's own row.
public final class GroupStore {

  /// A group that waits.
  ///
  /// @param left how many of its parts have not ended
  public record Waiting(UUID group, long left) {}

  /// Nobody else claims groups, so those that wait are few; one node at a time looks after each.
  private static final Sql WAITING =
      Sql.of(
          """
          select g.task_id, (select count(*) from meanwhile.queue p where p.parent_id = g.task_id) as remaining
            from meanwhile.queue g
           where g.task_type = 'group'
             and g.lease_owner is null
           order by g.rank, g.task_id
           limit :most
             for update of g skip locked
          """);

  /// Says how many parts have ended, when that has changed. A group without parts left is due.
  private static final Sql TELL =
      Sql.of(
          """
          with input as (
            select *
              from unnest(:ids::uuid[], :remaining::bigint[]) as i (id, remaining)
          ),
          counted as (
            update meanwhile.queue q
               set waits_for = i.remaining,
                   run_at    = case i.remaining when 0 then meanwhile.clock() else 'infinity' end,
                   rank      = case i.remaining when 0 then meanwhile.clock() - interval '1 day' else 'infinity' end,
                   version   = q.version + 1
              from input i
             where q.task_id = i.id
               and q.lease_owner is null
               and (q.waits_for <> i.remaining or q.waits_for = 0 and i.remaining > 0)
            returning q.task_id, q.version, q.attempt, i.remaining,
                      (select count(*) from meanwhile.tasks p where p.parent_id = q.task_id) as parts
          ),
          recorded as (
            update meanwhile.tasks t
               set current_step   = 'parts',
                   status_message = format('%s of %s parts done.', c.parts - c.remaining, c.parts),
                   progress_done  = c.parts - c.remaining,
                   progress_total = c.parts,
                   version        = c.version
              from counted c
             where t.id = c.task_id
          )
          insert into meanwhile.task_events (task_id, version, event_type, event_data, attempt, actor)
          select c.task_id, c.version, case c.remaining when 0 then 'unblocked' else 'blocked' end,
                 jsonb_build_object('current_step', 'parts', 'progress_done', c.parts - c.remaining,
                                    'progress_total', c.parts, 'run_at', null,
                                    'status_message', format('%s of %s parts done.', c.parts - c.remaining, c.parts)),
                 c.attempt, 'system'
            from counted c
          """);

  private static final Sql ENDS =
      Sql.of(
          """
          select status, count(*)
            from (select t.status from meanwhile.tasks t where t.parent_id = :parent
                  union all
                  select a.status from meanwhile.tasks_archive a where a.parent_id = :parent) parts
           group by status
          """);

  private static final Sql CHILDREN =
      Sql.of(
          """
          select *
            from meanwhile.task_now
           where parent_id = :parent
             and (:after::uuid is null or id > :after::uuid)
           order by id
           limit :limit
          """);

  private GroupStore() {}

  /// The groups that wait, locked until the transaction ends.
  public static List<Waiting> waiting(Connection connection, int most) throws SQLException {
    return WAITING
        .on(connection)
        .set("most", most)
        .list(row -> new Waiting(row.getObject(1, UUID.class), row.getLong(2)));
  }

  public static void tell(Connection connection, List<Waiting> groups) throws SQLException {
    TELL.on(connection)
        .set("ids", Column.of("uuid", groups, Waiting::group))
        .set("remaining", Column.of("int8", groups, Waiting::left))
        .update();
  }

  /// How many parts ended how, also those in the archive.
  public static Map<TaskStatus, Long> ends(Connection connection, UUID group) throws SQLException {
    Map<TaskStatus, Long> ends = new EnumMap<>(TaskStatus.class);
    ENDS.on(connection)
        .set("parent", group)
        .list(row -> ends.put(TaskStatus.of(row.getString(1)), row.getLong(2)));
    return ends;
  }

  public static List<Task> children(
      Connection connection, UUID parent, @Nullable UUID after, int limit) throws SQLException {
    return CHILDREN
        .on(connection)
        .set("parent", parent)
        .set("after", after)
        .set("limit", limit)
        .list(Rows::task);
  }
}
