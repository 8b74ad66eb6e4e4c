-- The second wall. Requests of people run as the role meanwhile_person, which owns nothing, with the person's id and role set for
-- one transaction; what they see and change is decided here once more, whatever the statement forgot. The engine itself owns the
-- tables and has a policy of its own on each: `true`, which the planner removes, so its statements cost nothing more.

-- Who is asking: the role that was set, or that logged in. A function that runs with its owner's rights does not change it.
create or replace function meanwhile.sql_role() returns name
  language sql stable parallel safe
  as $$
    select case pg_catalog.current_setting('role') when 'none' then session_user else pg_catalog.current_setting('role')::name end
  $$;

-- The user on whose behalf a connection acts at the moment; null when none is named.
create or replace function meanwhile.sql_user() returns uuid
  language sql stable parallel safe
  as $$
    select nullif(pg_catalog.current_setting('app.user_id', true), '')::uuid
  $$;

-- Whether a program is asking that acts for no user: the owner of the tables, or a member of meanwhile_worker.
create or replace function meanwhile.sql_works() returns boolean
  language sql stable parallel safe
  as $$
    select meanwhile.sql_user() is null
       and coalesce(pg_catalog.current_setting('app.role', true), '') = ''
       and exists (
             select
               from pg_catalog.pg_roles asking
              where asking.rolname = meanwhile.sql_role()
                and (asking.rolsuper
                     or asking.rolbypassrls
                     or pg_catalog.pg_has_role(asking.oid,
                          (select relowner from pg_catalog.pg_class where oid = 'meanwhile.tasks'::regclass), 'member')
                     or exists (select
                                  from pg_catalog.pg_roles worker
                                 where worker.rolname = 'meanwhile_worker'
                                   and pg_catalog.pg_has_role(asking.oid, worker.oid, 'member'))))
  $$;

create or replace function meanwhile.sql_sees_all() returns boolean
  language sql stable parallel safe
  as $$
    select coalesce(pg_catalog.current_setting('app.role', true) in ('admin', 'supervisor'), false) or meanwhile.sql_works()
  $$;

-- Whether an administrator is asking.
create function meanwhile.sql_administers() returns boolean
  language sql stable parallel safe
  as $$
    select coalesce(pg_catalog.current_setting('app.role', true) = 'admin', false) or meanwhile.sql_works()
  $$;

-- Row security, also for the owner, on every table of the schema that lacks it. A table nobody wrote a policy for shows its rows to
-- the engine alone. Called after each migration and at each start, so that no table is forgotten.
create function meanwhile.raise_wall(one regclass default null) returns void
  language plpgsql
  as $$
    declare
      bare record;
    begin
      for bare in
        select c.oid, c.oid::regclass as name, pg_catalog.pg_get_userbyid(c.relowner) as owner,
               c.relrowsecurity and c.relforcerowsecurity as forced,
               exists (select from pg_catalog.pg_policy p where p.polrelid = c.oid and p.polname = 'The engine does its work') as known
          from pg_catalog.pg_class c
         where c.relnamespace = 'meanwhile'::regnamespace
           and c.relkind in ('r', 'p')
           and (one is null or c.oid = one)
           and pg_catalog.pg_has_role(c.relowner, 'usage')
           and not (c.relrowsecurity and c.relforcerowsecurity
                    and exists (select
                                  from pg_catalog.pg_policy p
                                 where p.polrelid = c.oid
                                   and p.polname = 'The engine does its work'
                                   and p.polroles = array[c.relowner]))
         order by c.oid
      loop
        if not bare.forced then
          execute format('alter table %s enable row level security, force row level security', bare.name);
        end if;
        if bare.known then
          execute format('drop policy "The engine does its work" on %s', bare.name);
        end if;
        execute format('create policy "The engine does its work" on %s to %I using (true) with check (true)', bare.name, bare.owner);
      end loop;
    end
  $$;

comment on function meanwhile.raise_wall is 'Turns row security on, for everybody, on the tables of this schema that lack it.';

create policy "Users can access their own tasks" on meanwhile.tasks for select
  using ((select meanwhile.sql_sees_all()) or created_by = (select meanwhile.sql_user()));

create policy "Users can access their own tasks" on meanwhile.queue for select
  using ((select meanwhile.sql_sees_all())
         or exists (select from meanwhile.tasks t where t.id = task_id and t.created_by = (select meanwhile.sql_user())));

create policy "Users can access their own tasks" on meanwhile.task_events for select
  using ((select meanwhile.sql_sees_all())
         or exists (select from meanwhile.tasks t where t.id = task_id and t.created_by = (select meanwhile.sql_user())));

