package dev.meanwhile.engine.store;

import dev.meanwhile.engine.lifecycle.Transition;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Ends attempts, many at once. The fence is the queue row: it must be taken with the attempt's own
/// number, in the same statement; whoever comes second finds no row and changes nothing.
public final class SettleStore {

  /// One attempt and what its end means.
  ///
  /// @param overdue settle only if the attempt is past its deadline
  public record Settlement(
      UUID taskId, int attempt, String actor, Transition transition, boolean overdue) {
    public Settlement(UUID taskId, int attempt, String actor, Transition transition) {
      this(taskId, attempt, actor, transition, false);
    }
  }

  /// The task has ended: its queue row goes. The rows are looked up and locked one by one, in a
  /// lateral subquery that the planner cannot turn round: with statistics from before the claims it
  /// believed that hardly any row is leased, and compared each of them with the whole batch (a
  /// thousand times slower). They go by their id, not by the place that was locked: the lock waits
  /// for other writers and then holds a newer row than the snapshot of this statement shows, which
  /// a deletion by place would not find.
  private static final Sql END =
      Sql.of(
          """
          with usual as materialized (
            select jsonb_build_object('status', :status::text, 'current_step', :step::text, 'status_message', :sentence::text,
                                      'error_message', null, 'error_details', null,
                                      'processing_completed_at', meanwhile.clock(), 'run_at', null) as change
          ),
          input as (
            select i.id, i.attempt, coalesce(i.actor, :actor) as actor, coalesce(i.status, :status) as status,
                   coalesce(i.event, :event) as event, coalesce(i.step, :step) as step,
                   coalesce(i.sentence, :sentence) as sentence, i.error, i.details, i.output, i.overdue,
                   i.sentence is null as usual
              from unnest(:ids::uuid[], :attempts::int[], :actors::text[], :statuses::text[], :events::text[],
                          :steps::text[], :sentences::text[], :errors::text[], :details::text[], :outputs::text[],
                          :overdue::boolean[])
                   as i (id, attempt, actor, status, event, step, sentence, error, details, output, overdue)
          ),
          mine as materialized (
            select i.id, i.attempt, i.actor, i.status, i.event, i.step, i.sentence, i.usual, i.error, i.details::jsonb as details,
                   i.output::jsonb as output, q.version + 1 as version, q.retry_count, q.claimed_at, q.task_type
              from input i
             cross join lateral (
                    select q.version, q.retry_count, q.claimed_at, q.task_type
                      from meanwhile.queue q
                     where q.task_id = i.id
                       and q.attempt = i.attempt        -- the fence
                       and q.claimed_at is not null
                       and (not i.overdue or q.deadline < (select meanwhile.clock()))
                       for update) q
          ),
          gone as (
            delete from meanwhile.queue q
             where q.task_id = any (array (select id from mine))
          ),
          settled as (
            update meanwhile.tasks t
               set status                  = g.status,
                   output_data             = coalesce(g.output, t.output_data),
                   current_step            = g.step,
                   status_message          = g.sentence,
                   error_message           = g.error,
                   error_details           = g.details,
                   attempt                 = g.attempt,
                   retry_count             = g.retry_count,
                   progress_done           = case when t.reported_attempt = g.attempt then t.progress_done end,
                   progress_total          = case when t.reported_attempt = g.attempt then t.progress_total end,
                   reported_attempt        = g.attempt,
                   processing_started_at   = coalesce(t.processing_started_at, g.claimed_at),
                   processing_completed_at = (select meanwhile.clock()),
                   version                 = g.version
              from mine g
             where t.id = g.id
          ),
          noted as (
            insert into meanwhile.attention (task_id, task_type, created_by, code)
            select g.id, g.task_type, t.created_by, coalesce(g.details ->> 'code', g.status)
              from mine g
              join meanwhile.tasks t on t.id = g.id
             where g.status in ('failed', 'timeout')
          ),
          told as (
            insert into meanwhile.task_events (task_id, version, event_type, event_data, attempt, actor, created_at)
            select g.id, g.version, g.event,
                   case when g.usual
                        then (select change from usual)
                        else jsonb_build_object('status', g.status, 'current_step', g.step, 'status_message', g.sentence,
                                                'error_message', g.error, 'error_details', g.details,
                                                'processing_completed_at', (select meanwhile.clock()), 'run_at', null) end,
                   g.attempt, g.actor, (select meanwhile.clock())
              from mine g
          )
          select id from mine
          """);

