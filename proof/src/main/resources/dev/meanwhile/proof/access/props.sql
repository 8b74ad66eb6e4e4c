-- What the proof of access needs on its stage: people, things that belong to them, and a look at whether anything has changed.
create schema proof;
grant usage on schema proof to public;

select meanwhile.register_task_type('nothing', 'Nothing', 300, 0);
select meanwhile.register_task_type('data_import', 'Data import', 300, 0);

insert into meanwhile.dependencies (name, title, threshold, first_pause_ms, last_pause_ms, pace, gap_ms)
values ('partner', 'The partner', 3, 1000, 60000, 10, 1000);

insert into meanwhile.incidents (dependency, title, why, began_by, ended_at)
values ('partner', 'The partner did not answer.', 'No answer.', 'proof', now());

insert into meanwhile.schedules (name, every_ms, zone, task_type, input_data, actor, priority, metadata, next_run_at)
values ('nightly', 86400000, 'UTC', 'nothing', '{}', 'proof', 0, '{}', now() + interval '1 year');

create function proof.person(name text, role text) returns uuid
  language sql
  as $$
    insert into meanwhile.users (username, full_name, role, password_hash) values (name, 'Person ' || name, role, 'none') returning id
  $$;

create function proof.session(person uuid, hash bytea) returns uuid
  language sql
  as $$
    insert into meanwhile.sessions (user_id, token_hash, address, agent) values (person, hash, '127.0.0.1', 'proof') returning id
  $$;

-- A task of somebody, brought to where it must stand.
create function proof.task(person uuid, stands text, type text default 'nothing') returns uuid
  language plpgsql
  as $$
    declare
      task uuid := public.create_background_task('client', person::text, 'A client', type, person);
    begin
      if stands <> 'waiting' then
        perform public.start_background_task(task);
        if stands = 'done' then
          perform public.complete_background_task(task, '{}');
        else
          perform public.fail_background_task(task, 'It did not work.');
          if stands = 'dismissed' then
            perform public.dismiss_background_task(task, person);
          end if;
        end if;
      end if;
      if type = 'data_import' then
        insert into meanwhile.imports (task_id, target, completed_at) values (task, 'contacts', now());
        insert into meanwhile.import_rejects (task_id, line_number, reason, fields) values (task, 1, 'No.', '{}');
        insert into meanwhile.webhook_calls (task_type, task_id, attempt, took_ms, url, request_head, request_body, verdict)
        values (type, task, 1, 1, 'https://partner.example/', '{}', '', 'It went well.');
        insert into meanwhile.contacts (name, import_task_id, line_number) values ('A contact', task, 2);
        insert into meanwhile.places (name, import_task_id, line_number) values ('A place', task, 3);
      end if;
      return task;
    end
  $$;

-- A driver with a trip, and everything that belongs to it; all of it has the person's id where it has one.
create function proof.desk(person uuid) returns void
  language plpgsql
  as $$
    declare
      client text;
    begin
      if exists (select from meanwhile.drivers where id = person) then
        return;
      end if;
      insert into meanwhile.destinations (id, name) values (person, person::text);
      insert into meanwhile.appointment_types (id, name, default_minutes) values (person, person::text, 30);
      insert into meanwhile.drivers (id, full_name, user_id) values (person, 'A driver', person);
      insert into meanwhile.clients (first_name, last_name, created_by) values ('A', 'Client', person) returning knumber into client;
      insert into meanwhile.appointments (knumber, driver_id, clinic_id, appointment_type_id, starts_at, zone, duration_minutes, created_by)
      values (client, person, person, person, now(), 'UTC', 30, person);
      insert into meanwhile.client_drive_times (knumber, driver_id, minutes, meters, provider, estimated)
      values (client, person, 1, 1, 'proof', true);
      insert into meanwhile.driver_clinic_preferences (driver_id, clinic_id, minutes, meters, rank, estimated)
      values (person, person, 1, 1, 1, true);
      insert into meanwhile.desk_requests (user_id, key, fingerprint) values (person, 'proof', '\x00');
    end
  $$;

create function proof.thing(person uuid, kind text) returns uuid
  language plpgsql
  as $$
    declare
      made uuid := uuidv7();
    begin
      case kind
        when 'upload' then
          insert into meanwhile.uploads (id, name, size, sha256, created_by) values (made, 'a.csv', 4, repeat('a', 64), person);
        when 'key' then
          insert into meanwhile.api_keys (id, user_id, name, scope, token_hash, last_four)
          values (made, person, 'A key', 'read', decode(replace(made::text, '-', ''), 'hex'), 'abcd');
        when 'entry' then
          insert into meanwhile.audit_logs (id, action, entity_type, entity_id, user_id, user_name)
          values (made, 'prove', 'proof', 'x', person, 'Somebody');
        when 'session' then
          made := proof.session(person, decode(replace(made::text, '-', ''), 'hex'));
        when 'desk' then
          perform proof.desk(person);
        when 'word' then
          insert into meanwhile.one_time_words (id, word_hash, purpose, user_id, expires_at)
          values (made, decode(replace(made::text, '-', ''), 'hex'), 'reset', person, now() + interval '1 day');
      end case;
      return made;
    end
  $$;

