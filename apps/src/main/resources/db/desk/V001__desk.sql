-- The booking desk: whom it drives, who drives, where to, and when. Nothing here is ever deleted.

-- Clinics, and whatever else people are driven to.
create table meanwhile.destinations (
  id         uuid             primary key default uuidv7(),
  name       text             not null unique check (length(name) between 1 and 200),
  address    text,
  city       text,
  state      text             check (state ~ '^[A-Z]{2}$'),
  zip        text             check (zip ~ '^[0-9]{5}(-[0-9]{4})?$'),
  latitude   double precision check (latitude between -90 and 90),
  longitude  double precision check (longitude between -180 and 180),
  phone      text             check (phone ~ '^\+[1-9][0-9]{6,14}$'),
  active     boolean          not null default true,
  version    bigint           not null default 1,
  created_at timestamptz      not null default meanwhile.clock(),
  updated_at timestamptz      not null default meanwhile.clock()
);

create sequence meanwhile.client_numbers start 1001;

create table meanwhile.clients (
  knumber             text             primary key check (knumber ~ '^K[0-9]{7,12}$')
                                       default 'K' || lpad(nextval('meanwhile.client_numbers')::text, 7, '0'),
  first_name          text             not null check (length(first_name) between 1 and 100),
  last_name           text             not null check (length(last_name) between 1 and 100),
  phone               text             check (phone ~ '^\+[1-9][0-9]{6,14}$'),
  email               text             check (length(email) <= 254),
  address             text,
  city                text,
  state               text             check (state ~ '^[A-Z]{2}$'),
  zip                 text             check (zip ~ '^[0-9]{5}(-[0-9]{4})?$'),
  latitude            double precision check (latitude between -90 and 90),
  longitude           double precision check (longitude between -180 and 180),
  primary_clinic_id   uuid             references meanwhile.destinations,
  notes               text,
  active              boolean          not null default true,
  clinic_travel_times jsonb            check (jsonb_typeof(clinic_travel_times) = 'array'),
  quo_contact_id      text,
  version             bigint           not null default 1,
  created_by          uuid,
  created_at          timestamptz      not null default meanwhile.clock(),
  updated_at          timestamptz      not null default meanwhile.clock(),
  search              text             not null generated always as (
                        lower(knumber || ' ' || first_name || ' ' || last_name || ' ' || coalesce(phone, '') || ' ' || coalesce(email, '')
                              || ' ' || coalesce(city, '') || ' ' || coalesce(zip, ''))) stored
);

create index clients_by_name on meanwhile.clients (lower(last_name), lower(first_name), knumber);
create index clients_by_clinic on meanwhile.clients (primary_clinic_id);
-- Those whom the summary counts, and they are few.
create index clients_without_times on meanwhile.clients (knumber) where clinic_travel_times is null and active;

comment on column meanwhile.clients.clinic_travel_times is
  'Null while it is still being calculated: [{clinic_id, clinic, minutes, meters, provider, estimated, pickup_address}].';

create table meanwhile.drivers (
  id                uuid             primary key default uuidv7(),
  full_name         text             not null check (length(full_name) between 1 and 200),
  phone             text             check (phone ~ '^\+[1-9][0-9]{6,14}$'),
  email             text             check (length(email) <= 254),
  home_address      text,
  home_city         text,
  home_state        text             check (home_state ~ '^[A-Z]{2}$'),
  home_zip          text             check (home_zip ~ '^[0-9]{5}(-[0-9]{4})?$'),
  home_latitude     double precision check (home_latitude between -90 and 90),
  home_longitude    double precision check (home_longitude between -180 and 180),
  active            boolean          not null default true,
  colour            text             not null default '#5b6770' check (colour ~ '^#[0-9a-f]{6}$'),
  calendar_id       text,
  calendar_ical_url text,
  user_id           uuid             unique,
  version           bigint           not null default 1,
  created_at        timestamptz      not null default meanwhile.clock(),
  updated_at        timestamptz      not null default meanwhile.clock()
);

comment on column meanwhile.drivers.user_id is 'The account with which this driver sees the own trips.';

-- How far each driver's home is from each client.
create table meanwhile.client_drive_times (
  knumber       text        not null references meanwhile.clients,
  driver_id     uuid        not null references meanwhile.drivers,
  minutes       integer     not null check (minutes >= 0),
  meters        integer     not null check (meters >= 0),
  provider      text        not null,
  estimated     boolean     not null,
  calculated_at timestamptz not null default meanwhile.clock(),
  primary key (knumber, driver_id)
);

create index client_drive_times_driver on meanwhile.client_drive_times (driver_id);

-- Which clinics lie near a driver's home: rank 1 is the nearest.
create table meanwhile.driver_clinic_preferences (
  driver_id     uuid        not null references meanwhile.drivers,
  clinic_id     uuid        not null references meanwhile.destinations,
  minutes       integer     not null check (minutes >= 0),
  meters        integer     not null check (meters >= 0),
  rank          integer     not null check (rank >= 1),
  estimated     boolean     not null,
  calculated_at timestamptz not null default meanwhile.clock(),
  primary key (driver_id, clinic_id)
);

create table meanwhile.appointment_types (
  id              uuid        primary key default uuidv7(),
  name            text        not null unique check (length(name) between 1 and 100),
  default_minutes integer     not null check (default_minutes between 5 and 1440),
  colour          text        not null default '#5b6770' check (colour ~ '^#[0-9a-f]{6}$'),
  active          boolean     not null default true,
  version         bigint      not null default 1,
  created_at      timestamptz not null default meanwhile.clock(),
  updated_at      timestamptz not null default meanwhile.clock()
);

