-- The changes of a task as SQL clients make them: the same guards, columns and events as the engine's own statements. What a
-- person asks for (cancel, dismiss, reinstate, retry) is decided by the engine's own functions.

-- Tells the nodes. Within the transaction, because a SQL client has no moment after its commit: that costs its commits the
-- right to share a flush with others, which a worker outside does not notice.
create or replace function meanwhile.sql_news(kinds text) returns void
  language sql
  as $$
    select pg_catalog.pg_notify('meanwhile_news', 'sql ' || kinds)
  $$;

create or replace function meanwhile.sql_title(type text) returns text
  language sql stable
  as $$
    select coalesce((select title from meanwhile.task_types where name = type),
                    upper(left(type, 1)) || replace(substr(type, 2), '_', ' '))
  $$;

-- Text that ends like a sentence.
create or replace function meanwhile.sql_sentence(words text) returns text
  language sql immutable
  as $$
    select case when words ~ '[.!?…]\s*$' then rtrim(words) else rtrim(words) || '.' end
  $$;

-- "in 5 seconds", "in 3 minutes".
create or replace function meanwhile.sql_in(pause_ms bigint) returns text
  language sql immutable
  as $$
    select case
             when seconds = 1  then 'in 1 second'
             when seconds < 90 then format('in %s seconds', seconds)
             when minutes < 90 then format('in %s minutes', minutes)
             else format('in %s hours', (minutes + 30) / 60) end
      from (select seconds, (seconds + 30) / 60 as minutes
              from (select greatest(1, (pause_ms + 500) / 1000) as seconds) s) m
  $$;

-- A task that the caller may change, as it stands, held until the transaction ends.
create or replace function meanwhile.sql_hold(task uuid, out q meanwhile.queue, out t meanwhile.tasks, out label text)
  language plpgsql
  as $$
    declare
      held record;
    begin
      select * into held from meanwhile.hold(task);
      q := held.q;
      t := held.t;
      label := (held.now_).label;
      if t.id is null or not (meanwhile.sql_sees_all() or coalesce(t.created_by = meanwhile.sql_user(), false)) then
        if exists (select
                     from meanwhile.tasks_archive a
                    where a.id = task
                      and (meanwhile.sql_sees_all() or coalesce(a.created_by = meanwhile.sql_user(), false))) then
          perform meanwhile.sql_refuse('MW001', format('Task %s is in the archive; nothing changes any more.', task));
        end if;
        perform meanwhile.sql_refuse('MW002', format('There is no task %s.', task));
      end if;
    end
  $$;

-- A task whose running attempt the caller may report on and end.
create or replace function meanwhile.sql_hold_running(task uuid, fence integer, deed text, out q meanwhile.queue, out t meanwhile.tasks)
  language plpgsql
  as $$
    declare
      held record;
    begin
      perform meanwhile.sql_must_work(deed);
      select * into held from meanwhile.sql_hold(task);
      q := held.q;
      t := held.t;
      if fence is not null and fence <> coalesce(q.attempt, t.attempt) then
        perform meanwhile.sql_refuse('MW003', format('Attempt %s of task %s is over: the latest is attempt %s.', fence, task,
                                                     coalesce(q.attempt, t.attempt)));
      elsif held.label in ('done', 'cancelled') then
        perform meanwhile.sql_refuse('MW001', format('Task %s is %s; nothing changes any more.', task, held.label));
      elsif held.label = 'waiting' then
        perform meanwhile.sql_refuse('MW001', format('Task %s has not been started: set its status to ''processing'' first.', task));
      elsif held.label <> 'running' then
        perform meanwhile.sql_refuse('MW001', format('Task %s is not running: %s. Set its status to ''pending'' to have it tried again.',
                                                     task, held.label));
      elsif q.lease_owner <> 0 then
        perform meanwhile.sql_refuse('MW001', format('Task %s is run by %s; only that node reports on it and ends it.', task,
          coalesce((select 'node ' || n.name from meanwhile.nodes n where n.id = q.lease_owner), 'a node of Meanwhile')));
      end if;
    end
  $$;

