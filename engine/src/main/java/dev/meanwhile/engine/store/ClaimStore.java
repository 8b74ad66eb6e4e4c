package dev.meanwhile.engine.store;

import dev.meanwhile.engine.Entity;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
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
      @Nullable UUID createdBy) {}

  /// The planner takes a parameter after `limit` for a tenth of the table and plans a full scan, so
  /// each size is a statement of its own.
  private static final int[] SIZES = {512, 256, 128, 64, 32, 8, 1};

  private static final String CLAIM =
      """
      with claimed as (
        update meanwhile.queue q
           set attempt     = q.attempt + 1,
               retry_count = q.retry_count + q.retrying::int,
               retrying    = false,
               version     = q.version + 1,
               lease_owner = :node,
               claimed_at  = meanwhile.clock(),
               deadline    = meanwhile.clock() + q.timeout_seconds * interval '1 second'
         where q.ctid = any (array (
                 select w.ctid
                   from meanwhile.queue w
                  where w.lease_owner is null
                    and w.run_at <= meanwhile.clock()
                    and w.task_type = any (:types::text[])
                  order by w.run_at, w.task_id
                  limit 64
                    for update skip locked))
        returning q.*
      ),
      told as (
        insert into meanwhile.task_events (task_id, version, event_type, event_data, attempt, actor)
        select c.task_id, c.version, 'claimed',
               jsonb_build_object('status', 'processing', 'current_step', 'initializing',
                                  'status_message', 'Starting up…', 'attempt', c.attempt)
               || case when c.attempt = 1
                       then jsonb_build_object('processing_started_at', c.claimed_at)
                       else jsonb_build_object('retry_count', c.retry_count, 'progress_done', null,
                                               'progress_total', null, 'error_message', null,
                                               'error_details', null, 'next_retry_at', null,
                                               'processing_completed_at', null) end,
               c.attempt, :actor
          from claimed c
      )
      select c.task_id, c.task_type, c.attempt, c.retry_count, c.crash_count, c.timeout_seconds,
             t.max_retries, t.input_data::text as input, t.entity_type, t.entity_id, t.entity_label, t.created_by
        from claimed c
        join meanwhile.tasks t on t.id = c.task_id
      """;

  private static final List<Sql> STATEMENTS =
      Arrays.stream(SIZES)
          .mapToObj(size -> Sql.of(CLAIM.replace("limit 64", "limit " + size)))
          .toList();

  private ClaimStore() {}

  /// Claims at most `wanted` due tasks of these types, the longest due first.
  public static List<Lease> claim(
      Connection connection, long node, String actor, Collection<String> types, int wanted)
      throws SQLException {
    int size = 0;
    while (SIZES[size] > wanted) {
      size++;
    }
    return STATEMENTS
        .get(size)
        .on(connection)
        .set("node", node)
        .set("types", Column.texts(types))
        .set("actor", actor)
        .list(ClaimStore::lease);
  }

  /// How many one call takes when this many are wanted.
  public static int batch(int wanted) {
    for (int size : SIZES) {
      if (size <= wanted) {
        return size;
      }
    }
    return 0;
  }

  private static Lease lease(ResultSet row) throws SQLException {
    return new Lease(
        row.getObject("task_id", UUID.class),
        row.getString("task_type"),
        row.getInt("attempt"),
        row.getInt("retry_count"),
        row.getInt("max_retries"),
        row.getInt("crash_count"),
        row.getLong("timeout_seconds"),
        row.getString("input"),
        Rows.entity(row),
        row.getObject("created_by", UUID.class));
  }
}
