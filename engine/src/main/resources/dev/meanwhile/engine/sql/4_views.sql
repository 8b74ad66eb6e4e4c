-- The documents' views, in the schema that the search path names. A caller sees what they may see: the rule stands here for the
-- owner of the tables, who acts for a user now and then, and as row security on the tables for everybody else.

-- A task under the documents' names. Live and ended tasks are looked for separately, so that a search for waiting or running ones
-- does not walk over all that have ever ended: the planner sees that the second part cannot hold any. It sees that only as long
-- as neither part has a condition of its own.
create or replace view meanwhile.sql_tasks with (security_invoker = true) as
  select u.id, u.task_type, u.workflow_id, u.status, u.entity_type, u.entity_id, u.entity_label, u.input_data, u.output_data,
         u.current_step, u.status_message, u.error_message, u.error_details, u.retry_count, u.max_retries, u.created_by,
         u.created_at, u.processing_started_at, u.processing_completed_at, u.n8n_execution_id, u.metadata, u.dismissed_at,
         u.dismissed_by, u.audit_log_id, u.next_retry_at
    from (select true as live, t.id, t.task_type, t.workflow_id,
                 case when q.claimed_at is not null then 'processing' else t.status end          as status,
                 t.entity_type, t.entity_id, t.entity_label, t.input_data, t.output_data,
                 case when q.claimed_at is not null and q.attempt > t.reported_attempt
                      then 'initializing' else t.current_step end                                as current_step,
                 case when q.claimed_at is not null and q.attempt > t.reported_attempt
                      then 'Starting up…' else t.status_message end                              as status_message,
                 case when q.claimed_at is null then t.error_message end                         as error_message,
                 case when q.claimed_at is null then t.error_details end                         as error_details,
                 q.retry_count, t.max_retries, t.created_by, t.created_at,
                 coalesce(t.processing_started_at, q.claimed_at)                                 as processing_started_at,
                 case when q.claimed_at is null then t.processing_completed_at end               as processing_completed_at,
                 t.n8n_execution_id, t.metadata, t.dismissed_at, t.dismissed_by, t.audit_log_id,
                 case when q.retrying then nullif(q.run_at, 'infinity') end                      as next_retry_at
            from meanwhile.queue q
            join meanwhile.tasks t on t.id = q.task_id
          union all
          select false, t.id, t.task_type, t.workflow_id, t.status, t.entity_type, t.entity_id, t.entity_label, t.input_data,
                 t.output_data, t.current_step, t.status_message, t.error_message, t.error_details, t.retry_count, t.max_retries,
                 t.created_by, t.created_at, t.processing_started_at, t.processing_completed_at, t.n8n_execution_id, t.metadata,
                 t.dismissed_at, t.dismissed_by, t.audit_log_id, null::timestamptz
            from meanwhile.tasks t) u
   where (u.live
          or (u.status in ('completed', 'failed', 'cancelled', 'timeout')
              and (select q.task_id from meanwhile.queue q where q.task_id = u.id) is null))
     and ((select meanwhile.sql_sees_all()) or u.created_by = (select meanwhile.sql_user()));

create or replace view background_tasks with (security_invoker = true) as
  select id, entity_type, entity_id, entity_label, task_type, status, created_at,
         processing_started_at   as started_at,
         processing_completed_at as completed_at,
         created_by,
         nullif(output_data, '{}') as result,
         error_message, retry_count, max_retries, dismissed_at, dismissed_by, audit_log_id
    from meanwhile.sql_tasks
   where entity_type is not null;

create or replace view async_tasks with (security_invoker = true) as
  select id, task_type, workflow_id, input_data, output_data, status, current_step, status_message, n8n_execution_id, created_by,
         created_at, processing_started_at, processing_completed_at, error_details, metadata
    from meanwhile.sql_tasks;

create or replace view background_tasks_archive with (security_invoker = true) as
  select t.id, t.entity_type, t.entity_id, t.entity_label, t.task_type, t.status, t.created_at,
         t.processing_started_at     as started_at,
         t.processing_completed_at   as completed_at,
         t.created_by,
         nullif(t.output_data, '{}') as result,
         t.error_message, t.retry_count, t.max_retries, t.dismissed_at, t.dismissed_by, t.audit_log_id, t.archived_at
    from meanwhile.tasks_archive t
   where t.entity_type is not null
     and ((select meanwhile.sql_sees_all()) or t.created_by = (select meanwhile.sql_user()));

