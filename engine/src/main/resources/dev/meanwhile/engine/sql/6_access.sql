-- Who may use the contract. What they see is decided by the row security of the tables, which is part of the engine's schema.

select meanwhile.raise_wall();

-- The roles belong to the whole server. Where we may not create them, an administrator does, and the grants come at the next start.
do $$
  declare
    role text;
  begin
    foreach role in array '{meanwhile_app,meanwhile_worker}'::text[] loop
      begin
        if to_regrole(role) is null then
          execute format('create role %I nologin', role);
        end if;
      exception
        when duplicate_object or unique_violation or insufficient_privilege then null;
      end;
    end loop;
  end
$$;

-- Functions may be called by everybody unless somebody says otherwise.
do $$
  declare
    one record;
  begin
    for one in
      select p.oid::regprocedure as name, n.nspname = 'meanwhile' as inner_
        from pg_catalog.pg_proc p
        join pg_catalog.pg_namespace n on n.oid = p.pronamespace
       where (n.nspname = 'meanwhile'
              and (p.proname in ('register_task_type', 'register_entity_type')
                   or (p.proname like 'sql\_%' and p.proname not in ('sql_role', 'sql_user', 'sql_works', 'sql_sees_all', 'sql_administers'))))
          or (n.nspname = current_schema()
              and p.proname in ('create_background_task', 'start_background_task', 'complete_background_task', 'fail_background_task',
                                'dismiss_background_task', 'dismiss_all_failed_tasks', 'archive_old_tasks'))
    loop
      execute format('revoke all on function %s from public', one.name);
    end loop;
  end
$$;

-- For our own roles, and for those of a database of Supabase.
do $$
  declare
    role   text;
    one    record;
    worker boolean;
  begin
    foreach role in array '{meanwhile_app,meanwhile_worker,authenticated,service_role}'::text[] loop
      continue when to_regrole(role) is null
                 or (role in ('authenticated', 'service_role') and to_regprocedure('auth.uid()') is null);
      worker := role in ('meanwhile_worker', 'service_role');
      execute format('grant usage on schema meanwhile, %I to %I', current_schema(), role);
      execute format('grant select on meanwhile.tasks, meanwhile.queue, meanwhile.task_events, meanwhile.attention, '
                     'meanwhile.tasks_archive, meanwhile.task_events_archive, meanwhile.task_types, meanwhile.entity_types, meanwhile.sql_tasks to %I', role);
      -- What failed_tasks_with_audit tells of our own audit log, and no more.
      if to_regclass('meanwhile.audit_logs') is not null then
        execute format('grant select (id, action, user_name, created_at) on meanwhile.audit_logs to %I', role);
      end if;
      for one in
        select c.relname
          from pg_catalog.pg_class c
         where c.relnamespace = (select oid from pg_catalog.pg_namespace where nspname = current_schema())
           and c.relkind = 'v'
           and c.relname in ('background_tasks', 'background_tasks_archive', 'async_tasks', 'task_events', 'user_failed_tasks',
                             'all_failed_tasks', 'task_status_summary', 'failed_tasks_summary', 'failed_tasks_with_audit')
      loop
        execute format('grant select on %I to %I', one.relname, role);
        if one.relname in ('background_tasks', 'async_tasks') then
          execute format('grant insert, update on %I to %I', one.relname, role);
        end if;
      end loop;
      for one in
        select p.oid::regprocedure as name
          from pg_catalog.pg_proc p
         where (p.pronamespace = (select oid from pg_catalog.pg_namespace where nspname = current_schema())
                and (p.proname in ('create_background_task', 'dismiss_background_task', 'dismiss_all_failed_tasks')
                     or (worker and p.proname in ('start_background_task', 'complete_background_task', 'fail_background_task',
                                                  'archive_old_tasks'))))
            or (worker and p.pronamespace = 'meanwhile'::regnamespace
                and p.proname in ('register_task_type', 'register_entity_type'))
      loop
        execute format('grant execute on function %s to %I', one.name, role);
      end loop;
    end loop;
  end
$$;

-- Live updates of Supabase read tables, not views: it gets the record and the history.
do $$
  declare
    name text;
  begin
    if exists (select from pg_catalog.pg_publication where pubname = 'supabase_realtime' and not puballtables) then
      foreach name in array '{tasks,task_events}'::text[] loop
        if not exists (select
                         from pg_catalog.pg_publication_tables
                        where pubname = 'supabase_realtime' and schemaname = 'meanwhile' and tablename = name) then
          execute format('alter publication supabase_realtime add table meanwhile.%I', name);
        end if;
      end loop;
    end if;
  end
$$;
