-- Whose rows a person's request sees and changes, as Permissions has it. Nobody may change their own role.
create policy "People see themselves" on meanwhile.users for select
  using ((select meanwhile.sql_administers()) or id = (select meanwhile.sql_user()));
create policy "Administrators invite" on meanwhile.users for insert
  with check ((select meanwhile.sql_administers()));
create policy "People keep their account" on meanwhile.users for update
  using ((select meanwhile.sql_administers()) or id = (select meanwhile.sql_user()))
  with check ((select meanwhile.sql_administers())
              or (id = (select meanwhile.sql_user()) and role = pg_catalog.current_setting('app.role', true) and disabled_at is null));

-- Whoever resets an account ends its sessions and takes its keys away.
create policy "People see their sessions" on meanwhile.sessions for select
  using ((select meanwhile.sql_administers()) or user_id = (select meanwhile.sql_user()));
create policy "People end their sessions" on meanwhile.sessions for update
  using ((select meanwhile.sql_administers()) or user_id = (select meanwhile.sql_user()));

create policy "People see their keys" on meanwhile.api_keys for select
  using ((select meanwhile.sql_administers()) or user_id = (select meanwhile.sql_user()));
create policy "People make keys" on meanwhile.api_keys for insert
  with check (user_id = (select meanwhile.sql_user()));
create policy "People revoke their keys" on meanwhile.api_keys for update
  using ((select meanwhile.sql_administers()) or user_id = (select meanwhile.sql_user()));

create policy "Administrators see invitations" on meanwhile.one_time_words for select
  using ((select meanwhile.sql_administers()));
create policy "Administrators make invitations" on meanwhile.one_time_words for insert
  with check ((select meanwhile.sql_administers()));
create policy "Administrators withdraw invitations" on meanwhile.one_time_words for update
  using ((select meanwhile.sql_administers()));

create policy "People see what they did" on meanwhile.audit_logs for select
  using ((select meanwhile.sql_sees_all()) or user_id = (select meanwhile.sql_user()));
create policy "People sign with their own name" on meanwhile.audit_logs for insert
  with check (user_id = (select meanwhile.sql_user()));
