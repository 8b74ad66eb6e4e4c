-- The policy says that supervisors and administrators see them. The keys of callbacks are nobody's.
grant select on meanwhile.webhook_calls to meanwhile_person;
