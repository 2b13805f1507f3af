-- Where things are: the elder-care network of a county, who works in it, and the points of villages and households.
create table division_point (
  code text collate "C" not null primary key,
  county text collate "C" not null,
  longitude double precision not null,
  latitude double precision not null,
  source text not null,
  constraint division_point_on_earth check (longitude between -180 and 180 and latitude between -90 and 90),
  constraint division_point_source check (source in ('map', 'survey', 'demo'))
);
comment on table division_point is 'the middle of a village or town; no personal data, read by everybody';
alter table division_point enable row level security;
create policy division_point_read on division_point for select to doudi_app using (true);
create policy division_point_write on division_point to doudi_app
  using (code >= nullif(current_setting('app.division_from', true), '')
    and code < nullif(current_setting('app.division_until', true), ''))
  with check (code >= nullif(current_setting('app.division_from', true), '')
    and code < nullif(current_setting('app.division_until', true), ''));
grant select, insert, update on division_point to doudi_app;

create table household_point (
  household_id bigint not null primary key references household (id),
  county text collate "C" not null,
  division text collate "C" not null,
  longitude double precision not null,
  latitude double precision not null,
  source text not null,
  recorded_at timestamptz not null default now(),
  constraint household_point_on_earth check (longitude between -180 and 180 and latitude between -90 and 90),
  constraint household_point_source check (source in ('map', 'survey', 'demo'))
);

create table care_provider (
  id bigint generated always as identity primary key,
  county text collate "C" not null,
  division text collate "C" not null,
  name text not null,
  kind text not null,
  credit_code text,
  contact text not null default '',
  closed_on date,
  version integer not null default 1,
  constraint care_provider_kind check (kind in ('public', 'social-organisation', 'enterprise')),
  constraint care_provider_once unique (county, name)
);

create table facility (
  id bigint generated always as identity primary key,
  county text collate "C" not null,
  division text collate "C" not null,
  kind text not null,
  name text not null,
  address text not null default '',
  longitude double precision not null,
  latitude double precision not null,
  -- Only of an institution.
  institution_class text,
  provider_id bigint references care_provider (id),
  beds integer not null default 0,
  nursing_beds integer not null default 0,
  day_places integer not null default 0,
  meals integer not null default 0,
  opened_on date not null,
  closed_on date,
  version integer not null default 1,
  constraint facility_kind check (kind in ('county-centre', 'township-hub', 'village-station', 'institution', 'canteen')),
  constraint facility_class check (institution_class in ('safety-net', 'inclusive', 'market')),
  constraint facility_class_of_institution check (kind = 'institution' or institution_class is null),
  constraint facility_capacity check (beds >= 0 and nursing_beds between 0 and beds and day_places >= 0 and meals >= 0),
  constraint facility_on_earth check (longitude between -180 and 180 and latitude between -90 and 90),
  constraint facility_closes_after_opening check (closed_on is null or closed_on >= opened_on)
);
create index facility_by_place on facility (division, kind) where closed_on is null;
-- A county has one centre that dispatches.
create unique index facility_one_centre on facility (county) where kind = 'county-centre' and closed_on is null;

-- The divisions that a facility serves, whatever they lie in.
create table facility_catchment (
  facility_id bigint not null references facility (id),
  serves text collate "C" not null,
  county text collate "C" not null,
  division text collate "C" not null,
  constraint facility_catchment_pk primary key (facility_id, serves)
);
create index facility_catchment_serves on facility_catchment (serves);

create table carer (
  id bigint generated always as identity primary key,
  county text collate "C" not null,
  division text collate "C" not null,
  name text not null,
  phone_cipher bytea,
  provider_id bigint references care_provider (id),
  -- Where her day begins and ends.
  facility_id bigint not null references facility (id),
  skills text[] not null,
  shift_from integer not null,
  shift_until integer not null,
  weekdays integer[] not null,
  mode text not null,
  most_minutes integer,
  meal_capacity integer not null default 0,
  active_from date not null,
  active_until date,
  version integer not null default 1,
  constraint carer_mode check (mode in ('foot', 'e-bike', 'car')),
  constraint carer_shift check (shift_from >= 0 and shift_until > shift_from and shift_until <= 1440)
);
comment on column carer.shift_from is 'minutes after midnight, as all times of a day in dispatch';
create index carer_by_place on carer (division) where active_until is null;

create table carer_absence (
  id bigint generated always as identity primary key,
  carer_id bigint not null references carer (id),
  county text collate "C" not null,
  division text collate "C" not null,
  first_day date not null,
  last_day date not null,
  -- On the first day she still works until this minute.
  from_minute integer not null default 0,
  reason text not null,
  officer_id bigint not null references officer (id),
  withdrawn_on date,
  constraint carer_absence_days check (last_day >= first_day)
);
create index carer_absence_running on carer_absence (carer_id, last_day) where withdrawn_on is null;

-- A plan of where the next stations go, kept to be compared.
create table siting_scenario (
  id bigint generated always as identity primary key,
  county text collate "C" not null,
  division text collate "C" not null,
  name text not null,
  question jsonb not null,
  answer jsonb not null,
  officer_id bigint not null references officer (id),
  created_on date not null,
  removed_on date
);
create index siting_scenario_by_place on siting_scenario (division, id desc) where removed_on is null;

call limit_rows_by_division(
  'household_point', 'care_provider', 'facility', 'facility_catchment', 'carer', 'carer_absence', 'siting_scenario');
-- Carers go over the borders of towns: whoever works in a county sees its network, and changes what is in her own place.
do $$
declare
  name text;
begin
  foreach name in array array['care_provider', 'facility', 'facility_catchment', 'carer', 'carer_absence'] loop
    execute format(
      'create policy %I on %I for select to doudi_app
         using (county = left(nullif(current_setting(''app.division_from'', true), ''''), 6))',
      name || '_by_county', name);
  end loop;
end
$$;
grant select, insert, update on household_point, care_provider, facility, carer, carer_absence, siting_scenario to doudi_app;
grant select, insert, delete on facility_catchment to doudi_app;

create function move_point_with_household() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update household_point set division = new.division where household_id = new.id;
  return null;
end
$$;
create trigger household_moves_point after update of division on household
  for each row when (old.division is distinct from new.division) execute function move_point_with_household();
