-- The application's own tables that the documents speak of, and a type for each kind of task in them.
create table public.users (
  id         uuid primary key default uuidv7(),
  username   text not null unique,
  full_name  text not null,
  email      text not null unique,
  phone      text,
  updated_at timestamptz not null default now()
);

create table public.audit_logs (
  id          uuid primary key default uuidv7(),
  action      text not null,
  entity_type text not null,
  entity_id   text not null,
  user_id     uuid not null,
  user_name   text not null,
  details     json not null,
  created_at  timestamptz not null default now()
);

create table public.chat_conversations (
  id      bigint generated always as identity primary key,
  user_id uuid not null,
  title   text
);

create table public.chat_messages (
  id              bigint generated always as identity primary key,
  conversation_id bigint not null references public.chat_conversations,
  role            text not null,
  content         text not null,
  thinking        text,
  async_task_id   uuid,
  created_at      timestamptz not null default now()
);
