package dev.meanwhile.engine.store;

import dev.meanwhile.engine.store.ClaimStore.Lease;
import dev.meanwhile.engine.store.SettleStore.Settlement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/// Tasks that wait out the outage of a dependency.
public final class ParkStore {

  /// Ends attempts that ran into an outage, with the same fence as every settlement. The retry that
  /// such an attempt was goes back into the budget: the record still knows what was spent before.
  /// The breaker's row is held meanwhile, so that nobody is parked on one that closes at the same
  /// moment; when it has closed already, the task goes back in line at once.
  private static final Sql PARK =
      Sql.of(
          """
          with input as (
            select *
              from unnest(:ids::uuid[], :attempts::int[], :actors::text[], :dependencies::text[], :sentences::text[],
                          :overdue::boolean[])
                   as i (id, attempt, actor, dependency, sentence, overdue)
          ),
          away as materialized (
            select d.name, d.incident
              from meanwhile.dependencies d
             where d.name = any (select dependency from input)
               and d.state <> 'closed'
             order by d.name
               for share of d
          ),
          waiting as (
            update meanwhile.queue q
               set lease_owner = null,
                   claimed_at  = null,
                   deadline    = null,
                   run_at      = case when a.name is null then meanwhile.clock() else 'infinity' end,
                   rank        = case when a.name is null then meanwhile.clock() - q.priority * interval '1 minute'
                                      else 'infinity' end,
                   parked_on   = a.name,
                   retry_count = t.retry_count,
                   retrying    = q.retry_count > t.retry_count,
                   version     = q.version + 1
              from input i
              join meanwhile.tasks t on t.id = i.id
              left join away a on a.name = i.dependency
             where q.task_id = i.id
               and q.attempt = i.attempt                -- the fence
               and q.claimed_at is not null
               and (not i.overdue or q.deadline < meanwhile.clock())
            returning i.*, q.version, q.retry_count, q.retrying, q.parked_on, q.run_at, a.incident,
                      old.claimed_at as claimed_at
          ),
          recorded as (
            update meanwhile.tasks t
               set status                  = 'pending',
                   current_step            = 'waiting',
                   status_message          = w.sentence,
                   error_message           = null,
                   error_details           = null,
                   reported_attempt        = w.attempt,
                   processing_started_at   = coalesce(t.processing_started_at, w.claimed_at),
                   processing_completed_at = null,
                   version                 = w.version
              from waiting w
             where t.id = w.id
          ),
          counted as (
            update meanwhile.incidents n
               set parked = n.parked + w.tasks
              from (select w.incident, count(*) as tasks
                      from waiting w
                     where not exists (select
                                         from meanwhile.task_events e
                                         join meanwhile.incidents i on i.id = w.incident
                                        where e.task_id = w.id
                                          and e.event_type = 'parked'
                                          and e.created_at >= i.began_at)
                     group by w.incident) w
             where n.id = w.incident
          ),
          told as (
            insert into meanwhile.task_events (task_id, version, event_type, event_data, attempt, actor)
            select w.id, w.version, 'parked',
                   jsonb_build_object('status', 'pending', 'current_step', 'waiting', 'status_message', w.sentence,
                                      'error_message', null, 'error_details', null,
                                      'retry_count', w.retry_count, 'parked_on', w.parked_on,
                                      'run_at', nullif(w.run_at, 'infinity'), 'processing_completed_at', null,
                                      'next_retry_at',
                                      case when w.retrying then nullif(w.run_at, 'infinity') end),
                   w.attempt, w.actor
              from waiting w
          )
          select id from waiting
          """);

