-- What a person wishes of the pages.
alter table meanwhile.users add column theme text not null default 'system' check (theme in ('system', 'light', 'dark'));
alter table meanwhile.users add column notices text not null default 'none' check (notices in ('none', 'own', 'all'));

comment on column meanwhile.users.notices is
  'Of which tasks that need somebody the browser tells.';
