-- One row for each import that has begun: what it reads, and how far it has come. It changes in the
-- same transaction as the rows themselves.
create table meanwhile.imports (
  task_id      uuid        primary key,
  target       text        not null,
  columns      text[]      not null default '{}',
  total        bigint      check (total >= 0),
  done         bigint      not null default 0 check (done >= 0),
  imported     bigint      not null default 0 check (imported >= 0),
  skipped      bigint      not null default 0 check (skipped >= 0),
  started_at   timestamptz not null default statement_timestamp(),
  completed_at timestamptz,
  constraint every_row_is_imported_or_skipped check (done = imported + skipped)
);

-- The rows that did not fit, with the reason.
create table meanwhile.import_rejects (
  task_id     uuid   not null,
  line_number bigint not null,
  reason      text   not null,
  fields      text[] not null,
  primary key (task_id, line_number)
);

create table meanwhile.contacts (
  id             uuid        primary key default uuidv7(),
  name           text,
  first_name     text,
  last_name      text,
  email          text,
  phone          text,
  company        text,
  street         text,
  city           text,
  region         text,
  postal_code    text,
  country        text,
  notes          text,
  import_task_id uuid,
  line_number    bigint,
  created_at     timestamptz not null default statement_timestamp(),
  constraint a_contact_can_be_named_or_reached check (coalesce(name, email, phone) is not null),
  constraint each_line_becomes_one_contact unique (import_task_id, line_number)
);

create table meanwhile.places (
  id             uuid             primary key default uuidv7(),
  name           text             not null,
  postal_code    text,
  region         text,
  region_code    text,
  county         text,
  country        text,
  latitude       double precision check (latitude between -90 and 90),
  longitude      double precision check (longitude between -180 and 180),
  population     bigint           check (population >= 0),
  time_zone      text,
  import_task_id uuid,
  line_number    bigint,
  created_at     timestamptz      not null default statement_timestamp(),
  constraint each_line_becomes_one_place unique (import_task_id, line_number)
);
