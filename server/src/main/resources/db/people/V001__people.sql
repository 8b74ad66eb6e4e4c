-- Who may use this house, what they hold that proves it, and what they did. The clock is the engine's.
create table meanwhile.users (
  id            uuid        primary key default uuidv7(),
  username      text        not null check (username ~ '^[a-z0-9][a-z0-9._-]{1,49}$'),
  full_name     text        not null check (length(full_name) between 1 and 200),
  email         text        check (length(email) <= 254 and email ~ '^[^@\s]+@[^@\s]+$'),
  phone         text        check (phone ~ '^\+[1-9][0-9]{6,14}$'),
  role          text        not null check (role in ('admin', 'supervisor', 'booking_agent', 'driver', 'client')),
  password_hash text,
  disabled_at   timestamptz,
  last_seen_at  timestamptz,
  created_at    timestamptz not null default meanwhile.clock(),
  updated_at    timestamptz not null default meanwhile.clock()
);

create unique index users_username on meanwhile.users (username);
create unique index users_email on meanwhile.users (lower(email));

comment on column meanwhile.users.password_hash is
  'Argon2id with its parameters; null until the person has chosen a password.';

-- How long a role may rest before it is signed out: the one place that says so.
create function meanwhile.idle_limit(role text) returns interval
  language sql immutable parallel safe
  as $$
    select case role when 'admin' then interval '30 minutes'
                     when 'supervisor' then interval '60 minutes'
                     else interval '120 minutes' end
  $$;

-- A browser that is signed in. The cookie itself is not kept, only what it hashes to.
create table meanwhile.sessions (
  id            uuid        primary key default uuidv7(),
  token_hash    bytea       not null unique,
  user_id       uuid        not null references meanwhile.users,
  created_at    timestamptz not null default meanwhile.clock(),
  last_activity timestamptz not null default meanwhile.clock(),
  expires_at    timestamptz not null default meanwhile.clock() + interval '12 hours',
  ended_at      timestamptz,
  end_reason    text,
  address       text        not null,
  agent         text        not null,
  check ((ended_at is null) = (end_reason is null))
);

create index sessions_user on meanwhile.sessions (user_id) where ended_at is null;

-- Every session with its person, and whether it still holds: null, or the word for why it does not.
create view meanwhile.session_states with (security_invoker = true) as
  select s.id, s.token_hash, s.user_id, s.created_at, s.last_activity, s.address, s.agent,
         u.username, u.full_name, u.role,
         extract(epoch from meanwhile.idle_limit(u.role))::integer as idle_limit,
         extract(epoch from s.last_activity + meanwhile.idle_limit(u.role) - meanwhile.clock())::integer as idle_left,
         extract(epoch from s.expires_at - meanwhile.clock())::integer as total_left,
         case when s.ended_at is not null then s.end_reason
              when u.disabled_at is not null then 'disabled'
              when meanwhile.clock() >= s.expires_at then 'expired'
              when meanwhile.clock() >= s.last_activity + meanwhile.idle_limit(u.role) then 'inactivity'
         end as ended
    from meanwhile.sessions s
    join meanwhile.users u on u.id = s.user_id;

-- A browser in which somebody has signed in before: others' wrong guesses do not lock it out.
create table meanwhile.devices (
  token_hash bytea       primary key,
  user_id    uuid        not null references meanwhile.users,
  created_at timestamptz not null default meanwhile.clock()
);

-- Keys for programs. They act for their owner.
create table meanwhile.api_keys (
  id           uuid        primary key default uuidv7(),
  user_id      uuid        not null references meanwhile.users,
  name         text        not null check (length(name) between 1 and 100),
  scope        text        not null check (scope in ('read', 'write')),
  token_hash   bytea       not null unique,
  last_four    text        not null,
  created_at   timestamptz not null default meanwhile.clock(),
  last_used_at timestamptz,
  revoked_at   timestamptz
);

create index api_keys_user on meanwhile.api_keys (user_id);

-- One-time words that let a person choose a password: the first administrator's, an invitation's, a reset's.
create table meanwhile.one_time_words (
  id         uuid        primary key default uuidv7(),
  word_hash  bytea       not null unique,
  purpose    text        not null check (purpose in ('setup', 'invite', 'reset')),
  user_id    uuid        references meanwhile.users,
  expires_at timestamptz not null,
  used_at    timestamptz,
  check ((user_id is null) = (purpose = 'setup'))
);

-- Buckets of guesses that fill again with time. Without a log: after a crash everybody may guess a few times more.
create unlogged table meanwhile.throttles (
  key     text             primary key,
  tokens  double precision not null,
  allowed boolean          not null,
  at      timestamptz      not null
);

-- Who did what to what, when, and from where. It is only ever added to.
create table meanwhile.audit_logs (
  id          uuid        primary key default uuidv7(),
  action      text        not null,
  entity_type text        not null,
  entity_id   text        not null,
  user_id     uuid,
  user_name   text        not null,
  details     jsonb       not null default '{}',
  address     text,
  agent       text,
  request_id  text,
  created_at  timestamptz not null default meanwhile.clock()
);

create index audit_logs_entity on meanwhile.audit_logs (entity_type, entity_id, id);
create index audit_logs_user on meanwhile.audit_logs (user_id, id);

create function meanwhile.refuse_audit_change() returns trigger
  language plpgsql
  as $$
    begin
      raise exception 'The audit log is only ever added to.' using errcode = 'insufficient_privilege';
    end
  $$;

create trigger audit_logs_stay before update or delete on meanwhile.audit_logs
  for each row execute function meanwhile.refuse_audit_change();
create trigger audit_logs_stay_all before truncate on meanwhile.audit_logs
  for each statement execute function meanwhile.refuse_audit_change();

revoke all on meanwhile.users, meanwhile.sessions, meanwhile.session_states, meanwhile.devices, meanwhile.api_keys, meanwhile.one_time_words,
              meanwhile.throttles, meanwhile.audit_logs from public;
