package dev.meanwhile.engine.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/// Cancels tasks whose start is no longer wanted.
public final class ExpiryStore {

  /// Only what was never started: an attempt, once begun, has been wanted in time. The claim
  /// refuses expired rows by the same clock, so that each is either started or cancelled.
  private static final Sql EXPIRE =
      Sql.of(
          """
          with gone as (
            delete from meanwhile.queue q
             where q.ctid = any (array (
                     select late.ctid
                       from meanwhile.queue late
                      where late.expires_at <= meanwhile.clock()
                        and late.attempt = 0
                        and late.claimed_at is null
                      order by late.expires_at
                      limit 500
                        for update skip locked))
            returning q.task_id, q.version + 1 as version
          ),
          told as (
            insert into meanwhile.task_events (task_id, version, event_type, event_data, attempt, actor)
            select g.task_id, g.version, 'expired',
                   jsonb_build_object('status', 'cancelled', 'current_step', 'cancelled',
                                      'status_message', :sentence::text,
                                      'processing_completed_at', meanwhile.clock(), 'run_at', null),
                   0, 'system'
              from gone g
          )
          update meanwhile.tasks t
             set status                  = 'cancelled',
                 current_step            = 'cancelled',
                 status_message          = :sentence,
                 processing_completed_at = meanwhile.clock(),
                 version                 = g.version
            from gone g
           where t.id = g.task_id
          returning t.id
          """);

  private ExpiryStore() {}

  /// @return the tasks that were cancelled, at most 500
  public static List<UUID> expire(Connection connection, String sentence) throws SQLException {
    return EXPIRE
        .on(connection)
        .set("sentence", sentence)
        .list(row -> row.getObject(1, UUID.class));
  }
}
