-- The archive: settled tasks and their events, moved out of the record some days after their end and kept for ever.
--
-- Partitioned by the month in which the task was created, which its id tells: so the id alone finds the partition, an id is
-- there only once, and "the newest first" needs no sort. Ids that carry no time lie in the partition `…_other`.
create function meanwhile.uuid_at(at timestamptz) returns uuid
  language sql immutable parallel safe
  as $$ select (lpad(to_hex(floor(extract(epoch from at) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid $$;

comment on function meanwhile.uuid_at is 'The smallest id of version 7 that can be made at this moment, or is smaller than all of them.';

-- The first column is its own, the others are those of the record, in the same order: a column that the record gets is added at
-- the end of both (`archive_follows`), so a row moves as it is.
create table meanwhile.tasks_archive (
  archived_at timestamptz not null,
  like meanwhile.tasks
) partition by range (id);

alter table meanwhile.tasks_archive add primary key (id);

create table meanwhile.task_events_archive (like meanwhile.task_events) partition by range (task_id);

alter table meanwhile.task_events_archive add primary key (task_id, version);

create table meanwhile.tasks_archive_other partition of meanwhile.tasks_archive default;
create table meanwhile.task_events_archive_other partition of meanwhile.task_events_archive default;

-- Nothing changes here any more, so indexes cost nothing but their place.
create index tasks_archive_created_by on meanwhile.tasks_archive (created_by, id) where created_by is not null;
create index tasks_archive_entity on meanwhile.tasks_archive (entity_type, entity_id, id) where entity_type is not null;
create index tasks_archive_parent on meanwhile.tasks_archive (parent_id, id) where parent_id is not null;
create index tasks_archive_status on meanwhile.tasks_archive (status, id);
create index tasks_archive_type on meanwhile.tasks_archive (task_type, id);
create index tasks_archive_completed on meanwhile.tasks_archive using brin (processing_completed_at);

create function meanwhile.search_text(label text, id text, sentence text) returns text
  language sql immutable parallel safe
  as $$ select lower(coalesce(label, '') || ' ' || coalesce(id, '') || ' ' || coalesce(sentence, '')) $$;

-- Rare words are found by their groups of three letters. Where the extension is missing, a search for one reads everything.
do $$
  declare
    home text;
  begin
    begin
      create extension if not exists pg_trgm with schema meanwhile;
    exception when others then
      raise warning 'The extension pg_trgm cannot be installed (%); searching a large archive for rare words will be slow.', sqlerrm;
    end;
    select n.nspname into home
      from pg_extension e
      join pg_namespace n on n.oid = e.extnamespace
     where e.extname = 'pg_trgm';
    if home is not null then
      execute format(
        'create index tasks_archive_words on meanwhile.tasks_archive
           using gin (meanwhile.search_text(entity_label, entity_id, status_message) %I.gin_trgm_ops)
           with (gin_pending_list_limit = 256)', home);
    end if;
  end
$$;

create function meanwhile.refuse_archived() returns trigger
  language plpgsql
  as $$
    begin
      raise exception using
        errcode = 'MW001',
        message = 'The task is archived; nothing changes any more.';
    end
  $$;

create trigger tasks_archive_law before update or delete on meanwhile.tasks_archive
  for each row execute function meanwhile.refuse_archived();
create trigger tasks_archive_stays before truncate on meanwhile.tasks_archive
  for each statement execute function meanwhile.refuse_archived();
create trigger task_events_archive_law before update or delete on meanwhile.task_events_archive
  for each row execute function meanwhile.refuse_archived();
create trigger task_events_archive_stays before truncate on meanwhile.task_events_archive
  for each statement execute function meanwhile.refuse_archived();

-- The idempotency keys of archived tasks: unique across all partitions, and found without looking into each.
create table meanwhile.archived_keys (
  idempotency_key text not null,
  created_by      uuid,
  task_id         uuid not null
);

create unique index archived_keys_key on meanwhile.archived_keys (idempotency_key, created_by) nulls not distinct;

create function meanwhile.skip_archived_key() returns trigger
  language plpgsql
  as $$
    begin
      -- The lock waits for a batch that archives the task with this key at this moment.
      perform
         from meanwhile.tasks t
        where t.idempotency_key = new.idempotency_key
          and t.created_by is not distinct from new.created_by
          for key share;
      if not found and exists (
           select
             from meanwhile.archived_keys k
            where k.idempotency_key = new.idempotency_key
              and k.created_by is not distinct from new.created_by) then
        return null;
      end if;
      return new;
    end
  $$;

comment on function meanwhile.skip_archived_key is
  'A key that an archived task has used creates nothing, exactly as one that is still in the record.';

create trigger tasks_archived_key before insert on meanwhile.tasks
  for each row when (new.idempotency_key is not null)
  execute function meanwhile.skip_archived_key();

-- When the archiving runs, where it stands, and up to where the log of events has been emptied. One row.
create table meanwhile.archiving (
  one         boolean     primary key default true check (one),
  keep        interval    not null default '7 days' check (keep >= interval '1 hour'),
  daily_at    time        not null default '03:00',
  zone        text        not null default 'UTC',
  done_for    timestamptz not null default meanwhile.clock(),
  running_for timestamptz,
  place       uuid,
  moved       bigint      not null default 0,
  newest_xid  xid8        not null default '0',
  newest_seq  bigint      not null default 0,
  check ((running_for is null) = (place is null))
) with (fillfactor = 20);

comment on column meanwhile.archiving.keep is 'How long an ended task stays in the record.';
comment on column meanwhile.archiving.done_for is 'The appointed time of the last run that came to its end.';
comment on column meanwhile.archiving.running_for is 'The appointed time of the run that is under way.';
comment on column meanwhile.archiving.place is 'The run under way has looked at all tasks up to this id.';
comment on column meanwhile.archiving.moved is 'How many tasks the run under way, or the last one, has moved.';
comment on column meanwhile.archiving.newest_xid is
  'With newest_seq: the newest event that was moved. A reader that stands before it may have missed events.';

insert into meanwhile.archiving default values;

-- Gives the archive the columns that the record got since; called after every migration.
create function meanwhile.archive_follows() returns void
  language plpgsql
  as $$
    declare
      missing record;
    begin
      for missing in
        select r.relname || '_archive' as archive, a.attname, format_type(a.atttypid, a.atttypmod) as type
          from pg_class r
          join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
         where r.oid in ('meanwhile.tasks'::regclass, 'meanwhile.task_events'::regclass)
           and not exists (
                 select
                   from pg_attribute b
                  where b.attrelid = ('meanwhile.' || r.relname || '_archive')::regclass
                    and b.attname = a.attname)
         order by r.oid, a.attnum
      loop
        execute format('alter table meanwhile.%I add column %I %s', missing.archive, missing.attname, missing.type);
      end loop;
    end
  $$;

-- Makes the partitions of a month, when they are not there. Failing to do so is no reason not to archive: the rows then lie in
-- the partition for others.
create function meanwhile.archive_month(month date) returns void
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
        execute format('alter table meanwhile.%I attach partition meanwhile.%I for values from (%L) to (%L)',
                       parent, parent || '_' || suffix, low, high);
      end loop;
    exception when others then
      raise warning 'The archive has no partition for % (%); its tasks lie in tasks_archive_other.', suffix, sqlerrm;
    end
  $$;

-- Moves what may be moved of the next 200 tasks after an id. The caller holds the row of `archiving`.
--
-- Settled is a task that has ended and has no row in the queue: a failed one with a retry to come has one. A task that others
-- wait for stays until they have seen its end. Whoever changes an ended task locks its row first; the locks are taken before
-- the statement that moves, so that it sees all that was changed. Locks of others are not waited for: such a task stays until
-- the next run.
create function meanwhile.archive_next(inout place uuid, ended_before timestamptz, out moved integer)
  language plpgsql
  as $$
    declare
      young  uuid := meanwhile.uuid_at(ended_before);
      future uuid := meanwhile.uuid_at(meanwhile.clock() + interval '1 day');
      looked uuid[];
      due    uuid[];
      noted  uuid[];
      late   record;
    begin
      moved := 0;
      if place < young then
        looked := array (select t.id from meanwhile.tasks t where t.id > place and t.id < young order by t.id limit 200);
        place := coalesce(looked[cardinality(looked)], future);   -- what was created since cannot have ended before
      else
        looked := array (select t.id from meanwhile.tasks t where t.id > place order by t.id limit 200);
        place := looked[cardinality(looked)];
      end if;
      if cardinality(looked) = 0 then
        return;
      end if;

      due := array (
        select t.id
          from meanwhile.tasks t
         where t.id = any (looked)
           and t.status <> 'pending'
           and t.processing_completed_at < ended_before
           and not exists (select from meanwhile.queue q where q.task_id = t.id)
           and not exists (select from meanwhile.task_waits w where w.on_id = t.id)
           and not exists (select from meanwhile.tasks_archive a where a.id = t.id)
           for update of t skip locked);
      noted := array (select a.task_id from meanwhile.attention a where a.task_id = any (due) for update skip locked);
      due := array (
        select d.id
          from unnest(due) as d (id)
         where d.id = any (noted)
            or not exists (select from meanwhile.attention a where a.task_id = d.id));
      if cardinality(due) = 0 then
        return;
      end if;

      for late in
        select distinct date_trunc('month', uuid_extract_timestamp(d.id) at time zone 'UTC')::date as month
          from unnest(due) as d (id)
         where uuid_extract_version(d.id) = 7
           and uuid_extract_timestamp(d.id) between timestamptz '2020-01-01' and meanwhile.clock() + interval '1 day'
      loop
        perform meanwhile.archive_month(late.month);
      end loop;

      with gone as (
        delete from meanwhile.tasks t
         where t.id = any (due)
        returning t.*
      ),
      kept as (
        insert into meanwhile.tasks_archive
        select meanwhile.clock(), g.*
          from gone g
        returning id
      ),
      keys as (
        insert into meanwhile.archived_keys (idempotency_key, created_by, task_id)
        select g.idempotency_key, g.created_by, g.id
          from gone g
         where g.idempotency_key is not null
            on conflict do nothing
      ),
      untold as (
        delete from meanwhile.task_events e
         where e.task_id = any (due)
        returning e.*
      ),
      told as (
        insert into meanwhile.task_events_archive
        select u.*
          from untold u
      ),
      unnoted as (
        delete from meanwhile.attention a where a.task_id = any (due)
      ),
      undone as (
        delete from meanwhile.task_steps s where s.task_id = any (due)
      ),
      newest as (
        select u.xid, u.seq
          from untold u
         order by u.xid desc, u.seq desc
         limit 1
      ),
      marked as (
        update meanwhile.archiving r
           set newest_xid = n.xid,
               newest_seq = n.seq
          from newest n
         where (n.xid, n.seq) > (r.newest_xid, r.newest_seq)
           and n.xid < pg_snapshot_xmin(pg_current_snapshot())   -- not of the cluster a backup was made of
      )
      select count(*) into moved from kept;
    end
  $$;

-- The appointed time that came last.
create function meanwhile.archive_due() returns timestamptz
  language sql stable
  as $$
    select case when today.at <= meanwhile.clock() then today.at
                else (today.day - 1 + r.daily_at) at time zone r.zone end
      from meanwhile.archiving r,
           lateral (select (meanwhile.clock() at time zone r.zone)::date as day) here,
           lateral (select here.day, (here.day + r.daily_at) at time zone r.zone as at) today
  $$;

-- One turn of the nightly run, for any node that asks: a batch when a run is due or under way. Its place is remembered in the same
-- transaction, so a node that dies loses nothing, and another goes on.
--
-- state: rest (nothing to do), busy (somebody else is at it), more (take another turn), done (`total` tasks were moved in all)
create function meanwhile.archive_turn(out state text, out moved integer, out total bigint)
  language plpgsql
  as $$
    declare
      run meanwhile.archiving;
      due timestamptz := meanwhile.archive_due();
    begin
      moved := 0;
      total := 0;
      select * into run from meanwhile.archiving;
      if run.place is null and run.done_for >= due then
        state := 'rest';
        return;
      end if;
      select * into run from meanwhile.archiving for update skip locked;
      if not found then
        state := 'busy';
        return;
      end if;
      if run.place is null then
        if run.done_for >= due then
          state := 'rest';
          return;
        end if;
        run.place := '00000000-0000-0000-0000-000000000000';
        run.running_for := due;
        run.moved := 0;
      end if;

      select n.place, n.moved into run.place, moved
        from meanwhile.archive_next(run.place, meanwhile.clock() - run.keep) n;
      total := run.moved + moved;
      state := case when run.place is null then 'done' else 'more' end;
      update meanwhile.archiving r
         set place       = run.place,
             moved       = total,
             running_for = case when run.place is not null then run.running_for end,
             done_for    = case when run.place is null then run.running_for else r.done_for end;
      if run.place is null then
        -- Ahead of time, when nobody waits for it.
        perform meanwhile.archive_month(date_trunc('month', meanwhile.clock() at time zone 'UTC')::date);
        perform meanwhile.archive_month(
                  (date_trunc('month', meanwhile.clock() at time zone 'UTC') + interval '1 month')::date);
      end if;
    end
  $$;

-- Archives now, in the caller's transaction. That transaction holds the live stream back until it ends, so one call moves little
-- more than `at_most`; call again while the answer is that large.
create function meanwhile.archive_old_tasks(at_most integer default 5000, out archived_count integer)
  language plpgsql
  as $$
    declare
      place uuid := '00000000-0000-0000-0000-000000000000';
      step  record;
      keep  interval;
    begin
      archived_count := 0;
      select r.keep into keep from meanwhile.archiving r for update;
      while place is not null and archived_count < at_most loop
        select * into step from meanwhile.archive_next(place, meanwhile.clock() - keep);
        place := step.place;
        archived_count := archived_count + step.moved;
      end loop;
    end
  $$;

select meanwhile.archive_month(date_trunc('month', meanwhile.clock() at time zone 'UTC')::date);