insert into meanwhile.appointment_types (name, default_minutes, colour)
values ('Check-up', 30, '#0b7285'), ('Dialysis', 240, '#862e9c'), ('Physical therapy', 60, '#2b8a3e'), ('Specialist', 60, '#a61e4d');

create table meanwhile.appointments (
  id                  uuid        primary key default uuidv7(),
  knumber             text        not null references meanwhile.clients,
  driver_id           uuid        references meanwhile.drivers,
  clinic_id           uuid        not null references meanwhile.destinations,
  appointment_type_id uuid        not null references meanwhile.appointment_types,
  starts_at           timestamptz not null,
  zone                text        not null,
  duration_minutes    integer     not null check (duration_minutes between 5 and 1440),
  transit_minutes     integer     check (transit_minutes between 0 and 1440),
  transit_source      text        check (transit_source in ('travel_times', 'calculated', 'estimate', 'manual')),
  pickup_address      text,
  status              text        not null default 'scheduled'
                                  check (status in ('scheduled', 'confirmed', 'completed', 'cancelled', 'no_show')),
  notes               text,
  calendar_event_id   text,
  cancelled_at        timestamptz,
  cancel_reason       text,
  deleted_at          timestamptz,
  version             bigint      not null default 1,
  created_by          uuid,
  created_at          timestamptz not null default meanwhile.clock(),
  updated_at          timestamptz not null default meanwhile.clock(),
  constraint transit_has_a_source check ((transit_minutes is null) = (transit_source is null)),
  constraint cancelled_at_some_time check ((status = 'cancelled') = (cancelled_at is not null))
);

create index appointments_by_time on meanwhile.appointments (starts_at, id) where deleted_at is null;
create index appointments_by_driver on meanwhile.appointments (driver_id, starts_at) where deleted_at is null;
create index appointments_by_client on meanwhile.appointments (knumber, starts_at) where deleted_at is null;

comment on column meanwhile.appointments.zone is 'The IANA name of the zone in which people read the time: America/New_York.';
comment on column meanwhile.appointments.deleted_at is 'Set instead of a deletion: the row stays, and nobody sees it.';

-- What was asked and what was answered, so that a form that is sent twice is saved once.
create table meanwhile.desk_requests (
  user_id     uuid        not null,
  key         text        not null check (length(key) between 1 and 300),
  fingerprint bytea       not null,
  answer      jsonb,
  created_at  timestamptz not null default meanwhile.clock(),
  primary key (user_id, key)
);

-- Who works at the desk: the house, and the three roles that Permissions lets in.
create function meanwhile.desk_works() returns boolean
  language sql stable parallel safe
  as $$
    select coalesce(pg_catalog.current_setting('app.role', true) in ('admin', 'supervisor', 'booking_agent'), false)
           or meanwhile.sql_works()
  $$;

create policy "The desk sees clinics, and drivers those they drive to" on meanwhile.destinations for select
  using ((select meanwhile.desk_works())
         or exists (select from meanwhile.appointments a where a.clinic_id = destinations.id and a.deleted_at is null));
create policy "The desk adds clinics" on meanwhile.destinations for insert with check ((select meanwhile.desk_works()));
create policy "The desk keeps clinics" on meanwhile.destinations for update using ((select meanwhile.desk_works()));

create policy "The desk sees drivers, and drivers themselves" on meanwhile.drivers for select
  using ((select meanwhile.desk_works())
         or (pg_catalog.current_setting('app.role', true) = 'driver' and user_id = (select meanwhile.sql_user())));
create policy "The desk adds drivers" on meanwhile.drivers for insert with check ((select meanwhile.desk_works()));
create policy "The desk keeps drivers" on meanwhile.drivers for update using ((select meanwhile.desk_works()));

create policy "The desk sees kinds, and drivers those of their trips" on meanwhile.appointment_types for select
  using ((select meanwhile.desk_works())
         or exists (select from meanwhile.appointments a
                     where a.appointment_type_id = appointment_types.id and a.deleted_at is null));
create policy "The desk adds kinds" on meanwhile.appointment_types for insert with check ((select meanwhile.desk_works()));
create policy "The desk keeps kinds" on meanwhile.appointment_types for update using ((select meanwhile.desk_works()));

-- A driver sees the own trips, and whom they are for.
create policy "The desk sees appointments, and drivers their own" on meanwhile.appointments for select
  using ((select meanwhile.desk_works()) or (deleted_at is null and driver_id in (select d.id from meanwhile.drivers d)));
create policy "The desk adds appointments" on meanwhile.appointments for insert with check ((select meanwhile.desk_works()));
create policy "The desk keeps appointments" on meanwhile.appointments for update using ((select meanwhile.desk_works()));

create policy "The desk sees clients, and drivers those they drive" on meanwhile.clients for select
  using ((select meanwhile.desk_works())
         or exists (select from meanwhile.appointments a where a.knumber = clients.knumber and a.deleted_at is null));
create policy "The desk adds clients" on meanwhile.clients for insert with check ((select meanwhile.desk_works()));
create policy "The desk keeps clients" on meanwhile.clients for update using ((select meanwhile.desk_works()));

create policy "The desk sees drive times" on meanwhile.client_drive_times for select using ((select meanwhile.desk_works()));
create policy "The desk sees preferences" on meanwhile.driver_clinic_preferences for select using ((select meanwhile.desk_works()));

create policy "People see their requests" on meanwhile.desk_requests for select using (user_id = (select meanwhile.sql_user()));
create policy "People make requests" on meanwhile.desk_requests for insert with check (user_id = (select meanwhile.sql_user()));
create policy "People get answers" on meanwhile.desk_requests for update using (user_id = (select meanwhile.sql_user()));
