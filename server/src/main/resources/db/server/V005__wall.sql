create policy "People see their files" on meanwhile.uploads for select
  using ((select meanwhile.sql_sees_all()) or created_by = (select meanwhile.sql_user()));
create policy "People hand over files" on meanwhile.uploads for insert
  with check (created_by = (select meanwhile.sql_user()));