create or replace function meanwhile.sql_submit(kind text, input jsonb, about_type text, about_id text, about_label text,
                                                by_user uuid, audit uuid, workflow text, meta jsonb, retries integer,
                                                words text, wanted uuid) returns uuid
  language plpgsql
  as $$
    declare
      type     meanwhile.task_types;
      task     uuid := coalesce(wanted, uuidv7());
      owner    uuid := coalesce(by_user, meanwhile.sql_user());
      sentence text := coalesce(words, 'Task created, waiting to start…');
      now_     timestamptz := meanwhile.clock();
    begin
      select * into type from meanwhile.task_types y where y.name = kind;
      case
        when kind in ('bulk_change', 'group') then
          perform meanwhile.sql_refuse('MW004', format('The task type ''%s'' belongs to Meanwhile itself.', kind));
        when type.name is null then
          perform meanwhile.sql_refuse('MW004', format('No workflow configured for task type: %s', coalesce(kind, '(none)')));
        when about_type is not null and not exists (select from meanwhile.entity_types e where e.name = about_type) then
          perform meanwhile.sql_refuse('MW004', format(
            'The entity type ''%s'' is not registered; select meanwhile.register_entity_type(''%s'') does it.', about_type, about_type));
        when (about_type is null) <> (about_id is null) then
          perform meanwhile.sql_refuse('MW005', 'entity_type and entity_id come together, or not at all.');
        when input is null or jsonb_typeof(input) <> 'object' then
          perform meanwhile.sql_refuse('MW005', 'input_data must be a JSON object.');
        when jsonb_typeof(meta) <> 'object' then
          perform meanwhile.sql_refuse('MW005', 'metadata must be a JSON object.');
        when retries < 0 then
          perform meanwhile.sql_refuse('MW005', format('A task cannot be retried %s times.', retries));
        when uuid_extract_version(task) is distinct from 7 then
          perform meanwhile.sql_refuse('MW005', 'An id of your own must be a UUID of version 7; leave it out to get one.');
        when owner is distinct from meanwhile.sql_user() and not meanwhile.sql_sees_all() then
          perform meanwhile.sql_refuse('MW006', 'A task is created by the user who asks: created_by must be that user, or be left out.');
        when not meanwhile.sql_sees_all() and meanwhile.sql_user() is null then
          perform meanwhile.sql_refuse('MW006', 'Nobody is named who asks: set app.user_id first.');
        else null;
      end case;
      insert into meanwhile.tasks (id, task_type, workflow_id, entity_type, entity_id, entity_label, input_data, status_message,
                                   max_retries, created_by, metadata, expires_at, audit_log_id)
      values (task, kind, workflow, about_type, about_id, about_label, input, sentence, coalesce(retries, type.max_retries), owner,
              coalesce(meta, '{}'), now_ + type.expiry_ms * interval '1 millisecond',
              coalesce(audit, case when meanwhile.sql_served()
                                   then nullif(pg_catalog.current_setting('app.audit_log_id', true), '')::uuid end));
      insert into meanwhile.queue (task_id, task_type, run_at, rank, expires_at, timeout_seconds)
      values (task, kind, now_, now_, now_ + type.expiry_ms * interval '1 millisecond', type.timeout_seconds);
      insert into meanwhile.task_events (task_id, version, event_type, event_data, attempt, actor)
      values (task, 1, 'submitted', jsonb_build_object('status', 'pending', 'status_message', sentence), 0, meanwhile.sql_actor());
      perform meanwhile.sql_news('te');
      return task;
    exception
      when unique_violation then
        perform meanwhile.sql_refuse('MW005', format('There is a task %s already.', task));
        return null;
    end
  $$;

