package dev.meanwhile.engine.store;

import dev.meanwhile.engine.Outside.Report;
import dev.meanwhile.engine.lifecycle.Transition.HandOver;
import dev.meanwhile.engine.store.SettleStore.Settlement;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Attempts that go on outside our nodes: their lease belongs to nobody's node (owner 0), so no
/// node's death touches them. They end with their deadline, which is that of the attempt or of the
/// silence, whichever is sooner; each sign of life moves the latter.
public final class OutsideStore {

  /// They may have said something before we know that they have it: then their words stay.
  private static final Sql HAND_OVER =
      Sql.of(
          """
          with input as (
            select *
              from unnest(:ids::uuid[], :attempts::int[], :actors::text[], :steps::text[], :sentences::text[],
                          :executions::text[], :silences::bigint[], :holders::text[])
                   as i (id, attempt, actor, step, sentence, execution, silence_ms, holder)
          ),
          mine as (
            update meanwhile.queue q
               set lease_owner = 0,
                   held_by     = i.holder,
                   version     = q.version + 1,
                   deadline    = least(q.claimed_at + q.timeout_seconds * interval '1 second',
                                       meanwhile.clock() + i.silence_ms * interval '1 millisecond')
              from input i
             where q.task_id = i.id
               and q.attempt = i.attempt        -- the fence
               and q.claimed_at is not null
            returning i.*, q.version
          ),
          recorded as (
            update meanwhile.tasks t
               set current_step     = case when t.reported_attempt < m.attempt then m.step else t.current_step end,
                   status_message   = case when t.reported_attempt < m.attempt then m.sentence else t.status_message end,
                   progress_done    = case when t.reported_attempt = m.attempt then t.progress_done end,
                   progress_total   = case when t.reported_attempt = m.attempt then t.progress_total end,
                   n8n_execution_id = coalesce(m.execution, t.n8n_execution_id),
                   reported_attempt = m.attempt
              from mine m
             where t.id = m.id
            returning t.id, old.reported_attempt < m.attempt as first
          ),
          told as (
            insert into meanwhile.task_events (task_id, version, event_type, event_data, attempt, actor)
            select m.id, m.version, 'reported',
                   jsonb_strip_nulls(jsonb_build_object('current_step', case when r.first then m.step end,
                                                        'status_message', case when r.first then m.sentence end,
                                                        'n8n_execution_id', m.execution)),
                   m.attempt, m.actor
              from mine m
              join recorded r on r.id = m.id
          )
          select id from mine
          """);

  /// A word from outside proves that they have it, also before our call to them was answered.
  private static final Sql REPORT =
      Sql.of(
          """
          with mine as (
            update meanwhile.queue q
               set lease_owner = 0,
                   version     = q.version + 1,
                   deadline    = least(q.claimed_at + q.timeout_seconds * interval '1 second',
                                       meanwhile.clock() + :silence::bigint * interval '1 millisecond')
             where q.task_id = :task::uuid
               and q.attempt = :attempt::int         -- the fence
               and q.claimed_at is not null
            returning q.version
          ),
          recorded as (
            update meanwhile.tasks t
               set current_step     = coalesce(:step, case when t.reported_attempt = :attempt::int then t.current_step
                                                           else 'initializing' end),
                   status_message   = coalesce(:sentence, case when t.reported_attempt = :attempt::int then t.status_message
                                                               else 'Starting up…' end),
                   progress_done    = coalesce(:done::bigint,
                                               case when t.reported_attempt = :attempt::int then t.progress_done end),
                   progress_total   = coalesce(:total::bigint,
                                               case when t.reported_attempt = :attempt::int then t.progress_total end),
                   n8n_execution_id = coalesce(:execution, t.n8n_execution_id),
                   output_data      = coalesce(:output::jsonb, t.output_data),
                   reported_attempt = :attempt::int
              from mine
             where t.id = :task::uuid
          ),
          told as (
            insert into meanwhile.task_events (task_id, version, event_type, event_data, attempt, actor)
            select :task::uuid, m.version, 'reported',
                   jsonb_strip_nulls(jsonb_build_object('current_step', :step::text, 'status_message', :sentence::text,
                                                        'progress_done', :done::bigint, 'progress_total', :total::bigint,
                                                        'n8n_execution_id', :execution::text)),
                   :attempt::int, :actor
              from mine m
          )
          select version from mine
          """);

  private static final Sql ALIVE =
      Sql.of(
          """
          update meanwhile.queue q
             set lease_owner = 0,
                 deadline    = least(q.claimed_at + q.timeout_seconds * interval '1 second',
                                     meanwhile.clock() + :silence::bigint * interval '1 millisecond')
           where q.task_id = :task::uuid
             and q.attempt = :attempt::int           -- the fence
             and q.claimed_at is not null
          """);

  /// Among the attempts that run outside; there are never many.
  private static final Sql BY_EXECUTION =
      Sql.of(
          """
          select q.task_id
            from meanwhile.queue q
            join meanwhile.tasks t on t.id = q.task_id
           where q.lease_owner is not null
             and q.lease_owner = 0
             and t.n8n_execution_id = :execution
           order by q.claimed_at
           limit 1
          """);

  private OutsideStore() {}

  static Set<UUID> handOver(Connection connection, List<Settlement> all) throws SQLException {
    return new HashSet<>(
        HAND_OVER
            .on(connection)
            .set("ids", Column.of("uuid", all, Settlement::taskId))
            .set("attempts", Column.of("int4", all, Settlement::attempt))
            .set("actors", Column.of("text", all, Settlement::actor))
            .set("steps", Column.of("text", all, s -> s.transition().step()))
            .set("sentences", Column.of("text", all, s -> s.transition().sentence()))
            .set("executions", Column.of("text", all, s -> to(s).executionId()))
            .set("silences", Column.of("int8", all, s -> to(s).silence().toMillis()))
            .set("holders", Column.of("text", all, s -> to(s).holder()))
            .list(row -> row.getObject(1, UUID.class)));
  }

  private static HandOver to(Settlement settlement) {
    return Objects.requireNonNull(settlement.transition().handOver());
  }

  /// @return whether the attempt still runs
  public static boolean report(
      Connection connection, UUID task, int attempt, Report report, Duration silence, String actor)
      throws SQLException {
    return REPORT
            .on(connection)
            .set("task", task)
            .set("attempt", attempt)
            .set("step", report.step())
            .set("sentence", report.sentence())
            .set("done", report.done())
            .set("total", report.total())
            .set("execution", report.executionId())
            .set("output", report.output())
            .set("silence", silence.toMillis())
            .set("actor", actor)
            .first(row -> row.getLong(1))
        != null;
  }

  /// @return whether the attempt still runs
  public static boolean alive(Connection connection, UUID task, int attempt, Duration silence)
      throws SQLException {
    return ALIVE
            .on(connection)
            .set("task", task)
            .set("attempt", attempt)
            .set("silence", silence.toMillis())
            .update()
        == 1;
  }

  /// The running task whose run outside has this name; null when there is none.
  public static @Nullable UUID byExecution(Connection connection, String executionId)
      throws SQLException {
    return BY_EXECUTION
        .on(connection)
        .set("execution", executionId)
        .first(row -> row.getObject(1, UUID.class));
  }
}
