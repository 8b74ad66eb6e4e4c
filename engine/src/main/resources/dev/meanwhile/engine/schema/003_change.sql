-- What a change that somebody asked for came to, and where the task stands now.
create type meanwhile.answer as (
  outcome text,      -- 'changed', 'refused' or 'other version'; null when there is no such task
  status  text,
  label   text,      -- the word for people
  version bigint
);

-- A task as it stands, held until the transaction ends. Every writer takes the queue row first and the record second, so
-- nobody waits in a circle; and what is read here is not the snapshot of the caller but what the others left.
create function meanwhile.hold(task uuid, out q meanwhile.queue, out t meanwhile.tasks, out now_ meanwhile.answer)
  language plpgsql
  set lock_timeout = '10s'
  as $$
    begin
      select * into q from meanwhile.queue where task_id = task for update;
      select * into t from meanwhile.tasks where id = task for no key update;
      if q.task_id is null then
        -- It may have been asked for again while we waited for the record.
        select * into q from meanwhile.queue where task_id = task for update;
      end if;
      now_.status := case when q.claimed_at is not null then 'processing' else t.status end;
      now_.label := case
                      when now_.status = 'pending'        then 'waiting'
                      when now_.status = 'processing'     then 'running'
                      when now_.status = 'completed'      then 'done'
                      when now_.status = 'cancelled'      then 'cancelled'
                      when t.dismissed_at is not null     then 'dismissed'
                      when q.retrying                     then 'will retry'
                      when now_.status is not null        then 'needs attention' end;
      now_.version := coalesce(q.version, t.version);
    end
  $$;

-- Whether a change may go on: it may when the task stands where it must, in the version that was expected.
create function meanwhile.judge(now_ meanwhile.answer, labels text[], expected bigint) returns text
  language sql immutable
  as $$
    select case when now_.label is null              then null
                when expected <> now_.version        then 'other version'
                when now_.label <> all (labels)      then 'refused'
                else 'changed' end
  $$;

-- Sets a failed task aside: nobody needs to look at it, and it is not tried again by itself.
create function meanwhile.dismiss(task uuid, actor text, by_user uuid default null, reason text default null,
                                  expected bigint default null) returns meanwhile.answer
  language plpgsql
  as $$
    declare
      h      record;
      q      meanwhile.queue;
      t      meanwhile.tasks;
      answer meanwhile.answer;
    begin
      select * into h from meanwhile.hold(task);
      q := h.q;
      t := h.t;
      answer := h.now_;
      answer.outcome := meanwhile.judge(answer, '{needs attention,will retry}', expected);
      if answer.outcome = 'changed' then
        answer.label := 'dismissed';
        answer.version := answer.version + 1;
        delete from meanwhile.queue where task_id = task;
        delete from meanwhile.attention where task_id = task;
        update meanwhile.tasks
           set dismissed_at   = meanwhile.clock(),
               dismissed_by   = by_user,
               dismiss_reason = reason,
               status_message = error_message,     -- it may have announced the retry
               attempt        = coalesce(q.attempt, t.attempt),
               retry_count    = coalesce(q.retry_count, t.retry_count),
               version        = answer.version
         where id = task;
        insert into meanwhile.task_events (task_id, version, event_type, event_data, attempt, actor)
        values (task, answer.version, 'dismissed',
                jsonb_build_object('dismissed_at', meanwhile.clock(), 'dismissed_by', by_user, 'dismiss_reason', reason,
                                   'status_message', t.error_message, 'run_at', null, 'next_retry_at', null),
                coalesce(q.attempt, t.attempt), actor);
      end if;
      return answer;
    end
  $$;