-- Claims a due task for somebody outside our nodes. Its deadline is that of the attempt, or of the silence, whichever is sooner.
create or replace function meanwhile.sql_start(task uuid) returns integer
  language plpgsql
  as $$
    declare
      held  record;
      q     meanwhile.queue;
      now_  timestamptz := meanwhile.clock();
    begin
      perform meanwhile.sql_must_work('start tasks');
      select * into held from meanwhile.sql_hold(task);
      q := held.q;
      case
        when held.label in ('done', 'cancelled') then
          perform meanwhile.sql_refuse('MW001', format('Task %s is %s; nothing changes any more.', task, held.label));
        when held.label = 'running' then
          perform meanwhile.sql_refuse('MW001', format('Task %s is running already; somebody else started it.', task));
        when held.label not in ('waiting', 'will retry') then
          perform meanwhile.sql_refuse('MW001', format(
            'Task %s cannot be started: %s. Set its status to ''pending'' to have it tried again.', task, held.label));
        when q.waits_for > 0 then
          perform meanwhile.sql_refuse('MW001', format('Task %s cannot be started: it waits for the end of %s other task(s).', task,
                                                       q.waits_for));
        when q.parked_on is not null then
          perform meanwhile.sql_refuse('MW001', format('Task %s cannot be started: it waits until %s answers again.', task, q.parked_on));
        when q.expires_at <= now_ then
          perform meanwhile.sql_refuse('MW001', format('Task %s was not started in time and is about to be cancelled.', task));
        when q.run_at > now_ then
          perform meanwhile.sql_refuse('MW001', format('Task %s is not due before %s.', task, q.run_at));
        else null;
      end case;
      update meanwhile.queue u
         set attempt     = u.attempt + 1,
             retry_count = u.retry_count + u.retrying::int,
             retrying    = false,
             version     = u.version + 1,
             lease_owner = 0,
             claimed_at  = now_,
             deadline    = now_ + least(u.timeout_seconds, meanwhile.sql_silence(u.task_type)) * interval '1 second'
       where u.task_id = task
      returning u.* into q;
      insert into meanwhile.task_events (task_id, version, event_type, event_data, attempt, actor)
      values (task, q.version, 'claimed',
              jsonb_build_object('status', 'processing', 'current_step', 'initializing', 'status_message', 'Starting up…',
                                 'attempt', q.attempt)
                || case when q.attempt = 1
                        then jsonb_build_object('processing_started_at', q.claimed_at)
                        else jsonb_build_object('retry_count', q.retry_count, 'progress_done', null, 'progress_total', null,
                                                'error_message', null, 'error_details', null, 'next_retry_at', null,
                                                'processing_completed_at', null) end,
              q.attempt, meanwhile.sql_actor());
      perform meanwhile.sql_news('e');
      return q.attempt;
    end
  $$;

create or replace function meanwhile.sql_silence(type text) returns integer
  language sql stable
  as $$
    select coalesce((select silence_seconds from meanwhile.task_types where name = type), 600)
  $$;

-- What a running task says of itself; a null leaves what is there. It is a sign of life.
create or replace function meanwhile.sql_report(task uuid, fence integer, step text, words text, execution text, output jsonb,
                                                meta jsonb) returns void
  language plpgsql
  as $$
    declare
      held  record;
      q     meanwhile.queue;
      t     meanwhile.tasks;
      fresh boolean;
    begin
      select * into held from meanwhile.sql_hold_running(task, fence, 'say how a task goes');
      q := held.q;
      t := held.t;
      fresh := t.reported_attempt < q.attempt;
      step := coalesce(step, case when fresh then 'initializing' else t.current_step end);
      words := left(coalesce(words, case when fresh then 'Starting up…' else t.status_message end), 2000);
      update meanwhile.queue u
         set version  = u.version + 1,
             deadline = least(u.claimed_at + u.timeout_seconds * interval '1 second',
                              meanwhile.clock() + meanwhile.sql_silence(u.task_type) * interval '1 second')
       where u.task_id = task
      returning u.* into q;
      update meanwhile.tasks u
         set current_step     = step,
             status_message   = words,
             progress_done    = case when fresh then null else u.progress_done end,
             progress_total   = case when fresh then null else u.progress_total end,
             reported_attempt = q.attempt,
             n8n_execution_id = coalesce(execution, u.n8n_execution_id),
             output_data      = coalesce(meanwhile.sql_object(output), u.output_data),
             metadata         = coalesce(meanwhile.sql_object(meta), u.metadata)
       where u.id = task;
      insert into meanwhile.task_events (task_id, version, event_type, event_data, attempt, actor)
      values (task, q.version, 'reported',
              jsonb_strip_nulls(jsonb_build_object('current_step', step, 'status_message', words, 'n8n_execution_id', execution)),
              q.attempt, meanwhile.sql_actor());
      perform meanwhile.sql_news('e');
    end
  $$;