  /// Those that were tried least go first, so that one task alone never decides for all.
  private static final Sql CLAIM =
      Sql.of(
          """
          with claimed as (
            update meanwhile.queue q
               set attempt     = q.attempt + 1,
                   retry_count = q.retry_count + q.retrying::int,
                   retrying    = false,
                   version     = q.version + 1,
                   parked_on   = null,
                   run_at      = (select meanwhile.clock()),
                   rank        = (select meanwhile.clock()) - q.priority * interval '1 minute',
                   lease_owner = :node,
                   claimed_at  = (select meanwhile.clock()),
                   deadline    = (select meanwhile.clock()) + q.timeout_seconds * interval '1 second'
             where q.ctid = any (array (
                     select w.ctid
                       from meanwhile.queue w
                      where w.parked_on = :dependency
                        and w.lease_owner is null
                        and w.task_type = any (:types::text[])
                      order by w.attempt, w.task_id
                      limit :tasks
                        for update skip locked))
            returning q.task_id, q.task_type, q.attempt, q.retry_count, q.crash_count, q.timeout_seconds, q.rank, q.version,
                      q.run_at
          ),
          told as (
            insert into meanwhile.task_events (task_id, version, event_type, event_data, attempt, actor, created_at)
            select c.task_id, c.version, 'claimed',
                   jsonb_build_object('status', 'processing', 'current_step', 'initializing',
                                      'status_message', 'Starting up…', 'attempt', c.attempt,
                                      'retry_count', c.retry_count, 'progress_done', null,
                                      'progress_total', null, 'error_message', null, 'error_details', null,
                                      'next_retry_at', null, 'processing_completed_at', null,
                                      'parked_on', null, 'run_at', c.run_at),
                   c.attempt, :actor, (select meanwhile.clock())
              from claimed c
          )
          select c.task_id, c.task_type, c.attempt, c.retry_count, c.crash_count, c.timeout_seconds, c.rank,
                 t.max_retries, t.input_data::text as input, t.entity_type, t.entity_id, t.entity_label, t.created_by
            from claimed c
            join meanwhile.tasks t on t.id = c.task_id
          """);

  /// What failed because of the dependency just before that was known, and waits for its retry,
  /// waits for the dependency instead.
  private static final Sql ADOPT =
      Sql.of(
          """
          with away as materialized (
            select d.name, d.incident
              from meanwhile.dependencies d
             where d.name = :dependency
               and d.state <> 'closed'
               for share of d
          ),
          waiting as (
            update meanwhile.queue q
               set run_at    = 'infinity',
                   rank      = 'infinity',
                   parked_on = a.name,
                   version   = q.version + 1
              from away a
             where q.task_id = any (:ids::uuid[])
               and q.lease_owner is null
               and q.retrying
               and q.parked_on is null
            returning q.task_id, q.version, q.attempt, a.name, a.incident
          ),
          recorded as (
            update meanwhile.tasks t
               set status                  = 'pending',
                   current_step            = 'waiting',
                   status_message          = :sentence,
                   error_message           = null,
                   error_details           = null,
                   processing_completed_at = null,
                   version                 = w.version
              from waiting w
             where t.id = w.task_id
          ),
          counted as (
            update meanwhile.incidents n
               set parked = n.parked + (select count(*) from waiting)
             where n.id = (select incident from away)
          ),
          told as (
            insert into meanwhile.task_events (task_id, version, event_type, event_data, attempt, actor)
            select w.task_id, w.version, 'parked',
                   jsonb_build_object('status', 'pending', 'current_step', 'waiting',
                                      'status_message', :sentence::text, 'error_message', null,
                                      'error_details', null, 'parked_on', w.name, 'run_at', null,
                                      'processing_completed_at', null, 'next_retry_at', null),
                   w.attempt, :actor
              from waiting w
          )
          select task_id from waiting
          """);

  /// Whether somebody waits for the dependency whom a living node could serve.
  private static final Sql ANYBODY =
      Sql.of(
          """
          select exists (
                   select
                     from meanwhile.queue q
                     join meanwhile.task_types y on y.name = q.task_type
                    where q.parked_on = :dependency
                      and y.paused_at is null
                      and exists (select from meanwhile.nodes n where q.task_type = any (n.task_types)))
              or exists (
                   select
                     from meanwhile.task_types y
                    where y.dependency = :dependency
                      and y.paused_at is null
                      and exists (select from meanwhile.nodes n where y.name = any (n.task_types))
                      and exists (
                            select
                              from meanwhile.queue w
                             where w.lease_owner is null
                               and w.task_type = y.name
                               and w.rank <= meanwhile.clock()
                               and w.run_at <= meanwhile.clock()
                               and (w.expires_at is null or w.expires_at > meanwhile.clock())))
          """);

