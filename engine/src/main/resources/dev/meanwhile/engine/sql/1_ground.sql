-- What the contract needs besides the engine's own tables. All files may be run again at any time.

create table if not exists meanwhile.entity_types (
  name text primary key check (name ~ '^[a-z][a-z0-9_]{0,49}$')
);

comment on table meanwhile.entity_types is 'The kinds of things that tasks made by SQL clients may be about.';

drop policy if exists "Everybody knows the types" on meanwhile.entity_types;
create policy "Everybody knows the types" on meanwhile.entity_types for select using (true);

insert into meanwhile.entity_types (name)
values ('client'), ('appointment'), ('driver'), ('test')
    on conflict do nothing;

alter table meanwhile.task_types
  add column if not exists silence_seconds integer not null default 600 check (silence_seconds > 0);

comment on column meanwhile.task_types.silence_seconds is
  'After how long without a sign of life an attempt outside our nodes has failed.';

-- The type that people try an installation with. Nobody runs it, so a forgotten task goes after an hour.
insert into meanwhile.task_types (name, title, timeout_seconds, max_retries, first_pause_ms, last_pause_ms, jitter, expiry_ms)
values ('test_task', 'Test task', 300, 3, 5000, 300000, 0.3, 3600000)
    on conflict do nothing;

-- Tasks that wait for a retry, for the lists of failures. It is not in the way of claims and settlements: hardly any row is in it.
create index if not exists queue_retrying on meanwhile.queue (task_id) where retrying;

-- A database of Supabase says it by auth.uid().
do $$
  begin
    if to_regprocedure('auth.uid()') is not null then
      execute $body$
        create or replace function meanwhile.sql_user() returns uuid
          language sql stable parallel safe
          as 'select coalesce(nullif(pg_catalog.current_setting(''app.user_id'', true), '''')::uuid, auth.uid())'
        $body$;
    end if;
  end
$$;

-- Whether a node's server is asking for somebody. Only then do these settings count, which it makes for one transaction: `app.actor`
-- (the name for the timeline), `app.works` (whether that person may do a worker's work), `app.audit_log_id` (what was written down).
create or replace function meanwhile.sql_served() returns boolean
  language sql stable parallel safe
  as $$
    select meanwhile.sql_role() = 'meanwhile_person'
        or pg_catalog.pg_has_role(meanwhile.sql_role(),
             (select relowner from pg_catalog.pg_class where oid = 'meanwhile.tasks'::regclass), 'member')
  $$;

-- Who shows up in the timeline.
create or replace function meanwhile.sql_actor() returns text
  language sql stable parallel safe
  as $$
    select coalesce(case when meanwhile.sql_served() then nullif(pg_catalog.current_setting('app.actor', true), '') end,
                    'user:' || meanwhile.sql_user(), 'sql:' || meanwhile.sql_role())
  $$;

-- Whether the caller does the work of tasks: a program that acts for no user, or somebody whom the server lets do it.
create or replace function meanwhile.sql_may_work() returns boolean
  language sql stable parallel safe
  as $$
    select meanwhile.sql_works()
        or (coalesce(pg_catalog.current_setting('app.works', true), '') = 'on' and meanwhile.sql_served())
  $$;

-- Refuses with one sentence. MW001: not from where the task stands. MW002: there is no such task. MW003: the attempt is over.
-- MW004: an unknown type of task or entity. MW005: the values themselves. MW006: not by this caller.
create or replace function meanwhile.sql_refuse(code text, sentence text) returns void
  language plpgsql
  as $$
    begin
      raise exception using errcode = code, message = sentence;
    end
  $$;

create or replace function meanwhile.sql_must_work(deed text) returns void
  language plpgsql stable
  as $$
    begin
      if not meanwhile.sql_may_work() then
        perform meanwhile.sql_refuse('MW006', format(
          'Only a worker may %s. A user may create tasks, and cancel, dismiss, reinstate and retry them.', deed));
      end if;
    end
  $$;

create or replace function meanwhile.register_entity_type(name text) returns void
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
  as $$
    begin
      perform meanwhile.sql_must_work('register entity types');
      if name is null or name !~ '^[a-z][a-z0-9_]{0,49}$' then
        perform meanwhile.sql_refuse('MW005', format(
          '''%s'' is no name for an entity type: use lower-case letters, digits and ''_'', at most 50.', name));
      end if;
      insert into meanwhile.entity_types (name) values (register_entity_type.name) on conflict do nothing;
    end
  $$;

-- Makes a type known that no Java handler runs. What a node says of a type of its own counts more.
create or replace function meanwhile.register_task_type(name text, title text default null, timeout_seconds integer default 300,
                                                        max_retries integer default 3, silence_seconds integer default 600)
  returns void
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
  as $$
    begin
      perform meanwhile.sql_must_work('register task types');
      if name is null or name !~ '^[a-z][a-z0-9_]{0,49}$' then
        perform meanwhile.sql_refuse('MW005', format(
          '''%s'' is no name for a task type: use lower-case letters, digits and ''_'', at most 50.', name));
      elsif timeout_seconds is null or timeout_seconds < 1 or silence_seconds is null or silence_seconds < 1
            or max_retries is null or max_retries < 0 then
        perform meanwhile.sql_refuse('MW005', format(
          'Task type ''%s'' needs at least 1 second of time and of silence, and 0 or more retries.', name));
      end if;
      insert into meanwhile.task_types as known
             (name, title, timeout_seconds, max_retries, first_pause_ms, last_pause_ms, jitter, silence_seconds)
      values (register_task_type.name,
              coalesce(register_task_type.title,
                       upper(left(register_task_type.name, 1)) || replace(substr(register_task_type.name, 2), '_', ' ')),
              register_task_type.timeout_seconds, register_task_type.max_retries, 5000, 300000, 0.3,
              register_task_type.silence_seconds)
          on conflict on constraint task_types_pkey do update
         set title           = excluded.title,
             timeout_seconds = excluded.timeout_seconds,
             max_retries     = excluded.max_retries,
             silence_seconds = excluded.silence_seconds,
             seen_at         = meanwhile.clock();
    end
  $$;
