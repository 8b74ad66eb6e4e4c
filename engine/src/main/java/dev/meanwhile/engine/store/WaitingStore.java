package dev.meanwhile.engine.store;

import dev.meanwhile.engine.Dependency;
import dev.meanwhile.engine.lifecycle.Waiting;
import dev.meanwhile.engine.lifecycle.Waiting.Facts;
import dev.meanwhile.engine.lifecycle.Waiting.Hold;
import dev.meanwhile.engine.lifecycle.Waiting.Pulling;
import dev.meanwhile.engine.lifecycle.Waiting.Rate;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Looks up what waiting tasks wait for. Read only, and only when somebody asks.
public final class WaitingStore {

  /// What concerns the type is looked up once for each type, what concerns the task once for each
  /// task; nothing is counted further than people care.
  private static final Sql FACTS =
      Sql.of(
          """
          with asked as materialized (
            select q.*
              from meanwhile.queue q
             where q.task_id = any (:ids::uuid[])
               and q.claimed_at is null
          ),
          leases as materialized (
            select q.lease_owner as node, q.task_type, t.aside, count(*) as tasks
              from meanwhile.queue q
              left join meanwhile.task_types t on t.name = q.task_type
             where q.lease_owner is not null
             group by q.lease_owner, q.task_type, t.aside
          ),
          types as materialized (
            select a.task_type, y.title as type_title, y.paused_at, y.paused_by, y.pause_reason, y.at_once, y.at_once_per_key, y.rate_tasks, y.rate_seconds, y.dependency,
                   d.tasks as dependency_tasks, d.span_ms as dependency_span_ms,
                   n.nodes, n.free_nodes, n.places,
                   y.lease_ms, w.asking, w.asked_at,
                   (select count(*)
                      from (select
                              from meanwhile.queue r
                             where r.lease_owner is not null
                               and r.task_type = a.task_type
                             limit coalesce(y.at_once, 0)) running)                                    as running,
                   own.started, own.next_at,
                   shared.started as dependency_started, shared.next_at as dependency_next_at
              from (select distinct task_type from asked) a
              left join meanwhile.task_types y on y.name = a.task_type
              left join meanwhile.dependency_rates d on d.name = y.dependency
             cross join lateral (
                     select count(*)                                              as nodes,
                            count(*) filter (where coalesce(taken.tasks, 0) < coalesce(y.aside, n.places, 1000000))
                                                                                  as free_nodes,
                            coalesce(sum(coalesce(y.aside, n.places)), 0)         as places
                       from meanwhile.nodes n
                      cross join lateral (
                              select sum(l.tasks) as tasks
                                from leases l
                               where l.node = n.id
                                 and case when y.aside is null then l.aside is null
                                          else l.task_type = a.task_type end) taken
                      where n.lease_until > meanwhile.clock()
                        and a.task_type = any (n.task_types)) n
             cross join lateral (
                     select count(*) filter (where p.asked_at > meanwhile.clock() - interval '1 minute') as asking,
                            max(p.asked_at)                                                              as asked_at
                       from meanwhile.pull_workers p
                      where y.lease_ms is not null
                        and p.task_type = y.name) w
             cross join lateral (
                     select coalesce(sum(s.starts), 0) as started, min(s.counts_until) as next_at
                       from meanwhile.gate_starts s
                      where s.gate = 'type:' || a.task_type
                        and s.counts_until > meanwhile.clock()) own
             cross join lateral (
                     select coalesce(sum(s.starts), 0) as started, min(s.counts_until) as next_at
                       from meanwhile.gate_starts s
                      where s.gate = 'dependency:' || y.dependency
                        and s.counts_until > meanwhile.clock()) shared
          )
          select a.task_id, a.task_type, a.waits_for, a.parked_on, a.retrying, nullif(a.run_at, 'infinity') as run_at,
                 a.expires_at, a.concurrency_key, y.*, meanwhile.clock() as now,
                 coalesce(a.parked_on, g.name) as needed, g.title as needed_title, g.state as needed_state,
                 g.paused_at as needed_paused_at, g.paused_by as needed_paused_by,
                 g.pause_reason as needed_pause_reason, g.next_probe_at as needed_next_at,
                 (select count(*)
                    from (select
                            from meanwhile.queue r
                           where r.lease_owner is not null
                             and r.task_type = a.task_type
                             and r.concurrency_key = a.concurrency_key
                           limit coalesce(y.at_once_per_key, 0)) running)                              as running_of_key,
                 (select count(*)
                    from (select
                            from meanwhile.queue b
                           where b.lease_owner is null
                             and b.task_type = a.task_type
                             and (b.rank, b.task_id) < (a.rank, a.task_id)
                             and b.rank <= meanwhile.clock()
                             and b.run_at <= meanwhile.clock()
                           limit :counted::int + 1) line)                                              as before
            from asked a
            join types y on y.task_type = a.task_type
            left join meanwhile.dependencies g on g.name = coalesce(a.parked_on, y.dependency)
                                              and g.state <> 'closed'
          """);

