package dev.meanwhile.engine.store;

import dev.meanwhile.engine.Dependency;
import dev.meanwhile.engine.DependencyHealth;
import dev.meanwhile.engine.DependencyHealth.Pause;
import dev.meanwhile.engine.lifecycle.Breaker;
import dev.meanwhile.engine.lifecycle.Breaker.Probe;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The breakers of the dependencies, shared by all nodes. They are changed under their row lock:
/// the rules are Java's, see [Breaker].
public final class OutageStore {

  /// What is not as usual: breakers to watch, and types that nobody may start.
  public record Unusual(Map<String, Breaker> breakers, Set<String> pausedTypes) {}

  /// A breaker with how many tasks wait out its outage.
  public record Waited(Breaker breaker, long parked) {}

  private static final Sql ANNOUNCE =
      Sql.of(
          """
          insert into meanwhile.dependencies (name, title, threshold, first_pause_ms, last_pause_ms, pace, gap_ms)
          values (:name, :title, :threshold, :first, :longest, :pace, :first)
              on conflict (name) do update
             set title          = excluded.title,
                 threshold      = excluded.threshold,
                 first_pause_ms = excluded.first_pause_ms,
                 last_pause_ms  = excluded.last_pause_ms,
                 pace           = excluded.pace
           where :newest::boolean
          """);

  /// The whole table in the order of the names: it has a handful of rows.
  private static final Sql LIST =
      Sql.of(
          """
          select d.*, meanwhile.clock() as now,
                 (select count(*) from meanwhile.queue q where q.parked_on = d.name) as parked
            from meanwhile.dependencies d
           where :name::text is null
              or d.name = :name::text
           order by d.name
          """);

  private static final Sql UNUSUAL =
      Sql.of(
          """
          select d.*, meanwhile.clock() as now, p.paused
            from (select array (select t.name from meanwhile.task_types t where t.paused_at is not null) as paused) p
            left join meanwhile.dependencies d on d.state <> 'closed' or d.failures > 0
          """);

  private static final Sql LOCK =
      Sql.of(
          """
          select d.*, meanwhile.clock() as now
            from meanwhile.dependencies d
           where d.name = :name
             for update
          """);

  /// Another node is at it: then there is nothing to do here.
  private static final Sql LOCK_IF_FREE =
      Sql.of(
          """
          select d.*, meanwhile.clock() as now
            from meanwhile.dependencies d
           where d.name = :name
             for update skip locked
          """);

  private static final Sql WRITE =
      Sql.of(
          """
          update meanwhile.dependencies
             set state         = :state,
                 failures      = :failures,
                 why           = :why,
                 since         = :since::timestamptz,
                 gap_ms        = :gap,
                 next_probe_at = :next::timestamptz,
                 probe_task    = :probe_task::uuid,
                 probe_attempt = :probe_attempt::int,
                 paced_to      = :paced_to::timestamptz,
                 paused_at     = :paused_at::timestamptz,
                 paused_by     = :paused_by,
                 pause_reason  = :reason,
                 incident      = :incident::bigint
           where name = :name
          """);

  private static final Sql PROBE_RUNS =
      Sql.of(
          """
          select exists (select
                           from meanwhile.queue q
                          where q.task_id = :task
                            and q.attempt = :attempt
                            and q.claimed_at is not null)
          """);

  private OutageStore() {}

  /// Makes dependencies known.
  ///
  /// @param configured whether this word on their handling counts more than what is there
  public static void announce(
      Connection connection, Collection<Dependency> dependencies, boolean configured)
      throws SQLException {
    List<Dependency> ordered =
        dependencies.stream().sorted(Comparator.comparing(Dependency::name)).toList();
    for (Dependency one : ordered) {
      ANNOUNCE
          .on(connection)
          .set("name", one.name())
          .set("title", one.title())
          .set("threshold", one.threshold())
          .set("first", one.firstPause().toMillis())
          .set("longest", one.longestPause().toMillis())
          .set("pace", one.pace())
          .set("newest", configured)
          .update();
    }
  }

