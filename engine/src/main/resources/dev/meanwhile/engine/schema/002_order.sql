-- What a task may carry besides its work: how urgent it is, what it shares a limit with, until when its start is wanted,
-- which task it came from, and who set it aside.
alter table meanwhile.tasks
  add column priority        smallint not null default 0 check (priority between 0 and 9),
  add column concurrency_key text,
  add column expires_at      timestamptz,
  add column dismissed_at    timestamptz,
  add column dismissed_by    uuid,
  add column dismiss_reason  text,
  add column parent_id       uuid,
  add column rerun_of        uuid,
  add column audit_log_id    uuid,
  add check (dismissed_at is null or status in ('failed', 'timeout')),
  add check (dismissed_at is not null or (dismissed_by is null and dismiss_reason is null));

create index tasks_parent on meanwhile.tasks (parent_id, id) where parent_id is not null;

-- Rules that no writer may break, whoever it is. The conditions are decided without a call; only a breach costs one.
create function meanwhile.refuse_change() returns trigger
  language plpgsql
  as $$
    begin
      raise exception using
        errcode = 'MW001',
        message = case
          when old.status in ('completed', 'cancelled')
            then format('Task %s is %s; nothing changes any more.', old.id, old.status)
          else format('The attempt and the version of task %s only rise.', old.id)
        end;
    end
  $$;

create trigger tasks_law before update on meanwhile.tasks
  for each row
  when (old.status in ('completed', 'cancelled') or new.attempt < old.attempt or new.version < old.version)
  execute function meanwhile.refuse_change();

alter table meanwhile.queue
  add column rank            timestamptz not null default 'infinity',
  add column priority        smallint    not null default 0,
  add column concurrency_key text,
  add column expires_at      timestamptz,
  add column parked_on       text,
  add column waits_for       integer     not null default 0 check (waits_for >= 0),
  add column followed        boolean     not null default false;

update meanwhile.queue set rank = run_at;

alter table meanwhile.queue alter column rank drop default;

comment on column meanwhile.queue.rank is
  'The place in line among its type: run_at, a minute earlier for each step of priority. So the urgent goes first, and nobody waits for ever.';
comment on column meanwhile.queue.parked_on is 'The dependency whose outage it waits out; its run_at is infinity meanwhile.';
comment on column meanwhile.queue.waits_for is 'How many tasks must end before it is due; its run_at is infinity meanwhile.';
comment on column meanwhile.queue.followed is 'Some task in task_waits waits for this one.';

-- Each type has a line of its own: a million e-mails do not delay one chat message, and a type that nobody runs at the moment
-- is in nobody's way.
drop index meanwhile.queue_waiting;
drop index meanwhile.queue_leased;
create index queue_waiting on meanwhile.queue (task_type, rank, task_id) where lease_owner is null;
create index queue_leased on meanwhile.queue (task_type, concurrency_key, deadline) where lease_owner is not null;
create index queue_parked on meanwhile.queue (parked_on, task_id) where parked_on is not null;
create index queue_expiring on meanwhile.queue (expires_at) where expires_at is not null;

-- Which tasks wait for the end of which.
create table meanwhile.task_waits (
  on_id   uuid not null,
  task_id uuid not null,
  primary key (on_id, task_id)
);

create index task_waits_task on meanwhile.task_waits (task_id);

-- The tasks somebody should look at: failed or timed out, without a retry to come, and not dismissed. A table of its own,
-- because an index on the status of the record would cost every settlement.
create table meanwhile.attention (
  task_id    uuid        primary key,
  task_type  text        not null,
  created_by uuid,
  code       text        not null,
  since      timestamptz not null default meanwhile.clock()
);

create index attention_user on meanwhile.attention (created_by, task_id);
create index attention_cause on meanwhile.attention (task_type, code, task_id);

insert into meanwhile.attention (task_id, task_type, created_by, code, since)
select t.id, t.task_type, t.created_by, coalesce(t.error_details ->> 'code', t.status), t.processing_completed_at
  from meanwhile.tasks t
 where t.status in ('failed', 'timeout')
   and not exists (select from meanwhile.queue q where q.task_id = t.id);

-- The task types that some node knows, so that SQL and other nodes know them too.
create table meanwhile.task_types (
  name            text        primary key,
  title           text        not null,
  timeout_seconds integer     not null,
  max_retries     integer     not null,
  first_pause_ms  bigint      not null,
  last_pause_ms   bigint      not null,
  jitter          float8      not null,
  expiry_ms       bigint,
  dependency      text,
  at_once         integer,
  at_once_per_key integer,
  rate_tasks      integer,
  rate_seconds    integer,
  seen_at         timestamptz not null default meanwhile.clock(),
  check ((rate_tasks is null) = (rate_seconds is null))
);

alter table meanwhile.nodes add column task_types text[] not null default '{}';

-- The numbers only order the events of one transaction; taking them in blocks saves a write for each.
alter table meanwhile.task_events alter column seq set cache 200;

drop view meanwhile.task_now;

create view meanwhile.task_now as
  select t.id,
         t.task_type,
         t.workflow_id,
         case when q.lease_owner is not null then 'processing' else t.status end          as status,
         t.entity_type,
         t.entity_id,
         t.entity_label,
         t.input_data,
         t.output_data,
         case when q.attempt > t.reported_attempt and q.lease_owner is not null
              then 'initializing' else t.current_step end                                 as current_step,
         case when q.attempt > t.reported_attempt and q.lease_owner is not null
              then 'Starting up…' else t.status_message end                               as status_message,
         case when q.attempt > t.reported_attempt and q.lease_owner is not null
              then null else t.progress_done end                                          as progress_done,
         case when q.attempt > t.reported_attempt and q.lease_owner is not null
              then null else t.progress_total end                                         as progress_total,
         case when q.lease_owner is null then t.error_message end                         as error_message,
         case when q.lease_owner is null then t.error_details end                         as error_details,
         coalesce(q.attempt, t.attempt)                                                   as attempt,
         coalesce(q.retry_count, t.retry_count)                                           as retry_count,
         t.max_retries,
         nullif(q.run_at, 'infinity')                                                     as run_at,
         case when q.retrying then nullif(q.run_at, 'infinity') end                       as next_retry_at,
         t.created_by,
         t.created_at,
         coalesce(t.processing_started_at, q.claimed_at)                                  as processing_started_at,
         case when q.lease_owner is null then t.processing_completed_at end               as processing_completed_at,
         t.n8n_execution_id,
         t.correlation_id,
         t.metadata,
         coalesce(q.version, t.version)                                                   as version,
         t.priority,
         t.concurrency_key,
         t.expires_at,
         t.dismissed_at,
         t.dismissed_by,
         t.dismiss_reason,
         t.parent_id,
         t.rerun_of,
         t.audit_log_id
    from meanwhile.tasks t
    left join meanwhile.queue q on q.task_id = t.id;
