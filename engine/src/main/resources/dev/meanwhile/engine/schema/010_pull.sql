-- Work that workers outside our nodes ask for.
alter table meanwhile.task_types add column lease_ms bigint check (lease_ms >= 1000);

comment on column meanwhile.task_types.lease_ms is
  'How long a worker keeps a task of this type without a sign of life; null for types that nobody pulls.';

-- Only ever read together with `lease_owner = 0`.
alter table meanwhile.queue add column held_by text;

comment on column meanwhile.queue.held_by is 'The worker outside our nodes that pulled the attempt.';

-- Who has asked for work of which type, and when last. Written every few seconds at most; rows of a week ago go.
create table meanwhile.pull_workers (
  name      text        not null,
  task_type text        not null,
  asked_at  timestamptz not null,
  primary key (name, task_type)
) with (fillfactor = 50);