-- Takes a dismissal back: it needs attention again. A retry that was announced before does not come back.
create function meanwhile.reinstate(task uuid, actor text, expected bigint default null) returns meanwhile.answer
  language plpgsql
  as $$
    declare
      h      record;
      t      meanwhile.tasks;
      answer meanwhile.answer;
    begin
      select * into h from meanwhile.hold(task);
      t := h.t;
      answer := h.now_;
      answer.outcome := meanwhile.judge(answer, '{dismissed}', expected);
      if answer.outcome = 'changed' then
        answer.label := 'needs attention';
        answer.version := answer.version + 1;
        insert into meanwhile.attention (task_id, task_type, created_by, code)
        values (task, t.task_type, t.created_by, coalesce(t.error_details ->> 'code', t.status));
        update meanwhile.tasks
           set dismissed_at   = null,
               dismissed_by   = null,
               dismiss_reason = null,
               version        = answer.version
         where id = task;
        insert into meanwhile.task_events (task_id, version, event_type, event_data, attempt, actor)
        values (task, answer.version, 'reinstated',
                '{"dismissed_at": null, "dismissed_by": null, "dismiss_reason": null}', t.attempt, actor);
      end if;
      return answer;
    end
  $$;

-- Puts a failed task back to waiting, with a fresh budget of retries. Its attempts go on counting.
create function meanwhile.retry(task uuid, actor text, expected bigint default null, sentence text default null,
                                timeout_seconds integer default null) returns meanwhile.answer
  language plpgsql
  as $$
    declare
      h      record;
      q      meanwhile.queue;
      t      meanwhile.tasks;
      words  text := coalesce(sentence, 'Waiting to be tried again…');
      answer meanwhile.answer;
    begin
      select * into h from meanwhile.hold(task);
      q := h.q;
      t := h.t;
      answer := h.now_;
      answer.outcome := meanwhile.judge(answer, '{needs attention,will retry,dismissed}', expected);
      if answer.outcome = 'changed' then
        answer.status := 'pending';
        answer.label := 'waiting';
        answer.version := answer.version + 1;
        if q.task_id is null then
          insert into meanwhile.queue (task_id, task_type, run_at, rank, attempt, timeout_seconds, version, priority,
                                       concurrency_key, followed)
          values (task, t.task_type, meanwhile.clock(), meanwhile.clock() - t.priority * interval '1 minute', t.attempt,
                  coalesce(retry.timeout_seconds,
                           (select y.timeout_seconds from meanwhile.task_types y where y.name = t.task_type), 300),
                  answer.version, t.priority, t.concurrency_key,
                  exists (select from meanwhile.task_waits w where w.on_id = task));
        else
          update meanwhile.queue u
             set run_at      = meanwhile.clock(),
                 rank        = meanwhile.clock() - u.priority * interval '1 minute',
                 retrying    = false,
                 retry_count = 0,
                 crash_count = 0,
                 parked_on   = null,
                 version     = answer.version
           where u.task_id = task;
        end if;
        delete from meanwhile.attention where task_id = task;
        update meanwhile.tasks
           set status                  = 'pending',
               current_step            = 'waiting',
               status_message          = words,
               error_message           = null,
               error_details           = null,
               retry_count             = 0,
               processing_completed_at = null,
               dismissed_at            = null,
               dismissed_by            = null,
               dismiss_reason          = null,
               version                 = answer.version
         where id = task;
        insert into meanwhile.task_events (task_id, version, event_type, event_data, attempt, actor)
        values (task, answer.version, 'retried',
                jsonb_build_object('status', 'pending', 'current_step', 'waiting', 'status_message', words,
                                   'error_message', null, 'error_details', null, 'retry_count', 0,
                                   'processing_completed_at', null, 'run_at', meanwhile.clock(), 'next_retry_at', null)
                  || case when t.dismissed_at is null then '{}'::jsonb
                          else '{"dismissed_at": null, "dismissed_by": null, "dismiss_reason": null}' end,
                coalesce(q.attempt, t.attempt), actor);
      end if;
      return answer;
    end
  $$;

