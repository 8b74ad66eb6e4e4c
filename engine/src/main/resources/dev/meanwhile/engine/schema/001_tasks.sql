-- The clock every decision about time asks. Tests shift it for a session; nobody else does.
create function meanwhile.clock() returns timestamptz
  language sql stable parallel safe
  as $$
    select statement_timestamp()
         + coalesce(nullif(current_setting('meanwhile.time_shift', true), '')::interval, interval '0')
  $$;

-- The record: everything known of a task, kept for ever. Its indexes are on columns that never change, so that a settlement
-- rewrites one row in place. While a task is live, its queue row says whether it is processing.
create table meanwhile.tasks (
  id                      uuid        primary key default uuidv7(),
  task_type               text        not null,
  workflow_id             text,
  status                  text        not null default 'pending'
                                      check (status in ('pending', 'completed', 'failed', 'cancelled', 'timeout')),
  entity_type             text,
  entity_id               text,
  entity_label            text,
  input_data              jsonb       not null default '{}',
  output_data             jsonb       not null default '{}',
  current_step            text,
  status_message          text,
  progress_done           bigint,
  progress_total          bigint,
  reported_attempt        integer     not null default 0,
  error_message           text,
  error_details           jsonb,
  attempt                 integer     not null default 0,
  retry_count             integer     not null default 0,
  max_retries             integer     not null check (max_retries >= 0),
  created_by              uuid,
  created_at              timestamptz not null default meanwhile.clock(),
  processing_started_at   timestamptz,
  processing_completed_at timestamptz,
  n8n_execution_id        text,
  idempotency_key         text,
  correlation_id          uuid,
  metadata                jsonb       not null default '{}',
  version                 bigint      not null default 1,
  check (retry_count between 0 and max_retries),
  check ((entity_type is null) = (entity_id is null)),
  check ((processing_completed_at is null) = (status = 'pending')),
  check (status not in ('failed', 'timeout') or length(error_message) > 0)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0);

comment on column meanwhile.tasks.reported_attempt is
  'The attempt that wrote step, sentence and progress; what an older attempt said is not shown while a newer one runs.';

create unique index tasks_idempotency
  on meanwhile.tasks (idempotency_key, created_by) nulls not distinct
  where idempotency_key is not null;

create index tasks_entity
  on meanwhile.tasks (entity_type, entity_id, id)
  where entity_type is not null;

create index tasks_created_by
  on meanwhile.tasks (created_by, id)
  where created_by is not null;

-- One narrow row for each live task, none for those that have ended: when somebody must look at it next, who holds it, and
-- the attempt that fences every write.
create table meanwhile.queue (
  task_id         uuid        primary key,
  task_type       text        not null,
  run_at          timestamptz not null,
  attempt         integer     not null default 0,
  retry_count     integer     not null default 0,
  retrying        boolean     not null default false,
  crash_count     smallint    not null default 0,
  timeout_seconds integer     not null,
  version         bigint      not null default 1,
  lease_owner     bigint,
  claimed_at      timestamptz,
  deadline        timestamptz,
  check ((lease_owner is null) = (claimed_at is null)),
  check ((lease_owner is null) = (deadline is null)),
  check (not retrying or lease_owner is null)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000,
        autovacuum_vacuum_cost_delay = 0);

comment on column meanwhile.queue.retrying is 'The next claim is a retry by itself and costs one of the retries.';
comment on column meanwhile.queue.crash_count is 'How often its worker died since the task last moved on.';

create index queue_waiting on meanwhile.queue (run_at, task_id) where lease_owner is null;
create index queue_leased on meanwhile.queue (deadline) where lease_owner is not null;

-- The history: one row for each change of a task, in the transaction of the change. Read in the order (xid, seq), and never
-- past a transaction that is still open.
create table meanwhile.task_events (
  xid        xid8        not null default pg_current_xact_id(),
  seq        bigint      generated always as identity,
  task_id    uuid        not null,
  version    bigint      not null,
  event_type text        not null,
  event_data jsonb       not null default '{}',
  attempt    integer     not null,
  actor      text        not null,
  created_at timestamptz not null default meanwhile.clock(),
  primary key (xid, seq)
);

create unique index task_events_story on meanwhile.task_events (task_id, version);

-- The results of finished steps, and the checkpoints of long work.
create table meanwhile.task_steps (
  task_id    uuid        not null,
  name       text        not null,
  result     jsonb       not null,
  attempt    integer     not null,
  created_at timestamptz not null default meanwhile.clock(),
  primary key (task_id, name)
);

-- The nodes at work. A node that has not renewed its lease in time is dead, and its tasks start again elsewhere.
create table meanwhile.nodes (
  id          bigint      generated always as identity primary key,
  name        text        not null,
  started_at  timestamptz not null default meanwhile.clock(),
  lease_until timestamptz not null
);

-- A task as it stands now, put together from its record and its queue row.
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
         q.run_at                                                                         as run_at,
         case when q.retrying then q.run_at end                                           as next_retry_at,
         t.created_by,
         t.created_at,
         coalesce(t.processing_started_at, q.claimed_at)                                  as processing_started_at,
         case when q.lease_owner is null then t.processing_completed_at end               as processing_completed_at,
         t.n8n_execution_id,
         t.correlation_id,
         t.metadata,
         coalesce(q.version, t.version)                                                   as version
    from meanwhile.tasks t
    left join meanwhile.queue q on q.task_id = t.id;