  /// The task goes on later: its queue row waits again.
  private static final Sql BACK =
      Sql.of(
          """
          with input as (
            select *
              from unnest(:ids::uuid[], :attempts::int[], :actors::text[], :statuses::text[], :events::text[],
                          :steps::text[], :sentences::text[], :errors::text[], :details::text[], :delays::bigint[],
                          :retrying::boolean[], :crashed::boolean[], :overdue::boolean[])
                   as i (id, attempt, actor, status, event, step, sentence, error, details, delay_ms, retrying,
                         crashed, overdue)
          ),
          mine as materialized (
            select i.*, q.claimed_at
              from input i
             cross join lateral (
                    select q.claimed_at
                      from meanwhile.queue q
                     where q.task_id = i.id
                       and q.attempt = i.attempt        -- the fence
                       and q.claimed_at is not null
                       and (not i.overdue or q.deadline < meanwhile.clock())
                       for update) q
          ),
          waiting as (
            update meanwhile.queue q
               set lease_owner = null,
                   claimed_at  = null,
                   deadline    = null,
                   run_at      = meanwhile.clock() + m.delay_ms * interval '1 millisecond',
                   rank        = meanwhile.clock() + m.delay_ms * interval '1 millisecond'
                                 - q.priority * interval '1 minute',
                   retrying    = m.retrying,
                   expires_at  = null,                  -- it was started in time
                   crash_count = q.crash_count + m.crashed::int,
                   version     = q.version + 1
              from mine m
             where q.task_id = m.id
            returning m.*, q.version, q.retry_count, q.run_at
          ),
          recorded as (
            update meanwhile.tasks t
               set status                  = w.status,
                   current_step            = w.step,
                   status_message          = w.sentence,
                   error_message           = w.error,
                   error_details           = w.details::jsonb,
                   progress_done           = case when t.reported_attempt = w.attempt then t.progress_done end,
                   progress_total          = case when t.reported_attempt = w.attempt then t.progress_total end,
                   attempt                 = w.attempt,
                   retry_count             = w.retry_count,
                   reported_attempt        = w.attempt,
                   processing_started_at   = coalesce(t.processing_started_at, w.claimed_at),
                   processing_completed_at = case when w.status <> 'pending' then meanwhile.clock() end,
                   version                 = w.version
              from waiting w
             where t.id = w.id
          ),
          told as (
            insert into meanwhile.task_events (task_id, version, event_type, event_data, attempt, actor)
            select w.id, w.version, w.event,
                   jsonb_build_object('status', w.status, 'current_step', w.step, 'status_message', w.sentence,
                                      'error_message', w.error, 'error_details', w.details::jsonb,
                                      'run_at', w.run_at,
                                      'processing_completed_at',
                                      case when w.status <> 'pending' then meanwhile.clock() end,
                                      'next_retry_at', case when w.retrying then w.run_at end),
                   w.attempt, w.actor
              from waiting w
          )
          select id from waiting
          """);

  private SettleStore() {}

