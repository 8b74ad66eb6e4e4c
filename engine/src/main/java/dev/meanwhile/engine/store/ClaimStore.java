package dev.meanwhile.engine.store;

import dev.meanwhile.engine.Entity;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Takes due tasks for a node: attempt + 1, an owner, a deadline.
public final class ClaimStore {

  /// A task this node holds.
  public record Lease(
      UUID taskId,
      String taskType,
      int attempt,
      int retryCount,
      int maxRetries,
      int crashCount,
      long timeoutSeconds,
      String input,
      @Nullable Entity entity,
      @Nullable UUID createdBy,
      Place place) {}

  /// A place in the line of a type.
  public record Place(Instant rank, UUID taskId) implements Comparable<Place> {
    /// Before everybody.
    public static final Place FRONT = new Place(Instant.EPOCH, new UUID(0, 0));

    @Override
    public int compareTo(Place other) {
      int byRank = rank.compareTo(other.rank);
      // PostgreSQL compares the bytes, Java's UUID compares signed numbers.
      return byRank != 0 ? byRank : taskId.toString().compareTo(other.taskId.toString());
    }
  }

  /// How many to take of a type at most, and behind which place to look.
  public record Quota(String taskType, int tasks, Place behind) {}

  /// The rows before `behind` were claimed a moment ago and are still in the index: without the
  /// bound each claim would walk over them, until the next vacuum.
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
                     select due.ctid
                       from unnest(:types::text[], :wanted::bigint[], :ranks::timestamptz[], :ids::uuid[])
                            as line (task_type, wanted, rank, id)
                      cross join lateral (
                              select w.ctid
                                from meanwhile.queue w
                               where w.lease_owner is null
                                 and w.task_type = line.task_type
                                 and (w.rank, w.task_id) > (line.rank, line.id)
                                 and w.rank <= (select meanwhile.clock())
                                 and w.run_at <= (select meanwhile.clock())
                                 and (w.expires_at is null or w.expires_at > (select meanwhile.clock()))
                               order by w.rank, w.task_id
                               limit line.wanted
                                 for update skip locked) due))
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

  private ClaimStore() {}

  /// Claims due tasks, of each type the first in line.
  public static List<Lease> claim(
      Connection connection, long node, String actor, List<Quota> quotas) throws SQLException {
    return CLAIM
        .on(connection)
        .set("node", node)
        .set("types", Column.of("text", quotas, Quota::taskType))
        .set("wanted", Column.of("int8", quotas, Quota::tasks))
        .set("ranks", Column.of("timestamptz", quotas, quota -> quota.behind().rank().toString()))
        .set("ids", Column.of("uuid", quotas, quota -> quota.behind().taskId()))
        .set("actor", actor)
        .list(ClaimStore::lease);
  }

  static Lease lease(ResultSet row) throws SQLException {
    UUID task = row.getObject("task_id", UUID.class);
    return new Lease(
        task,
        row.getString("task_type"),
        row.getInt("attempt"),
        row.getInt("retry_count"),
        row.getInt("max_retries"),
        row.getInt("crash_count"),
        row.getLong("timeout_seconds"),
        row.getString("input"),
        Rows.entity(row),
        row.getObject("created_by", UUID.class),
        new Place(Rows.time(row, "rank"), task));
  }
}