-- A JSON object; anything else becomes its "value".
create or replace function meanwhile.sql_object(value jsonb) returns jsonb
  language sql immutable
  as $$
    select case when value is null or value = 'null'     then null
                when jsonb_typeof(value) = 'object'      then value
                else jsonb_build_object('value', value) end
  $$;

-- The attempt has ended: for good when there is no pause, else it goes on after the pause (in milliseconds).
create or replace function meanwhile.sql_settle(q meanwhile.queue, to_status text, event text, step text, words text, error text,
                                                details jsonb, output jsonb, pause_ms bigint) returns void
  language plpgsql
  as $$
    declare
      now_     timestamptz := meanwhile.clock();
      ended    timestamptz := case when to_status <> 'pending' then now_ end;
      due      timestamptz := now_ + pause_ms * interval '1 millisecond';
      again    boolean := pause_ms is not null and to_status <> 'pending';
    begin
      if pause_ms is null then
        delete from meanwhile.queue u where u.task_id = q.task_id;
      else
        update meanwhile.queue u
           set lease_owner = null,
               claimed_at  = null,
               deadline    = null,
               run_at      = due,
               rank        = due - u.priority * interval '1 minute',
               retrying    = again,
               expires_at  = null,                  -- it was started in time
               version     = q.version + 1
         where u.task_id = q.task_id;
      end if;
      update meanwhile.tasks u
         set status                  = to_status,
             output_data             = coalesce(output, u.output_data),
             current_step            = step,
             status_message          = words,
             error_message           = error,
             error_details           = details,
             attempt                 = q.attempt,
             retry_count             = q.retry_count,
             progress_done           = case when u.reported_attempt = q.attempt then u.progress_done end,
             progress_total          = case when u.reported_attempt = q.attempt then u.progress_total end,
             reported_attempt        = q.attempt,
             processing_started_at   = coalesce(u.processing_started_at, q.claimed_at),
             processing_completed_at = ended,
             version                 = q.version + 1
       where u.id = q.task_id;
      if pause_ms is null and to_status in ('failed', 'timeout') then
        insert into meanwhile.attention (task_id, task_type, created_by, code)
        select u.id, u.task_type, u.created_by, coalesce(details ->> 'code', to_status) from meanwhile.tasks u where u.id = q.task_id;
      end if;
      insert into meanwhile.task_events (task_id, version, event_type, event_data, attempt, actor)
      values (q.task_id, q.version + 1, event,
              jsonb_build_object('status', to_status, 'current_step', step, 'status_message', words, 'error_message', error,
                                 'error_details', details, 'processing_completed_at', ended, 'run_at', due)
                || case when pause_ms is null then '{}'::jsonb
                        else jsonb_build_object('next_retry_at', case when again then due end) end,
              q.attempt, meanwhile.sql_actor());
      perform meanwhile.sql_news(case when pause_ms is null then 'e' else 'te' end);
    end
  $$;

create or replace function meanwhile.sql_complete(task uuid, fence integer, output jsonb, step text, words text) returns void
  language plpgsql
  as $$
    declare
      held record;
      t    meanwhile.tasks;
    begin
      perform meanwhile.sql_must_work('complete tasks');
      select * into held from meanwhile.sql_hold(task);
      t := held.t;
      if held.label = 'done' and coalesce(fence, t.attempt) = t.attempt
         and coalesce(meanwhile.sql_object(output), t.output_data) = t.output_data then
        return;   -- the same, said twice: the answer to the first was lost
      end if;
      select * into held from meanwhile.sql_hold_running(task, fence, 'complete tasks');
      perform meanwhile.sql_settle(held.q, 'completed', 'completed', coalesce(step, 'completed'),
                                   left(coalesce(words, 'Complete!'), 2000), null, null, meanwhile.sql_object(output), null);
    end
  $$;

-- How long to wait before a retry: doubled each time, at most the longest, shortened by chance; not sooner than a partner asks.
create or replace function meanwhile.sql_pause(type text, retry integer, info jsonb) returns bigint
  language sql volatile
  as $$
    select greatest(full_ms - round(full_ms * jitter * random())::bigint,
                    case when jsonb_typeof(info -> 'retry_after') = 'number'
                         then least((info ->> 'retry_after')::numeric * 1000, 86400000)::bigint end)
      from (select least(last_pause_ms, first_pause_ms * 2 ^ least(retry - 1, 30))::bigint as full_ms, jitter
              from (select first_pause_ms, last_pause_ms, jitter from meanwhile.task_types where name = type
                    union all
                    select 5000, 300000, 0.3 where not exists (select from meanwhile.task_types where name = type)) known) pause
  $$;

