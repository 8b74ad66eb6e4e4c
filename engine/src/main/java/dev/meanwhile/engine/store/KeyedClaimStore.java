package dev.meanwhile.engine.store;

import dev.meanwhile.engine.store.ClaimStore.Lease;
import dev.meanwhile.engine.store.ClaimStore.Place;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Looks into the line of a type whose tasks share limits by key, and claims those picked. Only for
/// whoever has entered the type's gate ([GateStore#enter]).
public final class KeyedClaimStore {

  /// A due task.
  ///
  /// @param key what it shares a limit with; null for nothing
  public record Due(Place place, @Nullable String key) {}

  /// A stretch of the line.
  ///
  /// @param due its tasks, without those of the keys left out
  /// @param end the last place that was looked at; null when the line ended before
  public record Stretch(List<Due> due, @Nullable Place end) {}

  private static final Sql RUNNING =
      Sql.of(
          """
          select q.concurrency_key, count(*)
            from meanwhile.queue q
           where q.lease_owner is not null
             and q.task_type = :type
             and q.concurrency_key is not null
           group by q.concurrency_key
          """);

  private static final Sql STRETCH =
      Sql.of(
          """
          with stretch as materialized (
            select w.task_id, w.rank, w.concurrency_key, w.expires_at
              from meanwhile.queue w
             where w.lease_owner is null
               and w.task_type = :type
               and (w.rank, w.task_id) > (:rank::timestamptz, :id::uuid)
               and w.rank <= (select meanwhile.clock())
               and w.run_at <= (select meanwhile.clock())
             order by w.rank, w.task_id
             limit :length::bigint
          )
          (select false as the_end, s.task_id, s.rank, s.concurrency_key
             from stretch s
            where (s.concurrency_key is null or s.concurrency_key <> all (:full_keys::text[]))
              and (s.expires_at is null or s.expires_at > (select meanwhile.clock()))
            limit :most::bigint)
          union all
          (select true, s.task_id, s.rank, null
             from stretch s
           offset :length::bigint - 1)
          """);

  /// Only those without a key; the others are found by name.
  private static final Sql KEYLESS =
      Sql.of(
          """
          with stretch as materialized (
            select w.task_id, w.rank, w.concurrency_key, w.expires_at
              from meanwhile.queue w
             where w.lease_owner is null
               and w.task_type = :type
               and (w.rank, w.task_id) > (:rank::timestamptz, :id::uuid)
               and w.rank <= (select meanwhile.clock())
               and w.run_at <= (select meanwhile.clock())
             order by w.rank, w.task_id
             limit :length::bigint
          )
          (select false as the_end, s.task_id, s.rank, s.concurrency_key
             from stretch s
            where s.concurrency_key is null
              and (s.expires_at is null or s.expires_at > (select meanwhile.clock()))
            limit :most::bigint)
          union all
          (select true, s.task_id, s.rank, null
             from stretch s
           offset :length::bigint - 1)
          """);

  /// Jumps from key to key, and takes from each as many as may run: a million tasks of one key cost
  /// no more than one.
  private static final Sql JUMP =
      Sql.of(
          """
          with recursive visited (key, number) as (
            (select q.concurrency_key, 1
               from meanwhile.queue q
              where q.lease_owner is null
                and q.task_type = :type
                and q.concurrency_key > :after
              order by q.concurrency_key
              limit 1)
            union all
            select (select q.concurrency_key
                      from meanwhile.queue q
                     where q.lease_owner is null
                       and q.task_type = :type
                       and q.concurrency_key > v.key
                     order by q.concurrency_key
                     limit 1),
                   v.number + 1
              from visited v
             where v.key is not null
               and v.number < :keys
          )
          select v.key, first.task_id, first.rank
            from visited v
            left join lateral (
                   select w.task_id, w.rank
                     from meanwhile.queue w
                    where w.lease_owner is null
                      and w.task_type = :type
                      and w.concurrency_key = v.key
                      and w.rank <= (select meanwhile.clock())
                      and w.run_at <= (select meanwhile.clock())
                      and (w.expires_at is null or w.expires_at > (select meanwhile.clock()))
                      and w.concurrency_key <> all (:full_keys::text[])
                    order by w.rank, w.task_id
                    limit :per_key::bigint) first on true
           where v.key is not null
          """);

