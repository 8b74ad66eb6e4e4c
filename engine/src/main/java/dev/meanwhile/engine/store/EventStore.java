package dev.meanwhile.engine.store;

import dev.meanwhile.engine.Cursor;
import dev.meanwhile.engine.TaskEvent;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/// Reads the log of events.
public final class EventStore {

  /// An event is shown only when no transaction with a smaller id is open any more: then nothing
  /// can still appear before it. The alias in `order by` matters: without it the text of the output
  /// column would be sorted.
  private static final Sql AFTER =
      Sql.of(
          """
          select e.xid::text as xid, e.seq, e.task_id, e.version, e.event_type, e.event_data::text as event_data,
                 e.attempt, e.actor, e.created_at, t.task_type, t.entity_type, t.entity_id, t.entity_label, t.created_by
            from meanwhile.task_events e
            join meanwhile.tasks t on t.id = e.task_id
           where (e.xid, e.seq) > (:xid::text::xid8, :seq::bigint)
             and e.xid < pg_snapshot_xmin(pg_current_snapshot())
           order by e.xid, e.seq
           limit :limit
          """);

  private static final Sql STORY =
      Sql.of(
          """
          select e.xid::text as xid, e.seq, e.task_id, e.version, e.event_type, e.event_data::text as event_data,
                 e.attempt, e.actor, e.created_at, t.task_type, t.entity_type, t.entity_id, t.entity_label, t.created_by
            from meanwhile.task_events e
            join meanwhile.tasks t on t.id = e.task_id
           where e.task_id = :task
             and e.version > :after
           order by e.version
           limit :limit
          """);

  /// Names an event and not the next transaction id: the ids of transactions that wrote nothing are
  /// given out a second time after a crash, and what they write then would lie before the position.
  private static final Sql NOW =
      Sql.of(
          """
          select latest.xid::text as xid, latest.seq
            from ((select e.xid, e.seq
                     from meanwhile.task_events e
                    where e.xid < pg_snapshot_xmin(pg_current_snapshot())
                    order by e.xid desc, e.seq desc
                    limit 1)
                   union all
                  (select r.newest_xid, r.newest_seq
                     from meanwhile.archiving r
                    where r.newest_xid < pg_snapshot_xmin(pg_current_snapshot()))) latest
           order by latest.xid desc, latest.seq desc
           limit 1
          """);

  /// Behind a position that is older than the newest archived event, events may be missing.
  private static final Sql COMPLETE =
      Sql.of(
          """
          select not exists (
                   select
                     from meanwhile.archiving r
                    where (r.newest_xid, r.newest_seq) > (:xid::text::xid8, :seq::bigint)
                      and r.newest_xid < pg_snapshot_xmin(pg_current_snapshot()))
          """);

  private static final Sql EPOCH = Sql.of("select system_identifier from pg_control_system()");

  private EventStore() {}

  public static List<TaskEvent> after(Connection connection, Cursor cursor, int limit)
      throws SQLException {
    return AFTER
        .on(connection)
        .set("xid", Long.toUnsignedString(cursor.xid()))
        .set("seq", cursor.seq())
        .set("limit", limit)
        .list(row -> event(row, cursor.epoch()));
  }

  public static List<TaskEvent> story(
      Connection connection, long epoch, UUID task, long afterVersion, int limit)
      throws SQLException {
    return STORY
        .on(connection)
        .set("task", task)
        .set("after", afterVersion)
        .set("limit", limit)
        .list(row -> event(row, epoch));
  }

  /// The position of the last event that is settled history; that of the beginning when there is
  /// none.
  public static Cursor now(Connection connection, long epoch) throws SQLException {
    return NOW
        .on(connection)
        .list(row ->
            new Cursor(epoch, Long.parseUnsignedLong(row.getString("xid")), row.getLong("seq")))
        .stream()
        .findFirst()
        .orElse(new Cursor(epoch, 0, 0));
  }

  /// Whether every event after a position is still in the log, none of them archived.
  public static boolean complete(Connection connection, Cursor cursor) throws SQLException {
    return COMPLETE
        .on(connection)
        .set("xid", Long.toUnsignedString(cursor.xid()))
        .set("seq", cursor.seq())
        .list(row -> row.getBoolean(1))
        .getFirst();
  }

  /// What names this database cluster.
  public static long epoch(Connection connection) throws SQLException {
    return EPOCH.on(connection).list(row -> row.getLong(1)).getFirst();
  }

  static TaskEvent event(ResultSet row, long epoch) throws SQLException {
    return new TaskEvent(
        new Cursor(epoch, Long.parseUnsignedLong(row.getString("xid")), row.getLong("seq")),
        row.getObject("task_id", UUID.class),
        row.getLong("version"),
        row.getString("event_type"),
        row.getString("event_data"),
        row.getInt("attempt"),
        row.getString("actor"),
        Rows.time(row, "created_at"),
        row.getString("task_type"),
        Rows.entity(row),
        row.getObject("created_by", UUID.class));
  }
}