-- The attempt failed, or ran out of time; it is tried again by itself as its type says.
create or replace function meanwhile.sql_fail(task uuid, fence integer, to_status text, message text, step text, words text,
                                              info jsonb, finally boolean) returns void
  language plpgsql
  as $$
    declare
      held     record;
      q        meanwhile.queue;
      t        meanwhile.tasks;
      title    text;
      error    text;
      details  jsonb;
      retry    integer;
      pause_ms bigint;
    begin
      perform meanwhile.sql_must_work('end tasks');
      select * into held from meanwhile.sql_hold(task);
      t := held.t;
      if held.label in ('will retry', 'needs attention', 'dismissed') and t.status = to_status and t.error_message = message
         and coalesce(fence, t.reported_attempt) = t.reported_attempt then
        return;   -- the same, said twice: the answer to the first was lost
      end if;
      select * into held from meanwhile.sql_hold_running(task, fence, 'end tasks');
      q := held.q;
      t := held.t;
      title := meanwhile.sql_title(t.task_type);
      error := left(coalesce(nullif(btrim(message), ''), nullif(btrim(words), ''),
        format('%s failed: its worker gave no reason. The worker''s own log may have it.', title)), 2000);
      details := jsonb_build_object('what', title || case to_status when 'timeout' then ' did not finish in time' else ' failed' end,
                                    'why', error, 'advice', '', 'code', to_status, 'retryable', not finally, 'detail', '{}'::jsonb)
                   || case when info is null or info = 'null' then '{}'
                           when jsonb_typeof(info) = 'object' then info
                           else jsonb_build_object('detail', info) end;
      if not finally and details -> 'retryable' <> 'false' and q.retry_count < t.max_retries then
        retry := q.retry_count + 1;
        pause_ms := meanwhile.sql_pause(t.task_type, retry, info);
        words := format('%s We try again by ourselves %s (retry %s of %s).',
                        left(meanwhile.sql_sentence(coalesce(nullif(btrim(words), ''), error)), 1900),
                        meanwhile.sql_in(pause_ms), retry, t.max_retries);
      end if;
      perform meanwhile.sql_settle(q, to_status, case to_status when 'timeout' then 'timed_out' else 'failed' end,
                                   coalesce(step, to_status), left(coalesce(nullif(btrim(words), ''), error), 2000), error, details,
                                   null, pause_ms);
    end
  $$;

-- Hands a running task back: another worker may start it at once, and it costs no retry.
create or replace function meanwhile.sql_release(task uuid, words text) returns void
  language plpgsql
  as $$
    declare
      held record;
    begin
      select * into held from meanwhile.sql_hold_running(task, null, 'hand tasks back');
      perform meanwhile.sql_settle(held.q, 'pending', 'released', 'waiting',
                                   left(coalesce(words, 'Handed back by its worker; waiting for another…'), 2000), null, null, null, 0);
    end
  $$;

-- What came of a change that a person asked for.
create or replace function meanwhile.sql_accept(task uuid, came meanwhile.answer, deed text) returns void
  language plpgsql
  as $$
    begin
      if came.outcome is distinct from 'changed' then
        perform meanwhile.sql_refuse('MW001', format('Task %s cannot be %s: %s.', task, deed, came.label));
      end if;
      perform meanwhile.sql_news('te');
    end
  $$;

-- How the timeline calls who dismisses.
create or replace function meanwhile.sql_dismissing(dismisser uuid) returns text
  language sql stable
  as $$
    select case when dismisser is distinct from meanwhile.sql_user() then 'user:' || dismisser else meanwhile.sql_actor() end
  $$;

-- Who dismisses: a user for themselves; a program for the user it names.
create or replace function meanwhile.sql_dismisser(by_user uuid) returns uuid
  language plpgsql
  as $$
    begin
      if by_user is distinct from meanwhile.sql_user() and by_user is not null and not meanwhile.sql_may_work() then
        perform meanwhile.sql_refuse('MW006', 'A user dismisses in their own name: the user id must be that of the user who asks.');
      end if;
      return coalesce(by_user, meanwhile.sql_user());
    end
  $$;