create policy "Users can access their own tasks" on meanwhile.tasks_archive for select
  using ((select meanwhile.sql_sees_all()) or created_by = (select meanwhile.sql_user()));

create policy "Users can access their own tasks" on meanwhile.task_events_archive for select
  using ((select meanwhile.sql_sees_all())
         or exists (select from meanwhile.tasks_archive t where t.id = task_id and t.created_by = (select meanwhile.sql_user())));

create policy "Users can access their own tasks" on meanwhile.attention for select
  using ((select meanwhile.sql_sees_all()) or created_by = (select meanwhile.sql_user()));

create policy "Everybody knows the types" on meanwhile.task_types for select using (true);

-- It ran with the rights of its owner, past all of the above.
alter view meanwhile.task_now set (security_invoker = true);

-- A task as it stands, held until the transaction ends. A person does not even wait for one that is not theirs: to them there is none.
create or replace function meanwhile.hold(task uuid, out q meanwhile.queue, out t meanwhile.tasks, out now_ meanwhile.answer)
  language plpgsql
  set lock_timeout = '10s'
  as $$
    begin
      if pg_catalog.current_setting('role') = 'meanwhile_person'
         and not meanwhile.sql_sees_all()
         and not exists (select from meanwhile.tasks o where o.id = task and o.created_by = meanwhile.sql_user()) then
        return;
      end if;
      select * into q from meanwhile.queue where task_id = task for update;
      select * into t from meanwhile.tasks where id = task for no key update;
      if q.task_id is null then
        -- It may have been asked for again while we waited for the record.
        select * into q from meanwhile.queue where task_id = task for update;
      end if;
      now_.status := case when q.claimed_at is not null then 'processing' else t.status end;
      now_.label := case
                      when now_.status = 'pending'        then 'waiting'
                      when now_.status = 'processing'     then 'running'
                      when now_.status = 'completed'      then 'done'
                      when now_.status = 'cancelled'      then 'cancelled'
                      when t.dismissed_at is not null     then 'dismissed'
                      when q.retrying                     then 'will retry'
                      when now_.status is not null        then 'needs attention' end;
      now_.version := coalesce(q.version, t.version);
    end
  $$;

-- The only changes of tasks that a person's request can make: with the owner's rights, after `hold` has looked whose task it is.
alter function meanwhile.dismiss(uuid, text, uuid, text, bigint) security definer set search_path = pg_catalog, pg_temp;
alter function meanwhile.reinstate(uuid, text, bigint) security definer set search_path = pg_catalog, pg_temp;
alter function meanwhile.retry(uuid, text, bigint, text, integer) security definer set search_path = pg_catalog, pg_temp;
alter function meanwhile.cancel(uuid, text, bigint, text) security definer set search_path = pg_catalog, pg_temp;
revoke execute on function meanwhile.dismiss, meanwhile.reinstate, meanwhile.retry, meanwhile.cancel from public;

-- As before; the new partitions get the wall as well.
create or replace function meanwhile.archive_month(month date) returns void
  language plpgsql
  set lock_timeout = '500ms'
  as $$
    declare
      suffix text := to_char(month, 'YYYY_MM');
      low    uuid := meanwhile.uuid_at(month::timestamp at time zone 'UTC');
      high   uuid := meanwhile.uuid_at((month + interval '1 month') at time zone 'UTC');
      parent text;
    begin
      if to_regclass('meanwhile.tasks_archive_' || suffix) is not null
         or exists (select from meanwhile.tasks_archive_other o where o.id >= low and o.id < high) then
        return;
      end if;
      -- Attaching alone would let a query go on that has listed the partitions already, but not yet taken its snapshot: it would
      -- miss what is moved in this transaction.
      lock table meanwhile.tasks_archive, meanwhile.task_events_archive in access exclusive mode;
      foreach parent in array array['tasks_archive', 'task_events_archive'] loop
        execute format('create table meanwhile.%I (like meanwhile.%I including all)', parent || '_' || suffix, parent);
        perform meanwhile.raise_wall(format('meanwhile.%I', parent || '_' || suffix)::regclass);
        execute format('alter table meanwhile.%I attach partition meanwhile.%I for values from (%L) to (%L)',
                       parent, parent || '_' || suffix, low, high);
      end loop;
    exception when others then
      raise warning 'The archive has no partition for % (%); its tasks lie in tasks_archive_other.', suffix, sqlerrm;
    end
  $$;

select meanwhile.raise_wall();
