-- The documents' functions, in the schema that the search path names. They run with the rights of the owner of the tables; who may
-- do what is asked first.

create or replace function create_background_task(entity_type text, entity_id text, entity_label text, task_type text,
                                                  user_id uuid default null, audit_log_id uuid default null) returns uuid
  language sql security definer
  set search_path = pg_catalog, pg_temp
  as $$ select meanwhile.sql_submit($4, '{}', $1, $2, $3, $5, $6, null, null, null, null, null) $$;

-- The same for an entity whose id is a UUID, which PostgreSQL does not turn into text by itself.
create or replace function create_background_task(entity_type text, entity_uuid uuid, entity_label text, task_type text,
                                                  user_id uuid default null, audit_log_id uuid default null) returns uuid
  language sql security definer
  set search_path = pg_catalog, pg_temp
  as $$ select meanwhile.sql_submit($4, '{}', $1, $2::text, $3, $5, $6, null, null, null, null, null) $$;

-- Returns the number of the attempt, to be handed to complete and fail: who comes back late with an old number is refused.
create or replace function start_background_task(task_id uuid) returns integer
  language sql security definer
  set search_path = pg_catalog, pg_temp
  as $$ select meanwhile.sql_start($1) $$;

create or replace function complete_background_task(task_id uuid, result_json jsonb default null, attempt integer default null)
  returns boolean
  language sql security definer
  set search_path = pg_catalog, pg_temp
  as $$ select meanwhile.sql_complete($1, $3, $2, null, null); select true $$;

create or replace function fail_background_task(task_id uuid, error_message text, attempt integer default null) returns boolean
  language sql security definer
  set search_path = pg_catalog, pg_temp
  as $$ select meanwhile.sql_fail($1, $3, 'failed', $2, null, null, null, false); select true $$;

create or replace function dismiss_background_task(task_id uuid, user_id uuid) returns boolean
  language sql security definer
  set search_path = pg_catalog, pg_temp
  as $$ select meanwhile.sql_dismiss($1, $2); select true $$;

-- Dismisses the failures of a user; with scope 'all' those of everybody.
create or replace function dismiss_all_failed_tasks(user_id uuid, scope text default 'own') returns integer
  language sql security definer
  set search_path = pg_catalog, pg_temp
  as $$ select meanwhile.sql_dismiss_all($1, $2) $$;

-- Moves tasks that were settled a week ago, at most 5,000 a call; the nodes do it every night by themselves.
create or replace function archive_old_tasks() returns integer
  language sql security definer
  set search_path = pg_catalog, pg_temp
  as $$ select meanwhile.sql_archive() $$;
