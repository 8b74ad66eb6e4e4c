-- How tasks hang together: one starts when others have ended, and the newest of a kind takes the place of an older one.

alter table meanwhile.task_waits
  add column whatever   boolean     not null default false,
  add column confirmed  boolean     not null default false,
  add column not_before timestamptz not null default meanwhile.clock();

comment on column meanwhile.task_waits.whatever is 'It starts however the other ends; else only after a success.';
comment on column meanwhile.task_waits.confirmed is
  'Somebody looked after the commit whether the other had ended meanwhile. The submission itself must not lock the other task: it may stand in a long transaction, and the end of the other would wait for it.';
comment on column meanwhile.task_waits.not_before is 'When it would have been due without the other.';

create index task_waits_new on meanwhile.task_waits (on_id, task_id) where not confirmed;

-- The words for people.
create function meanwhile.title_of(type text) returns text
  language sql stable
  as $$
    select coalesce((select title from meanwhile.task_types where name = type),
                    upper(left(type, 1)) || replace(substr(type, 2), '_', ' '))
  $$;

create function meanwhile.waiting_sentence(waiting uuid) returns text
  language sql stable
  as $$
    select case
             when bool_or(o.failed)
               then format('''%s'' failed. This starts when that is tried again and done, and is cancelled when that is dismissed.',
                           (array_agg(o.title order by o.on_id) filter (where o.failed))[1])
             else format('Starts when ''%s''%s %s.',
                         (array_agg(o.title order by o.on_id))[1],
                         case count(*) when 1 then '' when 2 then ' and another task' else format(' and %s others', count(*) - 1) end,
                         case when bool_or(o.whatever) then case count(*) when 1 then 'has ended' else 'have ended' end
                              else case count(*) when 1 then 'is done' else 'are done' end end)
           end
      from (select w.on_id, w.whatever, meanwhile.title_of(coalesce(t.task_type, a.task_type)) as title,
                   not w.whatever and q.task_id is null and t.status in ('failed', 'timeout') as failed
              from meanwhile.task_waits w
              left join meanwhile.tasks t on t.id = w.on_id
              left join meanwhile.tasks_archive a on a.id = w.on_id
              left join meanwhile.queue q on q.task_id = w.on_id
             where w.task_id = waiting) o
  $$;

create function meanwhile.say_waiting(waiting uuid) returns void
  language plpgsql
  as $$
    declare
      words text := meanwhile.waiting_sentence(waiting);
    begin
      with counted as (
        update meanwhile.queue q
           set version = q.version + 1
         where q.task_id = waiting
           and q.waits_for > 0
           and exists (select from meanwhile.tasks t where t.id = waiting and t.status_message is distinct from words)
        returning q.version, q.attempt
      ),
      recorded as (
        update meanwhile.tasks t
           set status_message = words,
               version        = c.version
          from counted c
         where t.id = waiting
      )
      insert into meanwhile.task_events (task_id, version, event_type, event_data, attempt, actor)
      select waiting, c.version, 'blocked', jsonb_build_object('status_message', words, 'run_at', null), c.attempt, 'system'
        from counted c;
    end
  $$;

-- Lets a task that is submitted in this transaction wait for others, which exist.
create function meanwhile.wait_for(waiting uuid, others uuid[], whatever boolean) returns void
  language plpgsql
  as $$
    begin
      with held as (
        update meanwhile.queue
           set waits_for = cardinality(others),
               run_at    = 'infinity',
               rank      = 'infinity'
         where task_id = waiting
        returning old.run_at as due
      )
      insert into meanwhile.task_waits (on_id, task_id, whatever, not_before)
      select o.id, waiting, wait_for.whatever, held.due
        from held, unnest(others) as o (id);
      perform meanwhile.say_waiting(waiting);
    end
  $$;

create function meanwhile.unblock(waiting uuid, other uuid) returns void
  language plpgsql
  as $$
    declare
      due timestamptz;
    begin
      delete from meanwhile.task_waits where on_id = other and task_id = waiting returning not_before into due;
      if not found then
        return;
      end if;
      due := greatest(due, meanwhile.clock());
      with fewer as (
        update meanwhile.queue q
           set waits_for = q.waits_for - 1,
               run_at    = case q.waits_for when 1 then due else q.run_at end,
               rank      = case q.waits_for when 1 then due - q.priority * interval '1 minute' else q.rank end,
               version   = q.version + (q.waits_for = 1)::int
         where q.task_id = waiting
           and q.waits_for > 0
        returning q.waits_for, q.version, q.attempt, q.run_at
      ),
      recorded as (
        update meanwhile.tasks t
           set status_message = 'Waiting to start…',
               version        = f.version
          from fewer f
         where t.id = waiting
           and f.waits_for = 0
      )
      insert into meanwhile.task_events (task_id, version, event_type, event_data, attempt, actor)
      select waiting, f.version, 'unblocked',
             jsonb_build_object('status_message', 'Waiting to start…', 'run_at', f.run_at), f.attempt, 'system'
        from fewer f
       where f.waits_for = 0;
      if found then
        perform pg_notify('meanwhile_news', 'chain te');
      end if;
    end
  $$;

create function meanwhile.cancel_waiting(waiting uuid, words text) returns void
  language plpgsql
  as $$
    begin
      with gone as (
        delete from meanwhile.queue q
         where q.task_id = waiting
           and q.waits_for > 0
        returning q.version + 1 as version, q.attempt, q.retry_count
      ),
      recorded as (
        update meanwhile.tasks t
           set status                  = 'cancelled',
               current_step            = 'cancelled',
               status_message          = words,
               processing_completed_at = meanwhile.clock(),
               version                 = g.version
          from gone g
         where t.id = waiting
      )
      insert into meanwhile.task_events (task_id, version, event_type, event_data, attempt, actor)
      select waiting, g.version, 'cancelled',
             jsonb_build_object('status', 'cancelled', 'current_step', 'cancelled', 'status_message', words,
                                'processing_completed_at', meanwhile.clock(), 'run_at', null),
             g.attempt, 'system'
        from gone g;
    end
  $$;

-- Tells those who wait for a task how it ended. In the order of their ids, so that two ends do not wait for each other.
--
-- A failed task in the record may still be tried again, so those who wait for it wait on, and as long as they do, it is not
-- archived. In the archive nothing changes any more: what comes to wait for a failed task there would wait for ever.
create function meanwhile.tell_waiting(ended uuid) returns void
  language plpgsql
  as $$
    declare
      other record;
      wait  record;
    begin
      select o.status, o.dismissed or o.archived as for_good,
             format('Cancelled because ''%s'' %s%s.', meanwhile.title_of(o.task_type),
                    case o.status when 'cancelled' then 'was cancelled'
                                  when 'timeout' then 'was not finished in time'
                                  else 'failed' end,
                    case when o.archived and not o.dismissed and o.status <> 'cancelled'
                         then ' and lies in the archive, where nothing is tried again' else '' end) as words
        into other
        from (select t.status, t.task_type, t.dismissed_at is not null as dismissed, false as archived
                from meanwhile.tasks t
               where t.id = ended
              union all
              select a.status, a.task_type, a.dismissed_at is not null, true
                from meanwhile.tasks_archive a
               where a.id = ended) o;
      for wait in select w.task_id, w.whatever from meanwhile.task_waits w where w.on_id = ended order by w.task_id loop
        case
          when other.status is null or other.status = 'completed' or wait.whatever then  -- null: it was erased
            perform meanwhile.unblock(wait.task_id, ended);
          when other.status = 'cancelled' or other.for_good then
            perform meanwhile.cancel_waiting(wait.task_id, other.words);
          else
            perform meanwhile.say_waiting(wait.task_id);
        end case;
      end loop;
    end
  $$;

-- Looks, after the commit of a wait, whether the other task has ended meanwhile, and marks it as followed if not.
-- Returns how many waits must be looked at again, because somebody holds the other task at the moment.
create function meanwhile.confirm_waits(most integer) returns integer
  language plpgsql
  as $$
    declare
      wait record;
      left_over integer := 0;
    begin
      for wait in
        select w.on_id, w.task_id from meanwhile.task_waits w where not w.confirmed order by w.on_id, w.task_id limit most
      loop
        perform from meanwhile.queue where task_id = wait.on_id for no key update skip locked;
        if found then
          update meanwhile.queue set followed = true where task_id = wait.on_id and not followed;
        else
          -- Nobody may put it back to waiting, or set it aside, between our two looks.
          perform from meanwhile.tasks where id = wait.on_id for share skip locked;
          if not found and exists (select from meanwhile.tasks where id = wait.on_id)
             or exists (select from meanwhile.queue where task_id = wait.on_id) then
            left_over := left_over + 1;
            continue;
          end if;
          perform meanwhile.tell_waiting(wait.on_id);
        end if;
        update meanwhile.task_waits set confirmed = true where on_id = wait.on_id and task_id = wait.task_id;
      end loop;
      return left_over;
    end
  $$;

-- Whoever ends a task, by whatever statement, tells those who wait for it: at the commit, when all is written. The
-- condition is decided without a call, so that ordinary tasks do not pay.
create function meanwhile.end_of_queue_row() returns trigger
  language plpgsql
  as $$
    begin
      if old.waits_for > 0 then
        delete from meanwhile.task_waits where task_id = old.task_id;
      end if;
      if old.followed and not exists (select from meanwhile.queue where task_id = old.task_id) then
        perform meanwhile.tell_waiting(old.task_id);
      end if;
      return null;
    end
  $$;

create constraint trigger queue_end after delete on meanwhile.queue
  deferrable initially deferred
  for each row when (old.followed or old.waits_for > 0)
  execute function meanwhile.end_of_queue_row();

-- A failed task that leaves the list of those that need attention was tried again, or set aside for good.
create function meanwhile.end_of_attention() returns trigger
  language plpgsql
  as $$
    begin
      if exists (select from meanwhile.task_waits where on_id = old.task_id)
         and not exists (select from meanwhile.queue where task_id = old.task_id) then
        perform meanwhile.tell_waiting(old.task_id);
      end if;
      return null;
    end
  $$;

create constraint trigger attention_end after delete on meanwhile.attention
  deferrable initially deferred
  for each row
  execute function meanwhile.end_of_attention();

-- A task that is tried again by hand gets a new queue row: those who wait for it wait on.
create function meanwhile.queue_row_again() returns trigger
  language plpgsql
  as $$
    declare
      wait record;
    begin
      update meanwhile.queue q
         set parent_id = t.parent_id
        from meanwhile.tasks t
       where q.task_id = new.task_id
         and t.id = q.task_id
         and t.parent_id is not null;
      for wait in select w.task_id from meanwhile.task_waits w where w.on_id = new.task_id order by w.task_id loop
        update meanwhile.queue set followed = true where task_id = new.task_id and not followed;
        perform meanwhile.say_waiting(wait.task_id);
      end loop;
      return null;
    end
  $$;

create constraint trigger queue_again after insert on meanwhile.queue
  deferrable initially deferred
  for each row when (new.attempt > 0)
  execute function meanwhile.queue_row_again();

-- Of each kind of work that only the newest matters of, the task submitted last.
create table meanwhile.newest (
  task_type text        not null,
  key       text        not null,
  task_id   uuid,
  since     timestamptz not null default meanwhile.clock(),
  primary key (task_type, key)
);

comment on column meanwhile.newest.since is 'Since when something of this kind has been waiting without a start.';

-- How long attempts and their steps took: how many fell into which bucket, each a fifth wider than the one before.
create table meanwhile.durations (
  task_type text     not null,
  step      text     not null,
  day       date     not null,
  bucket    smallint not null,
  times     bigint   not null,
  primary key (task_type, step, day, bucket)
);

comment on column meanwhile.durations.step is 'Empty for the whole attempt.';

-- The parts of a group that have not ended are counted here, so that their ends need not write on the group's row.
alter table meanwhile.queue add column parent_id uuid;
create index queue_parts on meanwhile.queue (parent_id) where parent_id is not null;