-- Everything that has ended moves to the archive.
create function proof.archive() returns void
  language plpgsql
  set meanwhile.time_shift = '30 days'
  as $$
    begin
      perform public.archive_old_tasks();
    end
  $$;

-- Whether what is looked after for everybody is held back.
create function proof.paused(held boolean) returns void
  language plpgsql
  as $$
    begin
      update meanwhile.task_types
         set paused_at = case when held then now() end, paused_by = case when held then 'x' end, pause_reason = case when held then 'x' end
       where name = 'nothing';
      update meanwhile.dependencies set state = 'closed', incident = null, paused_at = null, paused_by = null, pause_reason = null;
      delete from meanwhile.incident_events where incident_id in (select id from meanwhile.incidents where ended_at is null);
      delete from meanwhile.incidents where ended_at is null;
      if held then
        insert into meanwhile.incidents (dependency, title, why, began_by) values ('partner', 'Paused.', 'x', 'x');
        insert into meanwhile.incidents (task_type, title, why, began_by) values ('nothing', 'Paused.', 'x', 'x');
        update meanwhile.dependencies
           set state = 'open', paused_at = now(), paused_by = 'x', pause_reason = 'x',
               incident = (select id from meanwhile.incidents where dependency = 'partner' and ended_at is null);
      end if;
      update meanwhile.schedules
         set paused_at = case when held then now() end, paused_by = case when held then 'x' end, pause_reason = case when held then 'x' end;
    end
  $$;

-- Two looks that agree: nothing has changed in between.
create function proof.look() returns text
  language sql
  as $$
    select concat_ws(' ',
             (select count(*) from meanwhile.task_events), (select count(*) from meanwhile.task_events_archive),
             (select count(*) from meanwhile.audit_logs), (select count(*) from meanwhile.uploads),
             (select sum(version) from meanwhile.tasks), (select count(*) from meanwhile.queue),
             (select count(*) from meanwhile.attention), (select count(*) from meanwhile.sessions where ended_at is null),
             (select count(*) from meanwhile.api_keys where revoked_at is null), (select count(*) from meanwhile.one_time_words),
             (select md5(string_agg(concat_ws(',', id, full_name, email, role, password_hash, disabled_at), ';' order by id)) from meanwhile.users),
             (select count(paused_at) from meanwhile.task_types), (select count(paused_at) from meanwhile.dependencies),
             (select count(paused_at) from meanwhile.schedules), (select count(last_run_at) from meanwhile.schedules))
  $$;

-- What a statement comes to: `refused`, `nothing` when it reached no row, or `passed`, also when only a constraint stopped it, which is
-- looked at after the policies. Without a key it is about all rows.
create function proof.probe(place regclass, op text, key text, keys text[], example jsonb) returns text
  language plpgsql
  as $$
    declare
      reached bigint;
      filled  text := (select string_agg(quote_ident(a.attname), ', ') from pg_attribute a
                        where a.attrelid = place and a.attnum > 0 and a.attgenerated = '' and not a.attisdropped);
      named   text := coalesce(nullif(key, ''), (select a.attname from pg_attribute a
                                                  where a.attrelid = place and a.attnum > 0 and a.attidentity = '' and not a.attisdropped
                                                  order by a.attnum limit 1));
    begin
      case op
        when 'select' then
          execute format('select count(*) from %s where $2 or %I::text = any ($1)', place, named) into reached using keys, key = '';
        when 'update' then
          execute format('update %s set %I = %I where $2 or %I::text = any ($1)', place, named, named, named) using keys, key = '';
          get diagnostics reached = row_count;
        when 'delete' then
          execute format('delete from %s where $2 or %I::text = any ($1)', place, named) using keys, key = '';
          get diagnostics reached = row_count;
        when 'insert' then
          execute format('insert into %s (%s) overriding system value select %s from jsonb_populate_record(null::%s, $1)',
                         place, filled, filled, place) using example;
          get diagnostics reached = row_count;
      end case;
      return case when reached > 0 then 'passed' else 'nothing' end;
    exception
      when insufficient_privilege then return 'refused';
      when integrity_constraint_violation then return 'passed';
    end
  $$;

create function proof.example(place regclass, key text, keys text[]) returns jsonb
  language plpgsql
  as $$
    declare
      found jsonb;
    begin
      execute format('select to_jsonb(r) from %s r where %I::text = any ($1) limit 1', place, key) into found using keys;
      return found;
    end
  $$;
