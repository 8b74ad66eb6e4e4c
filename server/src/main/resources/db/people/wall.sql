-- What people's requests do with accounts; the policies say with whose. Nobody's request touches devices and throttles.
grant select, insert, update on meanwhile.users to meanwhile_person;
grant select, update on meanwhile.sessions to meanwhile_person;
grant select on meanwhile.session_states to meanwhile_person;
grant select, insert, update on meanwhile.api_keys to meanwhile_person;
grant select (id, purpose, user_id, expires_at, used_at), insert, update on meanwhile.one_time_words to meanwhile_person;
grant select, insert on meanwhile.audit_logs to meanwhile_person;
