-- What people's requests read of the engine, and the four functions by which they change a task. Everything else is the engine's.
grant usage on schema meanwhile to meanwhile_person;
grant select on meanwhile.tasks, meanwhile.queue, meanwhile.task_events, meanwhile.attention, meanwhile.tasks_archive,
                meanwhile.task_events_archive, meanwhile.task_types, meanwhile.task_now to meanwhile_person;
grant execute on function meanwhile.dismiss, meanwhile.reinstate, meanwhile.retry, meanwhile.cancel to meanwhile_person;

-- The SQL contract, which people reach by `/rest/v1`: its triggers and functions ask who may do what.
do $$
  declare
    one record;
  begin
    perform pg_catalog.pg_advisory_xact_lock(7306924);   -- the contract may be written by another node at this moment
    if to_regclass('meanwhile.sql_tasks') is not null then
      grant select on meanwhile.sql_tasks to meanwhile_person;
    end if;
    for one in
      select distinct c.relnamespace::regnamespace as home
        from pg_catalog.pg_trigger t
        join pg_catalog.pg_class c on c.oid = t.tgrelid
       where t.tgfoid = to_regproc('meanwhile.sql_write')
    loop
      execute format('grant usage on schema %s to meanwhile_person', one.home);
    end loop;
    for one in
      select v.oid::regclass as name, v.relname in ('background_tasks', 'async_tasks') as written
        from pg_catalog.pg_class v
       where v.relkind = 'v'
         and v.relname in ('background_tasks', 'background_tasks_archive', 'async_tasks', 'task_events', 'user_failed_tasks',
                           'all_failed_tasks', 'task_status_summary', 'failed_tasks_summary', 'failed_tasks_with_audit')
         and v.relnamespace in (select c.relnamespace
                                  from pg_catalog.pg_trigger t
                                  join pg_catalog.pg_class c on c.oid = t.tgrelid
                                 where t.tgfoid = to_regproc('meanwhile.sql_write'))
    loop
      execute format('grant %s on %s to meanwhile_person', case when one.written then 'select, insert, update' else 'select' end, one.name);
    end loop;
    for one in
      select p.oid::regprocedure as name
        from pg_catalog.pg_proc p
       where p.proname in ('create_background_task', 'start_background_task', 'complete_background_task', 'fail_background_task',
                           'dismiss_background_task', 'dismiss_all_failed_tasks', 'archive_old_tasks')
         and p.pronamespace in (select c.relnamespace
                                  from pg_catalog.pg_trigger t
                                  join pg_catalog.pg_class c on c.oid = t.tgrelid
                                 where t.tgfoid = to_regproc('meanwhile.sql_write'))
    loop
      execute format('grant execute on function %s to meanwhile_person', one.name);
    end loop;
  end
$$;
