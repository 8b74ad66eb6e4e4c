-- What people's requests read of the engine, and the four functions by which they change a task. Everything else is the engine's.
grant usage on schema meanwhile to meanwhile_person;
grant select on meanwhile.tasks, meanwhile.queue, meanwhile.task_events, meanwhile.attention, meanwhile.tasks_archive,
                meanwhile.task_events_archive, meanwhile.task_types, meanwhile.task_now to meanwhile_person;
grant execute on function meanwhile.dismiss, meanwhile.reinstate, meanwhile.retry, meanwhile.cancel to meanwhile_person;
