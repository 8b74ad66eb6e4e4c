package dev.meanwhile.proof.archive;

import java.sql.SQLException;
import javax.sql.DataSource;

/// Makes tasks that ended days and months ago, with their events and with everything that points at
/// them, and starts the archiving of them.
final class PastStore {
  private static final String LINKED =
      """
      create table public.audit_entries (id uuid primary key, task_id uuid not null);
      create table public.chat_messages (id bigint generated always as identity, task_id uuid not null)
      """;

  /// Ended between 68 and 8 days ago; of each twenty one has failed, ten share a parent, and each
  /// fourth has a key.
  private static final String MAKE =
      """
      with numbered as (
        select i, uuidv7(at - clock_timestamp()) as id, at,
               case when i % 20 = 0 then 'failed' when i % 20 = 1 then 'cancelled' else 'completed' end as status
          from generate_series(?::int, ?::int) i,
               lateral (select now() - interval '8 days' - (? - i) * interval '60 days' / ? as at) times
      ),
      linked as (
        select n.*, nullif(first_value(n.id) over (partition by n.i / 10 order by n.i), n.id) as parent,
               lag(n.id, 7) over (order by n.i) as again, uuidv7() as audit, md5(? || '-' || n.i) as chance
          from numbered n
      ),
      made as (
        insert into meanwhile.tasks
               (id, task_type, status, entity_type, entity_id, entity_label, input_data, output_data, current_step,
                status_message, attempt, reported_attempt, max_retries, created_by, created_at, processing_started_at,
                processing_completed_at, idempotency_key, version, error_message, error_details, parent_id, rerun_of,
                audit_log_id, correlation_id)
        select l.id, (array['email', 'data_import', 'chat', 'report_generation'])[1 + l.i % 4], l.status, 'client',
               'K' || lpad((l.i % 5000)::text, 7, '0'), 'Client ' || left(l.chance, 10), jsonb_build_object('n', l.i),
               jsonb_build_object('seen', l.chance), l.status,
               case l.status when 'completed' then 'Done: ' || l.i % 1000 || ' imported.'
                             when 'cancelled' then 'Cancelled.'
                             else 'It failed: the partner refused it. Call them.' end,
               1, 1, 3, uuidv7(), l.at, l.at, l.at + interval '3 seconds',
               case when l.i % 4 = 0 then 'key-' || l.i end, 3,
               case l.status when 'failed' then 'It failed: the partner refused it. Call them.' end,
               case l.status when 'failed' then '{"code": "refused"}'::jsonb end, l.parent, l.again, l.audit, uuidv7()
          from linked l
        returning *
      ),
      told as (
        insert into meanwhile.task_events (task_id, version, event_type, event_data, attempt, actor, created_at)
        select m.id, v, (array['submitted', 'claimed', m.status])[v],
               jsonb_build_object('status', m.status, 'status_message', m.status_message), 1, 'node:long-ago', m.created_at
          from made m, generate_series(1, 3) v
      ),
      noted as (
        insert into meanwhile.attention (task_id, task_type, created_by, code)
        select m.id, m.task_type, m.created_by, 'refused' from made m where m.status = 'failed'
      ),
      said as (
        insert into public.chat_messages (task_id) select m.id from made m where m.task_type = 'chat'
      )
      insert into public.audit_entries (id, task_id) select m.audit_log_id, m.id from made m
      """;

  private static final String SETTLE_DOWN =
      """
      vacuum analyze
      """;

  /// As if it were past three in the morning.
  private static final String APPOINT =
      """
      update meanwhile.archiving
         set done_for = done_for - interval '1 day'
      """;

  private static final int AT_ONCE = 20_000;

  private final DataSource database;

  PastStore(DataSource database) {
    this.database = database;
  }

  void make(int tasks, long seed) throws SQLException {
    try (var connection = database.getConnection();
        var linked = connection.createStatement();
        var make = connection.prepareStatement(MAKE);
        var settle = connection.prepareStatement(SETTLE_DOWN)) {
      linked.execute(LINKED);
      for (int from = 1; from <= tasks; from += AT_ONCE) {
        make.setInt(1, from);
        make.setInt(2, Math.min(tasks, from + AT_ONCE - 1));
        make.setInt(3, tasks);
        make.setInt(4, tasks);
        make.setLong(5, seed);
        make.executeUpdate();
      }
      settle.execute();
    }
  }

  void settleDown() throws SQLException {
    try (var connection = database.getConnection();
        var settle = connection.prepareStatement(SETTLE_DOWN)) {
      settle.execute();
    }
  }

  void appoint() throws SQLException {
    try (var connection = database.getConnection();
        var appoint = connection.prepareStatement(APPOINT)) {
      appoint.executeUpdate();
    }
  }
}
