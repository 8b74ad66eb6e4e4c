package dev.meanwhile.engine.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Writes what running tasks say of themselves, many tasks at once.
public final class ReportStore {

  /// What one task says now; a null leaves what is there.
  public record Report(
      UUID taskId,
      int attempt,
      @Nullable String step,
      @Nullable String sentence,
      @Nullable Long done,
      @Nullable Long total) {}

  private static final Sql REPORT =
      Sql.of(
          """
          with input as (
            select *
              from unnest(:ids::uuid[], :attempts::int[], :steps::text[], :sentences::text[], :done::bigint[],
                          :totals::bigint[])
                   as i (id, attempt, step, sentence, done, total)
          ),
          mine as materialized (
            select i.*
              from input i
             cross join lateral (
                    select
                      from meanwhile.queue q
                     where q.task_id = i.id
                       and q.attempt = i.attempt        -- the fence
                       and q.claimed_at is not null
                       for update skip locked) q        -- a handler may be committing a block: it is this one's next round
          ),
          counted as (
            update meanwhile.queue q
               set version = q.version + 1
              from mine m
             where q.task_id = m.id
            returning m.*, q.version
          ),
          recorded as (
            update meanwhile.tasks t
               set current_step     = coalesce(c.step, case when t.reported_attempt = c.attempt then t.current_step
                                                            else 'initializing' end),
                   status_message   = coalesce(c.sentence, t.status_message),
                   progress_done    = coalesce(c.done, case when t.reported_attempt = c.attempt then t.progress_done end),
                   progress_total   = coalesce(c.total, case when t.reported_attempt = c.attempt then t.progress_total end),
                   reported_attempt = c.attempt
              from counted c
             where t.id = c.id
          ),
          told as (
            insert into meanwhile.task_events (task_id, version, event_type, event_data, attempt, actor)
            select c.id, c.version, 'reported',
                   jsonb_strip_nulls(jsonb_build_object('current_step', c.step, 'status_message', c.sentence,
                                                        'progress_done', c.done, 'progress_total', c.total)),
                   c.attempt, :actor
              from counted c
          )
          select id from counted
          """);

  private ReportStore() {}

  /// @return the tasks whose report was written; the others are locked at the moment, or no longer
  ///   ours
  public static Set<UUID> write(Connection connection, String actor, List<Report> reports)
      throws SQLException {
    return new HashSet<>(
        REPORT
            .on(connection)
            .set("ids", Column.of("uuid", reports, Report::taskId))
            .set("attempts", Column.of("int4", reports, Report::attempt))
            .set("steps", Column.of("text", reports, Report::step))
            .set("sentences", Column.of("text", reports, Report::sentence))
            .set("done", Column.of("int8", reports, Report::done))
            .set("totals", Column.of("int8", reports, Report::total))
            .set("actor", actor)
            .list(row -> row.getObject(1, UUID.class)));
  }
}