create or replace function meanwhile.sql_dismiss(task uuid, by_user uuid) returns void
  language plpgsql
  as $$
    declare
      dismisser uuid := meanwhile.sql_dismisser(by_user);
    begin
      perform meanwhile.sql_hold(task);
      perform meanwhile.sql_accept(task, meanwhile.dismiss(task, meanwhile.sql_dismissing(dismisser), dismisser),
                                   'dismissed');
    end
  $$;

create or replace function meanwhile.sql_reinstate(task uuid) returns void
  language plpgsql
  as $$
    begin
      perform meanwhile.sql_hold(task);
      perform meanwhile.sql_accept(task, meanwhile.reinstate(task, meanwhile.sql_actor()), 'reinstated');
    end
  $$;

create or replace function meanwhile.sql_cancel(task uuid, words text) returns void
  language plpgsql
  as $$
    begin
      perform meanwhile.sql_hold(task);
      perform meanwhile.sql_accept(task, meanwhile.cancel(task, meanwhile.sql_actor(), sentence => words), 'cancelled');
    end
  $$;

-- Another try. By hand it brings a fresh budget; a program that counts for itself says so, and stays within the budget.
create or replace function meanwhile.sql_retry(task uuid, spent integer) returns void
  language plpgsql
  as $$
    declare
      held record;
      t    meanwhile.tasks;
    begin
      select * into held from meanwhile.sql_hold(task);
      t := held.t;
      if spent is not null and spent <> 0 then
        if t.dismissed_at is not null then
          perform meanwhile.sql_refuse('MW001', format('Task %s is dismissed and is not retried by a program.', task));
        elsif spent <> coalesce((held.q).retry_count, t.retry_count) + 1 or spent > t.max_retries then
          perform meanwhile.sql_refuse('MW001', format(
            'Task %s has used %s of its %s retries: retry_count must be the next number, or 0 for a fresh budget.', task,
            coalesce((held.q).retry_count, t.retry_count), t.max_retries));
        end if;
      end if;
      perform meanwhile.sql_accept(task, meanwhile.retry(task, meanwhile.sql_actor()), 'tried again');
      if spent <> 0 then
        update meanwhile.queue u set retry_count = spent where u.task_id = task;
        update meanwhile.tasks u set retry_count = spent where u.id = task;
        update meanwhile.task_events e
           set event_data = e.event_data || jsonb_build_object('retry_count', spent)
         where e.task_id = task
           and e.version = (select u.version from meanwhile.tasks u where u.id = task);
      end if;
    end
  $$;

create or replace function meanwhile.sql_dismiss_all(by_user uuid, scope text) returns integer
  language plpgsql
  as $$
    declare
      dismisser uuid := meanwhile.sql_dismisser(by_user);
      task      uuid;
      came      meanwhile.answer;
      count     integer := 0;
    begin
      if scope is null or scope not in ('own', 'all') then
        perform meanwhile.sql_refuse('MW005', 'The scope is ''own'' or ''all''.');
      elsif scope = 'own' and dismisser is null then
        perform meanwhile.sql_refuse('MW005', 'Whose failures? Name the user.');
      elsif scope = 'all' and not meanwhile.sql_sees_all() then
        perform meanwhile.sql_refuse('MW006', 'Only an admin, a supervisor or a worker dismisses the failures of everybody.');
      end if;
      for task in
        select a.task_id from meanwhile.attention a where scope = 'all' or a.created_by = dismisser
        union all
        select q.task_id
          from meanwhile.queue q
          join meanwhile.tasks t on t.id = q.task_id
         where q.retrying
           and (scope = 'all' or t.created_by = dismisser)
         order by 1
      loop
        came := meanwhile.dismiss(task, meanwhile.sql_dismissing(dismisser), dismisser);
        count := count + (came.outcome is not distinct from 'changed')::int;
      end loop;
      perform meanwhile.sql_news('e');
      return count;
    end
  $$;

create or replace function meanwhile.sql_archive() returns integer
  language plpgsql
  as $$
    begin
      perform meanwhile.sql_must_work('archive tasks');
      return (select archived_count from meanwhile.archive_old_tasks());
    end
  $$;
