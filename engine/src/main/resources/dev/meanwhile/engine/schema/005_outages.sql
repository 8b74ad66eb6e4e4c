-- What tasks cannot do without, and whether it answers: the breaker that all nodes share. One row for each service that a type
-- or a handler names.
create table meanwhile.dependencies (
  name           text        primary key,
  title          text        not null,
  threshold      integer     not null check (threshold > 0),
  first_pause_ms bigint      not null check (first_pause_ms > 0),
  last_pause_ms  bigint      not null check (last_pause_ms >= first_pause_ms),
  pace           float8      not null check (pace > 0),
  state          text        not null default 'closed' check (state in ('closed', 'open', 'probing', 'recovering')),
  failures       integer     not null default 0,
  why            text,
  since          timestamptz,
  gap_ms         bigint      not null,
  next_probe_at  timestamptz,
  probe_task     uuid,
  probe_attempt  integer,
  paced_to       timestamptz,
  paused_at      timestamptz,
  paused_by      text,
  pause_reason   text,
  incident       bigint,
  check ((state = 'closed') = (incident is null)),
  check ((state = 'probing') = (probe_task is not null)),
  check ((paused_at is null) = (pause_reason is null)),
  check (paused_at is null or state = 'open')
);

comment on column meanwhile.dependencies.failures is 'In a row, since the last answer.';
comment on column meanwhile.dependencies.gap_ms is 'The pause before the next probe; a failed one doubles it.';
comment on column meanwhile.dependencies.paced_to is 'Up to here the pace has been used up, while recovering.';

-- One row for each outage or pause, from its beginning to its end.
create table meanwhile.incidents (
  id         bigint      generated always as identity primary key,
  dependency text,
  task_type  text,
  title      text        not null,
  began_at   timestamptz not null default meanwhile.clock(),
  ended_at   timestamptz,
  why        text        not null,
  began_by   text        not null,
  parked     bigint      not null default 0,
  probes     integer     not null default 0,
  check ((dependency is null) <> (task_type is null))
);

create unique index incidents_dependency on meanwhile.incidents (dependency) where ended_at is null and dependency is not null;
create unique index incidents_type on meanwhile.incidents (task_type) where ended_at is null and task_type is not null;

-- What happened in it.
create table meanwhile.incident_events (
  incident_id bigint      not null references meanwhile.incidents (id),
  seq         bigint      generated always as identity,
  created_at  timestamptz not null default meanwhile.clock(),
  event_type  text        not null,
  sentence    text        not null,
  actor       text        not null,
  primary key (incident_id, seq)
);

alter table meanwhile.task_types
  add column paused_at    timestamptz,
  add column paused_by    text,
  add column pause_reason text,
  add check ((paused_at is null) = (pause_reason is null));

-- The one that was tried least comes first.
drop index meanwhile.queue_parked;
create index queue_parked on meanwhile.queue (parked_on, attempt, task_id) where parked_on is not null;

create or replace view meanwhile.task_now as
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
         t.audit_log_id,
         q.parked_on
    from meanwhile.tasks t
    left join meanwhile.queue q on q.task_id = t.id;