  /// Parked tasks of a type with limits go in front of their line again, and are claimed from
  /// there.
  private static final Sql BACK_IN_LINE =
      Sql.of(
          """
          with back as (
            update meanwhile.queue q
               set parked_on = null,
                   run_at    = meanwhile.clock(),
                   rank      = t.created_at - q.priority * interval '1 minute',
                   version   = q.version + 1
              from meanwhile.tasks t
             where q.ctid = any (array (
                     select w.ctid
                       from meanwhile.queue w
                      where w.parked_on = :dependency
                        and w.lease_owner is null
                        and w.task_type = :type
                      order by w.attempt, w.task_id
                      limit :tasks
                        for update skip locked))
               and t.id = q.task_id
            returning q.task_id, q.version, q.attempt, q.run_at, q.retrying
          ),
          recorded as (
            update meanwhile.tasks t
               set status_message = :sentence,
                   version        = b.version
              from back b
             where t.id = b.task_id
          )
          insert into meanwhile.task_events (task_id, version, event_type, event_data, attempt, actor)
          select b.task_id, b.version, 'resumed',
                 jsonb_build_object('status_message', :sentence::text, 'parked_on', null, 'run_at', b.run_at,
                                    'next_retry_at', case when b.retrying then b.run_at end),
                 b.attempt, :actor
            from back b
          """);

  /// The outage is over; those nobody let in until now go back in line.
  private static final Sql RELEASE =
      Sql.of(
          """
          with back as (
            update meanwhile.queue q
               set parked_on = null,
                   run_at    = meanwhile.clock(),
                   rank      = meanwhile.clock() - q.priority * interval '1 minute',
                   version   = q.version + 1
             where q.parked_on = :dependency
            returning q.task_id, q.version, q.attempt, q.run_at, q.retrying
          ),
          recorded as (
            update meanwhile.tasks t
               set status_message = :sentence,
                   version        = b.version
              from back b
             where t.id = b.task_id
          )
          insert into meanwhile.task_events (task_id, version, event_type, event_data, attempt, actor)
          select b.task_id, b.version, 'resumed',
                 jsonb_build_object('status_message', :sentence::text, 'parked_on', null, 'run_at', b.run_at,
                                    'next_retry_at', case when b.retrying then b.run_at end),
                 b.attempt, :actor
            from back b
          """);

  private ParkStore() {}

  /// @return the tasks whose attempt was ended so
  static List<UUID> park(Connection connection, List<Settlement> parking) throws SQLException {
    return PARK.on(connection)
        .set("ids", Column.of("uuid", parking, Settlement::taskId))
        .set("attempts", Column.of("int4", parking, Settlement::attempt))
        .set("actors", Column.of("text", parking, Settlement::actor))
        .set("dependencies", Column.of("text", parking, s -> s.transition().parkedOn()))
        .set("sentences", Column.of("text", parking, s -> s.transition().sentence()))
        .set("overdue", Column.of("bool", parking, Settlement::overdue))
        .list(row -> row.getObject(1, UUID.class));
  }

  /// Claims parked tasks; under the lock of their breaker.
  public static List<Lease> claim(
      Connection connection,
      long node,
      String actor,
      String dependency,
      Collection<String> types,
      int tasks)
      throws SQLException {
    return CLAIM
        .on(connection)
        .set("node", node)
        .set("actor", actor)
        .set("dependency", dependency)
        .set("types", Column.texts(types))
        .set("tasks", tasks)
        .list(ClaimStore::lease);
  }

  /// @return those that wait for the dependency now
  public static List<UUID> adopt(
      Connection connection,
      String dependency,
      Collection<UUID> tasks,
      String sentence,
      String actor)
      throws SQLException {
    return ADOPT
        .on(connection)
        .set("dependency", dependency)
        .set("ids", new Column("uuid", tasks.toArray()))
        .set("sentence", sentence)
        .set("actor", actor)
        .list(row -> row.getObject(1, UUID.class));
  }

  public static boolean anybodyWaits(Connection connection, String dependency) throws SQLException {
    return ANYBODY
        .on(connection)
        .set("dependency", dependency)
        .list(row -> row.getBoolean(1))
        .getFirst();
  }

  /// @return how many went back in line
  public static int backInLine(
      Connection connection, String dependency, String type, int tasks, String actor)
      throws SQLException {
    return BACK_IN_LINE
        .on(connection)
        .set("dependency", dependency)
        .set("type", type)
        .set("tasks", tasks)
        .set("sentence", "It goes on in a moment.")
        .set("actor", actor)
        .update();
  }

  public static void release(
      Connection connection, String dependency, String sentence, String actor) throws SQLException {
    RELEASE
        .on(connection)
        .set("dependency", dependency)
        .set("sentence", sentence)
        .set("actor", actor)
        .update();
  }
}