  private static final Sql CLAIM =
      Sql.of(
          """
          with claimed as (
            update meanwhile.queue q
               set attempt     = q.attempt + 1,
                   retry_count = q.retry_count + q.retrying::int,
                   retrying    = false,
                   version     = q.version + 1,
                   lease_owner = :node,
                   claimed_at  = (select meanwhile.clock()),
                   deadline    = (select meanwhile.clock()) + q.timeout_seconds * interval '1 second'
             where q.ctid = any (array (
                     select w.ctid
                       from meanwhile.queue w
                      where w.task_id = any (:ids::uuid[])
                        and w.claimed_at is null
                        and w.rank <= (select meanwhile.clock())
                        and w.run_at <= (select meanwhile.clock())
                        and (w.expires_at is null or w.expires_at > (select meanwhile.clock()))
                        for update skip locked))
            returning q.task_id, q.task_type, q.attempt, q.retry_count, q.crash_count, q.timeout_seconds, q.rank, q.version
          ),
          told as (
            insert into meanwhile.task_events (task_id, version, event_type, event_data, attempt, actor, created_at)
            select c.task_id, c.version, 'claimed',
                   case when c.attempt = 1
                        then (select '{"status": "processing", "current_step": "initializing",
                                       "status_message": "Starting up…", "attempt": 1}'::jsonb
                                     || jsonb_build_object('processing_started_at', meanwhile.clock()))
                        else jsonb_build_object('status', 'processing', 'current_step', 'initializing',
                                                'status_message', 'Starting up…', 'attempt', c.attempt,
                                                'retry_count', c.retry_count, 'progress_done', null,
                                                'progress_total', null, 'error_message', null,
                                                'error_details', null, 'next_retry_at', null,
                                                'processing_completed_at', null) end,
                   c.attempt, :actor, (select meanwhile.clock())
              from claimed c
          )
          select c.task_id, c.task_type, c.attempt, c.retry_count, c.crash_count, c.timeout_seconds, c.rank,
                 t.max_retries, t.input_data::text as input, t.entity_type, t.entity_id, t.entity_label, t.created_by
            from claimed c
            join meanwhile.tasks t on t.id = c.task_id
          """);

  private KeyedClaimStore() {}

  /// How many tasks of each key run now.
  public static Map<String, Integer> running(Connection connection, String type)
      throws SQLException {
    Map<String, Integer> running = new HashMap<>();
    RUNNING
        .on(connection)
        .set("type", type)
        .list(row -> running.put(row.getString(1), row.getInt(2)));
    return running;
  }

  /// @param length how many places to look at
  /// @param most how many tasks to bring at most
  /// @param full keys to leave out
  public static Stretch stretch(
      Connection connection,
      String type,
      Place behind,
      int length,
      int most,
      Collection<String> full)
      throws SQLException {
    return stretch(
        STRETCH.on(connection).set("full_keys", Column.texts(full)), type, behind, length, most);
  }

  /// The tasks without a key in a stretch of the line.
  public static Stretch keyless(
      Connection connection, String type, Place behind, int length, int most) throws SQLException {
    return stretch(KEYLESS.on(connection), type, behind, length, most);
  }

  private static Stretch stretch(Sql.Call call, String type, Place behind, int length, int most)
      throws SQLException {
    List<Due> due = new ArrayList<>();
    List<Place> end = new ArrayList<>();
    call.set("type", type)
        .set("rank", behind.rank())
        .set("id", behind.taskId())
        .set("length", length)
        .set("most", most)
        .list(row -> {
          Place place = new Place(Rows.time(row, "rank"), row.getObject("task_id", UUID.class));
          return row.getBoolean("the_end")
              ? end.add(place)
              : due.add(new Due(place, row.getString("concurrency_key")));
        });
    return new Stretch(due, end.isEmpty() ? null : end.getFirst());
  }

  /// The first tasks of the next keys in alphabetical order.
  ///
  /// @param after the key to begin behind; empty for the first
  /// @param keys how many keys to visit
  /// @param visited is given each key that was visited, in order
  public static List<Due> jump(
      Connection connection,
      String type,
      String after,
      int keys,
      int perKey,
      Collection<String> full,
      Collection<String> visited)
      throws SQLException {
    List<Due> due = new ArrayList<>();
    JUMP.on(connection)
        .set("type", type)
        .set("after", after)
        .set("keys", keys)
        .set("per_key", perKey)
        .set("full_keys", Column.texts(full))
        .list(row -> {
          UUID task = row.getObject("task_id", UUID.class);
          if (task != null) {
            due.add(new Due(new Place(Rows.time(row, "rank"), task), row.getString("key")));
          }
          return visited.add(row.getString("key"));
        });
    return due;
  }

  /// Claims those of these tasks that are still due.
  public static List<Lease> claim(
      Connection connection, long node, String actor, Collection<UUID> tasks) throws SQLException {
    return CLAIM
        .on(connection)
        .set("node", node)
        .set("ids", new Column("uuid", tasks.toArray()))
        .set("actor", actor)
        .list(ClaimStore::lease);
  }
}
