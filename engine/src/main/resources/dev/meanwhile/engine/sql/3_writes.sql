-- Plain INSERT and UPDATE on the two views, as the documents write them: each is the transition it stands for, or is refused.

-- A row of either view under the names of the record.
create or replace function meanwhile.sql_wish(given jsonb) returns jsonb
  language sql immutable
  as $$
    select jsonb_object_agg(case key when 'started_at'   then 'processing_started_at'
                                     when 'completed_at' then 'processing_completed_at'
                                     when 'result'       then 'output_data'
                                     else key end, value)
      from jsonb_each(given)
  $$;

-- What failed, in the words of a row: its error, its sentence, or what its details say.
create or replace function meanwhile.sql_reason(details jsonb) returns text
  language sql immutable
  as $$
    select case jsonb_typeof(details)
             when 'string' then details #>> '{}'
             when 'object' then coalesce(details ->> 'message', case jsonb_typeof(details -> 'error') when 'object'
                                                                     then details #>> '{error,message}' else details ->> 'error' end)
           end
  $$;

-- INSERT: a new task, waiting. With status 'failed' it is the record of something that has failed already, which people should
-- see; it is not tried again by itself.
create or replace function meanwhile.sql_insert(wish jsonb) returns uuid
  language plpgsql
  as $$
    declare
      status text := coalesce(wish ->> 'status', 'pending');
      task   uuid;
    begin
      if status not in ('pending', 'failed') then
        perform meanwhile.sql_refuse('MW001', format(
          'A task begins as ''pending'' (or ''failed'', to record a failure); it cannot begin as ''%s''.', status));
      elsif status = 'failed' then
        perform meanwhile.sql_must_work('record failures');
      end if;
      task := meanwhile.sql_submit(wish ->> 'task_type',
                                   case when wish ? 'input_data' then nullif(wish -> 'input_data', 'null') else '{}' end,
                                   wish ->> 'entity_type', wish ->> 'entity_id', wish ->> 'entity_label',
                                   (wish ->> 'created_by')::uuid, (wish ->> 'audit_log_id')::uuid, wish ->> 'workflow_id',
                                   nullif(wish -> 'metadata', 'null'), (wish ->> 'max_retries')::integer,
                                   case status when 'pending' then wish ->> 'status_message' end, (wish ->> 'id')::uuid);
      if status = 'failed' then
        perform meanwhile.sql_start(task);
        perform meanwhile.sql_fail(task, null, 'failed', coalesce(wish ->> 'error_message', meanwhile.sql_reason(wish -> 'error_details')),
                                   wish ->> 'current_step', wish ->> 'status_message', wish -> 'error_details', true);
      end if;
      return task;
    end
  $$;

-- UPDATE: the transition that leads from what the row was to what it shall be.
create or replace function meanwhile.sql_update(was jsonb, wish jsonb) returns void
  language plpgsql
  as $$
    declare
      task    uuid := (was ->> 'id')::uuid;
      from_   text := was ->> 'status';
      to_     text := wish ->> 'status';
      changed text[] := array(select key from jsonb_each(wish) where value is distinct from was -> key order by key);
      fixed   text[] := array(select c from unnest(changed) c
                               where c = any ('{id,task_type,entity_type,entity_id,entity_label,created_by,created_at,input_data,
                                                workflow_id,max_retries,audit_log_id}'));
      told    boolean := changed && '{current_step,status_message,n8n_execution_id,output_data,metadata}';
      failed  boolean := changed && '{error_message,error_details}';
      step    text := case when 'current_step' = any (changed) then wish ->> 'current_step' end;
      words   text := case when 'status_message' = any (changed) then wish ->> 'status_message' end;
      output  jsonb := case when 'output_data' = any (changed) then wish -> 'output_data' end;
    begin
      if cardinality(fixed) > 0 then
        perform meanwhile.sql_refuse('MW005', format('%s of a task does not change after it was created.', array_to_string(fixed, ', ')));
      elsif from_ is distinct from to_ then
        if 'dismissed_at' = any (changed) and not (to_ = 'pending' and wish ->> 'dismissed_at' is null) then
          perform meanwhile.sql_refuse('MW001', format('Task %s cannot get another status and be dismissed in one statement.', task));
        end if;
        case to_
          when 'processing' then
            perform meanwhile.sql_start(task);
            if told then
              perform meanwhile.sql_report(task, null, step, words, wish ->> 'n8n_execution_id', output,
                                           case when 'metadata' = any (changed) then wish -> 'metadata' end);
            end if;
          when 'completed' then
            perform meanwhile.sql_complete(task, null, output, step, words);
          when 'failed', 'timeout' then
            perform meanwhile.sql_fail(task, null, to_,
                                       case when 'error_message' = any (changed) then wish ->> 'error_message'
                                            when words is null then meanwhile.sql_reason(wish -> 'error_details') end,
                                       step, words, case when 'error_details' = any (changed) then wish -> 'error_details' end, false);
          when 'cancelled' then
            perform meanwhile.sql_cancel(task, words);
          when 'pending' then
            if from_ = 'processing' then
              perform meanwhile.sql_release(task, words);
            else
              perform meanwhile.sql_retry(task, case when 'retry_count' = any (changed) then (wish ->> 'retry_count')::integer end);
            end if;
          else
            perform meanwhile.sql_refuse('MW005', format(
              'There is no status ''%s'': it is pending, processing, completed, failed, cancelled or timeout.', coalesce(to_, '(null)')));
        end case;
      elsif 'dismissed_at' = any (changed) then
        if was ->> 'dismissed_at' is null then
          perform meanwhile.sql_dismiss(task, (wish ->> 'dismissed_by')::uuid);
        elsif wish ->> 'dismissed_at' is null then
          perform meanwhile.sql_reinstate(task);
        else
          perform meanwhile.sql_refuse('MW001', format('Task %s is dismissed already.', task));
        end if;
      elsif failed then
        perform meanwhile.sql_refuse('MW005', 'An error comes together with status ''failed'' or ''timeout''.');
      elsif told then
        perform meanwhile.sql_report(task, null, step, words,
                                     case when 'n8n_execution_id' = any (changed) then wish ->> 'n8n_execution_id' end, output,
                                     case when 'metadata' = any (changed) then wish -> 'metadata' end);
      elsif cardinality(changed) > 0 then
        perform meanwhile.sql_refuse('MW005', format('%s cannot be set: Meanwhile keeps it by its own clock and rules.',
                                                     array_to_string(changed, ', ')));
      end if;
    end
  $$;

-- The trigger of both views. It answers with the row as it stands afterwards, for RETURNING.
create or replace function meanwhile.sql_write() returns trigger
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
  as $$
    declare
      task uuid;
    begin
      if tg_op = 'INSERT' then
        task := meanwhile.sql_insert(meanwhile.sql_wish(to_jsonb(new)));
      elsif tg_op = 'UPDATE' then
        task := old.id;
        perform meanwhile.sql_update(meanwhile.sql_wish(to_jsonb(old)), meanwhile.sql_wish(to_jsonb(new)));
      else
        perform meanwhile.sql_refuse('MW001', 'Tasks are never deleted: they go to the archive a week after their end.');
      end if;
      execute format('select * from %I.%I where id = $1', tg_table_schema, tg_table_name) into new using task;
      return new;
    end
  $$;

create or replace function meanwhile.sql_keep_history() returns trigger
  language plpgsql
  as $$
    begin
      perform meanwhile.sql_refuse('MW001', case tg_argv[0]
        when 'events' then 'The history of a task writes itself; nobody else adds to it or changes it.'
        else 'What is in the archive never changes.' end);
      return null;
    end
  $$;
