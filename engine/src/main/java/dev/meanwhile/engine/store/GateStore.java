package dev.meanwhile.engine.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What stands between a limited type and its next start: who may look, how many run, and which
/// starts still count against a rate.
public final class GateStore {

  /// A rate that holds for all nodes.
  ///
  /// @param gate `type:NAME` or `dependency:NAME`
  public record RateGate(String gate, int tasks, Duration per) {}

  /// @param tasks how many more may be started now
  /// @param again when the next may, if none may now
  public record Left(int tasks, Duration again) {}

  /// Held until the transaction ends. Nobody waits for it: whoever finds it taken comes again.
  private static final Sql ENTER =
      Sql.of(
          """
          select bool_and(pg_try_advisory_xact_lock(7306924, hashtext(g.name)))
            from unnest(:gates::text[]) as g (name)
          """);

  private static final Sql DUE =
      Sql.of(
          """
          select line.task_type
            from unnest(:types::text[]) as line (task_type)
           where exists (
                   select
                     from meanwhile.queue w
                    where w.lease_owner is null
                      and w.task_type = line.task_type
                      and w.rank <= (select meanwhile.clock())
                      and w.run_at <= (select meanwhile.clock()))
          """);

  /// The leased rows themselves are counted: there is no counter that a crash could leave wrong.
  private static final Sql RUNNING =
      Sql.of(
          """
          select count(*)
            from (select
                    from meanwhile.queue q
                   where q.lease_owner is not null
                     and q.task_type = :type
                   limit :most) running
          """);

  private static final Sql LEFT =
      Sql.of(
          """
          select g.tasks - coalesce(s.starts, 0) as tasks,
                 coalesce(ceil(extract(epoch from s.until - meanwhile.clock()) * 1000), 0) as again_ms
            from unnest(:gates::text[], :tasks::int[]) as g (name, tasks)
           cross join lateral (
                   select sum(c.starts) as starts, min(c.counts_until) as until
                     from meanwhile.gate_starts c
                    where c.gate = g.name
                      and c.counts_until > meanwhile.clock()) s
          """);

  /// A start counts from the end of its hundredth of the span.
  private static final Sql SPEND =
      Sql.of(
          """
          with past as (
            delete from meanwhile.gate_starts s
             where s.gate = any (:gates::text[])
               and s.counts_until <= meanwhile.clock()
          )
          insert into meanwhile.gate_starts as s (gate, counts_until, starts)
          select g.name, date_bin(g.span / 100, meanwhile.clock(), 'epoch'::timestamptz) + g.span / 100 + g.span, :starts
            from unnest(:gates::text[], :spans::bigint[]) as i (name, span_ms),
                 lateral (select i.name, i.span_ms * interval '1 millisecond' as span) g
              on conflict (gate, counts_until) do update
             set starts = s.starts + excluded.starts
          """);

  private static final Sql SAY_RATES =
      Sql.of(
          """
          insert into meanwhile.dependency_rates (name, tasks, span_ms)
          select *
            from unnest(:names::text[], :tasks::int[], :spans::bigint[])
           order by 1
              on conflict (name) do update
             set tasks = excluded.tasks, span_ms = excluded.span_ms
          """);

  private static final Sql TAKE_RATES_BACK =
      Sql.of("delete from meanwhile.dependency_rates where name = any (:names::text[])");

  private GateStore() {}

  /// Which of these types have a task that is due.
  public static Set<String> due(Connection connection, Collection<String> types)
      throws SQLException {
    return new HashSet<>(
        DUE.on(connection).set("types", Column.texts(types)).list(row -> row.getString(1)));
  }

  /// Shuts the others out until the end of the transaction.
  ///
  /// @return false when another node is inside
  public static boolean enter(Connection connection, Collection<String> gates) throws SQLException {
    return ENTER
        .on(connection)
        .set("gates", Column.texts(gates))
        .list(row -> row.getBoolean(1))
        .getFirst();
  }

  /// How many tasks of the type run now, counted up to a bound.
  public static int running(Connection connection, String type, int most) throws SQLException {
    return RUNNING
        .on(connection)
        .set("type", type)
        .set("most", most)
        .list(row -> row.getInt(1))
        .getFirst();
  }

  /// What all these rates together leave.
  public static Left left(Connection connection, List<RateGate> rates) throws SQLException {
    Left left = new Left(Integer.MAX_VALUE, Duration.ZERO);
    for (Left one : each(connection, rates)) {
      boolean closed = one.tasks() <= 0;
      left =
          new Left(
              Math.min(left.tasks(), Math.max(0, one.tasks())),
              closed && one.again().compareTo(left.again()) > 0 ? one.again() : left.again());
    }
    return left;
  }

  private static List<Left> each(Connection connection, List<RateGate> rates) throws SQLException {
    return LEFT.on(connection)
        .set("gates", Column.of("text", rates, RateGate::gate))
        .set("tasks", Column.of("int4", rates, RateGate::tasks))
        .list(row -> new Left(row.getInt(1), Duration.ofMillis(Math.max(1, row.getLong(2)))));
  }

  /// Counts starts against these rates.
  public static void spend(Connection connection, List<RateGate> rates, int starts)
      throws SQLException {
    SPEND
        .on(connection)
        .set("gates", Column.of("text", rates, RateGate::gate))
        .set("spans", Column.of("int8", rates, rate -> rate.per().toMillis()))
        .set("starts", starts)
        .update();
  }

  /// Writes down what dependencies bear, for readers on all nodes.
  ///
  /// @param needed all dependencies this node knows of; those without a rate have none any more
  public static void say(
      Connection connection, Collection<String> needed, Map<String, RateGate> rates)
      throws SQLException {
    List<String> without = needed.stream().filter(name -> !rates.containsKey(name)).toList();
    TAKE_RATES_BACK.on(connection).set("names", Column.texts(without)).update();
    List<Map.Entry<String, RateGate>> all = List.copyOf(rates.entrySet());
    SAY_RATES
        .on(connection)
        .set("names", Column.of("text", all, Map.Entry::getKey))
        .set("tasks", Column.of("int4", all, one -> one.getValue().tasks()))
        .set("spans", Column.of("int8", all, one -> one.getValue().per().toMillis()))
        .update();
  }
}
