-- The starts that still count against a rate, of a task type or of a dependency. Starts of about the same moment share a row;
-- it counts a little longer than the span, never shorter, so that no span ever holds more starts than allowed.
create table meanwhile.gate_starts (
  gate         text        not null,
  counts_until timestamptz not null,
  starts       integer     not null check (starts > 0),
  primary key (gate, counts_until)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

comment on column meanwhile.gate_starts.gate is '`type:NAME` or `dependency:NAME`.';

-- What a dependency bears, from all types that need it together. Written by the nodes as they start; the newest word counts.
create table meanwhile.dependency_rates (
  name    text    primary key,
  tasks   integer not null check (tasks > 0),
  span_ms bigint  not null check (span_ms >= 1000)
);

-- The waiting tasks of one key, so that the other keys are found behind a million of it. Tasks without a key do not pay for it.
create index queue_keyed on meanwhile.queue (task_type, concurrency_key, rank, task_id)
  where lease_owner is null and concurrency_key is not null;

-- How many tasks a node runs at once.
alter table meanwhile.nodes add column places integer;

-- Work that begins by the clock.
create table meanwhile.schedules (
  name            text        primary key,
  cron            text,
  every_ms        bigint      check (every_ms >= 1000),
  zone            text        not null,
  task_type       text        not null,
  input_data      jsonb       not null,
  entity_type     text,
  entity_id       text,
  entity_label    text,
  created_by      uuid,
  actor           text        not null,
  priority        smallint    not null,
  expiry_ms       bigint,
  concurrency_key text,
  workflow_id     text,
  metadata        jsonb       not null,
  next_run_at     timestamptz not null,
  last_run_at     timestamptz,
  last_task_id    uuid,
  paused_at       timestamptz,
  paused_by       text,
  pause_reason    text,
  check ((cron is null) <> (every_ms is null)),
  check ((entity_type is null) = (entity_id is null)),
  check (paused_at is not null or (paused_by is null and pause_reason is null))
);

comment on column meanwhile.schedules.last_run_at is 'The time it was due at, not the moment it was found.';

create index schedules_due on meanwhile.schedules (next_run_at) where paused_at is null;
