-- Files that people handed over completely. The bytes lie in the data folder, under the id.
create table meanwhile.uploads (
  id              uuid        primary key,
  name            text        not null,
  size            bigint      not null check (size > 0),
  sha256          text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
  created_by      uuid        not null,
  created_at      timestamptz not null default statement_timestamp(),
  idempotency_key text,
  unique (created_by, idempotency_key)
);