create or replace view task_events with (security_invoker = true) as
  select e.seq as id, e.task_id, e.event_type, e.event_data, e.created_at
    from meanwhile.task_events e
   where (select meanwhile.sql_sees_all())
      or exists (select from meanwhile.tasks t where t.id = e.task_id and t.created_by = (select meanwhile.sql_user()))
  union all
  select e.seq, e.task_id, e.event_type, e.event_data, e.created_at
    from meanwhile.task_events_archive e
   where (select meanwhile.sql_sees_all())
      or exists (select from meanwhile.tasks_archive t where t.id = e.task_id and t.created_by = (select meanwhile.sql_user()));

create or replace trigger background_tasks_write instead of insert or update or delete on background_tasks
  for each row execute function meanwhile.sql_write();

create or replace trigger async_tasks_write instead of insert or update or delete on async_tasks
  for each row execute function meanwhile.sql_write();

create or replace trigger task_events_write instead of insert or update or delete on task_events
  for each row execute function meanwhile.sql_keep_history('events');

create or replace trigger background_tasks_archive_write instead of insert or update or delete on background_tasks_archive
  for each row execute function meanwhile.sql_keep_history('archive');

-- All failures nobody has dismissed: those that need somebody, and those that will be tried again by themselves.
create or replace view all_failed_tasks with (security_invoker = true) as
  select t.id, t.entity_type, t.entity_id, t.entity_label, t.task_type, t.status, t.created_at,
         t.processing_started_at     as started_at,
         t.processing_completed_at   as completed_at,
         t.created_by,
         nullif(t.output_data, '{}') as result,
         t.error_message, t.retry_count, t.max_retries, t.dismissed_at, t.dismissed_by, t.audit_log_id,
         t.status_message, t.error_details, f.next_retry_at
    from (select a.task_id, null::timestamptz as next_retry_at from meanwhile.attention a
          union all
          select q.task_id, nullif(q.run_at, 'infinity') from meanwhile.queue q where q.retrying) f
    join meanwhile.tasks t on t.id = f.task_id
   where (select meanwhile.sql_sees_all()) or t.created_by = (select meanwhile.sql_user());

create or replace view user_failed_tasks with (security_invoker = true) as
  select * from all_failed_tasks where created_by is not null;

create or replace view failed_tasks_summary with (security_invoker = true) as
  select task_type,
         count(*)                                          as failed_count,
         count(*) filter (where next_retry_at is null)     as needs_attention_count,
         count(*) filter (where next_retry_at is not null) as will_retry_count,
         count(distinct created_by)                        as users_affected,
         min(completed_at)                                 as oldest_failure,
         max(completed_at)                                 as newest_failure,
         (array_agg(error_message order by completed_at desc))[1] as latest_error
    from all_failed_tasks
   group by task_type;

create or replace view task_status_summary with (security_invoker = true) as
  select task_type, status, count(*) as task_count, min(created_at) as oldest, max(created_at) as newest
    from meanwhile.sql_tasks
   group by task_type, status;

-- The full picture of a failure: who asked for it, and when. The audit log may be ours, the application's own, or not there yet.
do $$
  declare
    log   regclass := coalesce(to_regclass('audit_logs'), to_regclass('meanwhile.audit_logs'));
    names text[];
  begin
    names := array(select attname::text from pg_catalog.pg_attribute where attrelid = log and attnum > 0 and not attisdropped);
    execute format(
      $view$
        create or replace view failed_tasks_with_audit with (security_invoker = true) as
          select f.id as task_id, f.task_type, f.error_message, f.entity_type, f.entity_id, f.entity_label, f.status,
                 f.retry_count, f.max_retries, f.created_by, f.audit_log_id,
                 %s::text as action, %s::text as action_user_name, %s::timestamptz as user_action_time,
                 f.completed_at as task_failed_at
            from all_failed_tasks f %s
      $view$,
      case when 'action' = any (names)     then 'a.action'     else 'null' end,
      case when 'user_name' = any (names)  then 'a.user_name'  else 'null' end,
      case when 'created_at' = any (names) then 'a.created_at' else 'null' end,
      case when 'id' = any (names) then format('left join %s a on a.id::text = f.audit_log_id::text', log) else '' end);
  end
$$;