-- Ends a waiting or running task. What a running handler still says is refused, because its queue row is gone.
create function meanwhile.cancel(task uuid, actor text, expected bigint default null, sentence text default null)
  returns meanwhile.answer
  language plpgsql
  as $$
    declare
      h      record;
      q      meanwhile.queue;
      t      meanwhile.tasks;
      words  text := coalesce(sentence, 'Cancelled.');
      answer meanwhile.answer;
    begin
      select * into h from meanwhile.hold(task);
      q := h.q;
      t := h.t;
      answer := h.now_;
      answer.outcome := meanwhile.judge(answer, '{waiting,running}', expected);
      if answer.outcome = 'changed' then
        answer.status := 'cancelled';
        answer.label := 'cancelled';
        answer.version := answer.version + 1;
        delete from meanwhile.queue where task_id = task;
        update meanwhile.tasks
           set status                  = 'cancelled',
               current_step            = 'cancelled',
               status_message          = words,
               error_message           = null,
               error_details           = null,
               progress_done           = case when t.reported_attempt = q.attempt or q.claimed_at is null
                                              then t.progress_done end,
               progress_total          = case when t.reported_attempt = q.attempt or q.claimed_at is null
                                              then t.progress_total end,
               reported_attempt        = q.attempt,
               attempt                 = q.attempt,
               retry_count             = q.retry_count,
               processing_started_at   = coalesce(t.processing_started_at, q.claimed_at),
               processing_completed_at = meanwhile.clock(),
               version                 = answer.version
         where id = task;
        insert into meanwhile.task_events (task_id, version, event_type, event_data, attempt, actor)
        values (task, answer.version, 'cancelled',
                jsonb_build_object('status', 'cancelled', 'current_step', 'cancelled', 'status_message', words,
                                   'error_message', null, 'error_details', null, 'next_retry_at', null,
                                   'processing_completed_at', meanwhile.clock(), 'run_at', null)
                  || case when q.parked_on is null then '{}'::jsonb else '{"parked_on": null}' end,
                q.attempt, actor);
      end if;
      return answer;
    end
  $$;

-- The law of docs/lifecycle.md, for every writer. Where a task stands is the record's status, or 'processing' while its queue
-- row is leased; so an attempt has run since the last change of the record if, and only if, its number is higher. The
-- conditions are decided without a call; only a breach costs one.
drop trigger tasks_law on meanwhile.tasks;

create or replace function meanwhile.refuse_change() returns trigger
  language plpgsql
  as $$
    begin
      raise exception using
        errcode = 'MW001',
        message = case
          when old.status in ('completed', 'cancelled')
            then format('Task %s is %s; nothing changes any more.', old.id, old.status)
          when new.attempt < old.attempt or new.version < old.version
            then format('The attempt and the version of task %s only rise.', old.id)
          when new.version = old.version
            then format('Task %s cannot become %s without a new version.', old.id, new.status)
          else format('Task %s is %s and cannot become %s: it has not been processed since.', old.id, old.status,
                      new.status)
        end;
    end
  $$;

create trigger tasks_law after update on meanwhile.tasks
  for each row
  when (old.status in ('completed', 'cancelled')
        or new.attempt < old.attempt
        or new.version < old.version
        or (new.status <> old.status
            and (new.version = old.version
                 or (new.attempt = old.attempt
                     and (new.status in ('completed', 'failed', 'timeout')
                          or (new.status = 'cancelled' and old.status <> 'pending'))))))
  execute function meanwhile.refuse_change();

create function meanwhile.refuse_lease() returns trigger
  language plpgsql
  as $$
    begin
      raise exception using
        errcode = 'MW001',
        message = case
          when new.attempt < old.attempt or new.version < old.version
            then format('The attempt and the version of task %s only rise.', old.task_id)
          else format('Task %s cannot be processed without a new attempt.', old.task_id)
        end;
    end
  $$;

create trigger queue_law after update on meanwhile.queue
  for each row
  when (new.attempt < old.attempt
        or new.version < old.version
        or (new.attempt = old.attempt and old.claimed_at is null and new.claimed_at is not null))
  execute function meanwhile.refuse_lease();

-- Only what has failed comes back to the queue.
create function meanwhile.refuse_return() returns trigger
  language plpgsql
  as $$
    declare
      stands text;
    begin
      select t.status into stands from meanwhile.tasks t where t.id = new.task_id;
      if stands in ('completed', 'cancelled') then
        raise exception using
          errcode = 'MW001',
          message = format('Task %s is %s; nothing changes any more.', new.task_id, stands);
      end if;
      return new;
    end
  $$;

create trigger queue_return before insert on meanwhile.queue
  for each row
  when (new.attempt > 0 or new.version > 1)
  execute function meanwhile.refuse_return();

-- So that dismissed tasks are found. No settlement touches the column, so none pays for it.
create index tasks_dismissed on meanwhile.tasks (id) where dismissed_at is not null;
