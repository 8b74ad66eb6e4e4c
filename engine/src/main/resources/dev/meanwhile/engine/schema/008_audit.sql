-- From an audit entry to the tasks it caused. Tasks that nobody wrote down do not pay for it.
create index tasks_audit on meanwhile.tasks (audit_log_id) where audit_log_id is not null;
create index tasks_archive_audit on meanwhile.tasks_archive (audit_log_id) where audit_log_id is not null;