  /// @param name only this one; null for all
  public static List<Waited> list(Connection connection, @Nullable String name)
      throws SQLException {
    return LIST.on(connection)
        .set("name", name)
        .list(row -> new Waited(breaker(row), row.getLong("parked")));
  }

  public static Unusual unusual(Connection connection) throws SQLException {
    Map<String, Breaker> breakers = new LinkedHashMap<>();
    Set<String> paused = new HashSet<>();
    UNUSUAL
        .on(connection)
        .list(row -> {
          paused.addAll(List.of((String[]) row.getArray("paused").getArray()));
          if (row.getString("name") != null) {
            Breaker breaker = breaker(row);
            breakers.put(breaker.of().name(), breaker);
          }
          return row.getRow();
        });
    return new Unusual(breakers, paused);
  }

  /// The breaker, locked until the transaction ends; null when there is none.
  public static @Nullable Breaker lock(Connection connection, String name) throws SQLException {
    return LOCK.on(connection).set("name", name).first(OutageStore::breaker);
  }

  /// The breaker, locked; null also when somebody else has it locked.
  public static @Nullable Breaker lockIfFree(Connection connection, String name)
      throws SQLException {
    return LOCK_IF_FREE.on(connection).set("name", name).first(OutageStore::breaker);
  }

  /// Whether the attempt that tries a dependency is still under way.
  public static boolean runs(Connection connection, Probe probe) throws SQLException {
    return PROBE_RUNS
        .on(connection)
        .set("task", probe.task())
        .set("attempt", probe.attempt())
        .list(row -> row.getBoolean(1))
        .getFirst();
  }

  /// Writes what a rule changed, and what people should know of it; under the lock.
  ///
  /// @return the breaker as written
  public static Breaker write(
      Connection connection, Breaker before, Breaker.Change change, String actor)
      throws SQLException {
    Breaker next = change.next();
    Breaker.Note note = change.note();
    Long incident = before.incident();
    if (note != null) {
      incident =
          incident == null
              ? IncidentStore.begin(connection, next, note, actor)
              : IncidentStore.tell(connection, incident, note, actor);
    }
    Long kept = next.state() == DependencyHealth.State.CLOSED ? null : incident;
    Probe probe = next.probe();
    Pause pause = next.pause();
    WRITE
        .on(connection)
        .set("name", next.of().name())
        .set("state", next.state().text())
        .set("failures", next.failures())
        .set("why", next.why())
        .set("since", next.since())
        .set("gap", next.gap().toMillis())
        .set("next", next.nextProbeAt())
        .set("probe_task", probe == null ? null : probe.task())
        .set("probe_attempt", probe == null ? null : probe.attempt())
        .set("paced_to", next.pacedTo())
        .set("paused_at", pause == null ? null : pause.at())
        .set("paused_by", pause == null ? null : pause.by())
        .set("reason", pause == null ? null : pause.why())
        .set("incident", kept)
        .update();
    return next.under(kept);
  }

  private static Breaker breaker(ResultSet row) throws SQLException {
    Dependency of =
        new Dependency(
            row.getString("name"),
            row.getString("title"),
            row.getInt("threshold"),
            Duration.ofMillis(row.getLong("first_pause_ms")),
            Duration.ofMillis(row.getLong("last_pause_ms")),
            row.getDouble("pace"));
    UUID task = row.getObject("probe_task", UUID.class);
    Instant paused = Rows.instant(row, "paused_at");
    return new Breaker(
        of,
        DependencyHealth.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getInt("failures"),
        row.getString("why"),
        Rows.instant(row, "since"),
        Duration.ofMillis(row.getLong("gap_ms")),
        Rows.instant(row, "next_probe_at"),
        task == null ? null : new Probe(task, row.getInt("probe_attempt")),
        Rows.instant(row, "paced_to"),
        paused == null
            ? null
            : new Pause(paused, row.getString("paused_by"), row.getString("pause_reason")),
        Rows.number(row, "incident"),
        Rows.time(row, "now"));
  }
}
