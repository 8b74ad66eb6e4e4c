-- So that everybody can tell why a task waits: a type with places of its own takes none of those that the others share.
alter table meanwhile.task_types add column aside integer check (aside >= 0);

comment on column meanwhile.task_types.aside is
  'How many places of its own it has on each node; 0 for pulled types; null for types that share places.';