  private WaitingStore() {}

  /// What is known of those of these tasks that wait.
  public static Map<UUID, Facts> facts(Connection connection, Collection<UUID> ids)
      throws SQLException {
    Map<UUID, Facts> facts = new HashMap<>();
    FACTS
        .on(connection)
        .set("ids", new Column("uuid", ids.toArray()))
        .set("counted", Waiting.COUNTED)
        .list(row -> facts.put(row.getObject("task_id", UUID.class), facts(row)));
    return facts;
  }

  private static Facts facts(ResultSet row) throws SQLException {
    return new Facts(
        Rows.time(row, "now"),
        row.getString("task_type"),
        row.getInt("waits_for"),
        hold(row),
        row.getBoolean("retrying"),
        Rows.instant(row, "run_at"),
        Rows.instant(row, "expires_at"),
        row.getInt("nodes"),
        row.getInt("free_nodes"),
        row.getInt("places"),
        row.getString("concurrency_key"),
        number(row, "at_once_per_key"),
        row.getInt("running_of_key"),
        number(row, "at_once"),
        row.getInt("running"),
        rate(row, null, "rate_tasks", Duration.ofSeconds(row.getLong("rate_seconds")), ""),
        rate(
            row,
            row.getString("dependency"),
            "dependency_tasks",
            Duration.ofMillis(row.getLong("dependency_span_ms")),
            "dependency_"),
        number(row, "lease_ms") == null
            ? null
            : new Pulling(row.getInt("asking"), Rows.instant(row, "asked_at")),
        row.getInt("before"));
  }

  /// The hand of a person counts first: it says who can be asked.
  private static @Nullable Hold hold(ResultSet row) throws SQLException {
    if (row.getObject("paused_at") != null) {
      return new Hold(
          "'" + row.getString("type_title") + "'",
          false,
          true,
          row.getString("paused_by"),
          row.getString("pause_reason"),
          null);
    }
    String needed = row.getString("needed");
    if (needed == null) {
      return null;
    }
    String title = row.getString("needed_title");
    return new Hold(
        title == null ? Dependency.of(needed).title() : title,
        "recovering".equals(row.getString("needed_state")),
        row.getObject("needed_paused_at") != null,
        row.getString("needed_paused_by"),
        row.getString("needed_pause_reason"),
        Rows.instant(row, "needed_next_at"));
  }

  private static @Nullable Rate rate(
      ResultSet row, @Nullable String dependency, String tasks, Duration per, String prefix)
      throws SQLException {
    Integer allowed = number(row, tasks);
    return allowed == null
        ? null
        : new Rate(
            dependency,
            allowed,
            per,
            row.getInt(prefix + "started"),
            Rows.instant(row, prefix + "next_at"));
  }

  private static @Nullable Integer number(ResultSet row, String column) throws SQLException {
    int value = row.getInt(column);
    return row.wasNull() ? null : value;
  }
}
