-- Keys for programs that ask for tasks to do them, and can do nothing else.
alter table meanwhile.api_keys drop constraint api_keys_scope_check;
alter table meanwhile.api_keys add constraint api_keys_scope_check check (scope in ('read', 'write', 'work'));
