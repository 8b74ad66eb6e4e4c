-- Who sees the task of an import sees what it read and wrote: the condition asks the tasks, which have policies of their own.
create policy "Of the tasks one sees" on meanwhile.imports for select
  using (exists (select from meanwhile.tasks t where t.id = task_id)
         or exists (select from meanwhile.tasks_archive a where a.id = task_id));
create policy "Of the tasks one sees" on meanwhile.import_rejects for select
  using (exists (select from meanwhile.tasks t where t.id = task_id)
         or exists (select from meanwhile.tasks_archive a where a.id = task_id));
create policy "Of the tasks one sees" on meanwhile.contacts for select
  using (exists (select from meanwhile.tasks t where t.id = import_task_id)
         or exists (select from meanwhile.tasks_archive a where a.id = import_task_id));
create policy "Of the tasks one sees" on meanwhile.places for select
  using (exists (select from meanwhile.tasks t where t.id = import_task_id)
         or exists (select from meanwhile.tasks_archive a where a.id = import_task_id));