  /// Settles what is still unsettled.
  ///
  /// @return the tasks whose settlement was accepted
  public static Set<UUID> settle(Connection connection, List<Settlement> all) throws SQLException {
    Set<UUID> accepted = new HashSet<>();
    List<Settlement> ending =
        all.stream()
            .filter(s -> s.transition().back() == null && s.transition().handOver() == null)
            .toList();
    List<Settlement> leaving = all.stream().filter(s -> s.transition().handOver() != null).toList();
    List<Settlement> going =
        all.stream()
            .filter(s -> s.transition().back() != null && s.transition().parkedOn() == null)
            .toList();
    List<Settlement> parking = all.stream().filter(s -> s.transition().parkedOn() != null).toList();
    if (!ending.isEmpty()) {
      accepted.addAll(end(END.on(connection), ending).list(row -> row.getObject(1, UUID.class)));
    }
    if (!going.isEmpty()) {
      accepted.addAll(
          common(BACK.on(connection), going)
              .set("delays", Column.of("int8", going, SettleStore::delay))
              .set("retrying", Column.of("bool", going, s -> s.transition().retrying()))
              .set("crashed", Column.of("bool", going, s -> s.transition().crashed()))
              .list(row -> row.getObject(1, UUID.class)));
    }
    if (!leaving.isEmpty()) {
      accepted.addAll(OutsideStore.handOver(connection, leaving));
    }
    if (!parking.isEmpty()) {
      accepted.addAll(ParkStore.park(connection, parking));
    }
    return accepted;
  }

  /// What most attempts of a batch end with is sent, and made into an event, once.
  private static Sql.Call end(Sql.Call call, List<Settlement> batch) {
    Settlement first = batch.getFirst();
    List<@Nullable Settlement> unusual = new ArrayList<>(batch.size());
    batch.forEach(one -> unusual.add(endsLike(one, first) ? null : one));
    return call.set("ids", Column.of("uuid", batch, Settlement::taskId))
        .set("attempts", Column.of("int4", batch, Settlement::attempt))
        .set("actor", first.actor())
        .set("status", first.transition().status().text())
        .set("event", first.transition().event())
        .set("step", first.transition().step())
        .set("sentence", first.transition().sentence())
        .set("actors", Column.of("text", unusual, s -> s == null ? null : s.actor()))
        .set("statuses", texts(unusual, t -> t.status().text()))
        .set("events", texts(unusual, Transition::event))
        .set("steps", texts(unusual, Transition::step))
        .set("sentences", texts(unusual, Transition::sentence))
        .set("errors", Column.of("text", batch, s -> s.transition().error()))
        .set("details", Column.of("text", batch, s -> s.transition().details()))
        .set("outputs", Column.of("text", batch, s -> s.transition().output()))
        .set("overdue", Column.of("bool", batch, Settlement::overdue));
  }

  private static Column texts(
      List<@Nullable Settlement> unusual, Function<Transition, @Nullable Object> text) {
    return Column.of("text", unusual, s -> s == null ? null : text.apply(s.transition()));
  }

  private static boolean endsLike(Settlement one, Settlement other) {
    Transition end = one.transition();
    Transition usual = other.transition();
    return end.error() == null
        && end.details() == null
        && end.status() == usual.status()
        && end.event().equals(usual.event())
        && end.step().equals(usual.step())
        && end.sentence().equals(usual.sentence())
        && one.actor().equals(other.actor());
  }

  private static Sql.Call common(Sql.Call call, List<Settlement> batch) {
    return call.set("ids", Column.of("uuid", batch, Settlement::taskId))
        .set("attempts", Column.of("int4", batch, Settlement::attempt))
        .set("actors", Column.of("text", batch, Settlement::actor))
        .set("statuses", Column.of("text", batch, s -> s.transition().status().text()))
        .set("events", Column.of("text", batch, s -> s.transition().event()))
        .set("steps", Column.of("text", batch, s -> s.transition().step()))
        .set("sentences", Column.of("text", batch, s -> s.transition().sentence()))
        .set("errors", Column.of("text", batch, s -> s.transition().error()))
        .set("details", Column.of("text", batch, s -> s.transition().details()))
        .set("overdue", Column.of("bool", batch, Settlement::overdue));
  }

  private static long delay(Settlement settlement) {
    Duration back = settlement.transition().back();
    return back == null ? 0 : back.toMillis();
  }
}
