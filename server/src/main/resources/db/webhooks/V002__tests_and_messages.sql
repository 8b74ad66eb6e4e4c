-- A call that was only a test has no task.
alter table meanwhile.webhook_calls alter column task_id drop not null;

comment on column meanwhile.webhook_calls.task_id is 'Null for a test call.';

-- Signed messages that counted, so that whoever sends one again changes nothing. Kept as long as their signature is good.
create table meanwhile.callback_messages (
  hash bytea       primary key check (length(hash) = 32),
  at   timestamptz not null default meanwhile.clock()
);
