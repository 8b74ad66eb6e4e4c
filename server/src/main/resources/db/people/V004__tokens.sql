-- What programs sign in with: short access tokens, signed here, and refresh tokens, each good for one use.

-- Which installation this is, so that a token of another one is worth nothing here.
create table meanwhile.installations (
  single boolean primary key default true check (single),
  id   uuid    not null default uuidv7()
);

insert into meanwhile.installations default values;

-- Each signs for a day and is believed ten minutes longer: an old backup forges nothing.
create table meanwhile.signing_keys (
  id          uuid        primary key default uuidv7(),
  private_key bytea       not null,
  public_key  bytea       not null,
  created_at  timestamptz not null default meanwhile.clock()
);

-- All of a session are one family: who shows a used one ends the session.
create table meanwhile.refresh_tokens (
  token_hash bytea       primary key,
  session_id uuid        not null references meanwhile.sessions on delete cascade,
  created_at timestamptz not null default meanwhile.clock(),
  used_at    timestamptz
);

create index refresh_tokens_session on meanwhile.refresh_tokens (session_id);

revoke all on meanwhile.installations, meanwhile.signing_keys, meanwhile.refresh_tokens from public;
