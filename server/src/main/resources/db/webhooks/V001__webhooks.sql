-- What the tokens of callbacks are made with: the oldest makes them, all of them are recognized.
create table meanwhile.callback_keys (
  id         bigint      generated always as identity primary key,
  key        bytea       not null check (length(key) = 32),
  created_at timestamptz not null default meanwhile.clock()
);

insert into meanwhile.callback_keys (key)
values (uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));

-- The last calls of each type, for those who look after it; secrets are masked before they get here.
create table meanwhile.webhook_calls (
  id             bigint      generated always as identity primary key,
  task_type      text        not null,
  task_id        uuid        not null,
  attempt        integer     not null,
  called_at      timestamptz not null default meanwhile.clock(),
  took_ms        bigint      not null,
  url            text        not null,
  request_head   jsonb       not null,
  request_body   text        not null,
  answer_status  integer,
  answer_head    jsonb,
  answer_body    text,
  verdict        text        not null
);

comment on column meanwhile.webhook_calls.verdict is 'What the call meant for the task, in a sentence.';

create index webhook_calls_type on meanwhile.webhook_calls (task_type, id);

create policy "Those who look after the tasks" on meanwhile.webhook_calls for select
  using ((select meanwhile.sql_sees_all()));
