package dev.meanwhile.server.types;

import dev.meanwhile.engine.DependencyHealth.Pause;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Counts what each task type has to do. Nothing is counted further than 10,000, and of what has
/// ended only the newest 5,000 tasks of all are looked at, so that it is quick beside any archive.
@Repository
class WorkloadStore {

  /// @param nodes how many living nodes do it
  /// @param waiting how many tasks are due, and have no place yet
  /// @param later how many wait for a time, an outage or other tasks
  /// @param outside how many of those that run are with somebody else
  /// @param oldest since when the first of the waiting has been due
  /// @param ended how many of the newest tasks of this type have ended, other than by cancelling
  record Row(
      String taskType,
      String title,
      @Nullable Integer atOnce,
      @Nullable Pause paused,
      int nodes,
      long waiting,
      long later,
      long running,
      long outside,
      long attention,
      @Nullable Instant oldest,
      long ended,
      long failed) {}

  private static final String ALL =
      """
      with newest as materialized (
        select t.task_type,
               count(*) filter (where t.status in ('completed', 'failed', 'timeout')) as ended,
               count(*) filter (where t.status in ('failed', 'timeout'))              as failed
          from (select task_type, status
                  from meanwhile.tasks
                 order by id desc
                 limit 5000) t
         group by t.task_type
      )
      select y.name, y.title, y.at_once, y.paused_at, y.paused_by, y.pause_reason,
             n.nodes, w.waiting, w.oldest, l.later, r.running, r.outside, a.attention,
             coalesce(e.ended, 0) as ended, coalesce(e.failed, 0) as failed
        from meanwhile.task_types y
        left join newest e on e.task_type = y.name
       cross join lateral (
               select count(*) as nodes
                 from meanwhile.nodes n
                where n.lease_until > meanwhile.clock()
                  and y.name = any (n.task_types)) n
       cross join lateral (
               select count(*) as waiting, min(few.run_at) as oldest
                 from (select q.run_at
                         from meanwhile.queue q
                        where q.lease_owner is null
                          and q.task_type = y.name
                          and q.rank <= meanwhile.clock()
                          and q.run_at <= meanwhile.clock()
                        order by q.rank
                        limit 10000) few) w
       cross join lateral (
               select count(*) as later
                 from (select
                         from meanwhile.queue q
                        where q.lease_owner is null
                          and q.task_type = y.name
                          and (q.rank > meanwhile.clock() or q.run_at > meanwhile.clock())
                        limit 10000) few) l
       cross join lateral (
               select count(*) as running, count(*) filter (where few.lease_owner = 0) as outside
                 from (select q.lease_owner
                         from meanwhile.queue q
                        where q.lease_owner is not null
                          and q.task_type = y.name
                        limit 10000) few) r
       cross join lateral (
               select count(*) as attention
                 from (select
                         from meanwhile.attention t
                        where t.task_type = y.name
                        limit 10000) few) a
       order by y.name
      """;

  private final JdbcClient database;

  WorkloadStore(@Qualifier("houseClient") JdbcClient database) {
    this.database = database;
  }

  /// Every type that a node has ever announced, by name.
  List<Row> all() {
    return database.sql(ALL).query((row, _) -> row(row)).list();
  }

  private static Row row(ResultSet row) throws SQLException {
    OffsetDateTime pausedAt = row.getObject("paused_at", OffsetDateTime.class);
    OffsetDateTime oldest = row.getObject("oldest", OffsetDateTime.class);
    return new Row(
        row.getString("name"),
        row.getString("title"),
        row.getObject("at_once", Integer.class),
        pausedAt == null
            ? null
            : new Pause(
                pausedAt.toInstant(), row.getString("paused_by"), row.getString("pause_reason")),
        row.getInt("nodes"),
        row.getLong("waiting"),
        row.getLong("later"),
        row.getLong("running"),
        row.getLong("outside"),
        row.getLong("attention"),
        oldest == null ? null : oldest.toInstant(),
        row.getLong("ended"),
        row.getLong("failed"));
  }
}
