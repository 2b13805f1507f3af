-- The application role owns nothing and cannot pass by row-level security. An owner that may not make roles
-- finds it made beforehand; any other owner becomes a member of it, so that it can step down to it.
do $$
begin
  if not exists (select from pg_roles where rolname = 'doudi_app') then
    create role doudi_app nologin nosuperuser nobypassrls nocreatedb nocreaterole;
  end if;
  if not pg_has_role(current_user, 'doudi_app', 'member') then
    execute format('grant doudi_app to %I', current_user);
  end if;
end
$$;
grant usage on schema public to doudi_app;

-- Which master key the ciphers and blind indexes of this database were made with: its fingerprint, never the key.
-- Another key would read nothing and record every person a second time.
create table master_key (
  only_row boolean not null default true,
  fingerprint bytea not null,
  constraint master_key_pk primary key (only_row),
  constraint master_key_only_row check (only_row)
);

-- Divisions -----------------------------------------------------------------------------------------------

create table division (
  code text collate "C" not null,
  name text not null,
  level text not null,
  parent text collate "C",
  valid_from date not null,
  valid_until date,
  successor text collate "C",
  constraint division_pk primary key (code, valid_from),
  constraint division_level check (level in ('province', 'prefecture', 'county', 'township', 'village')),
  constraint division_code check (code ~ '^[1-9][0-9]{1,11}$')
);
create index division_by_parent on division (parent);

-- Officers ------------------------------------------------------------------------------------------------

create table officer (
  id bigint generated always as identity primary key,
  login text not null,
  name text not null,
  password_hash text not null,
  failed_attempts integer not null default 0,
  locked_until timestamptz,
  created_at timestamptz not null default now(),
  constraint officer_login unique (login)
);

create table post (
  id bigint generated always as identity primary key,
  officer_id bigint not null references officer (id),
  role text not null,
  division text collate "C" not null,
  title text not null,
  constraint post_once unique (officer_id, role, division)
);
create index post_by_place on post (role, division);

create table session (
  token_digest bytea primary key,
  officer_id bigint not null references officer (id),
  post_id bigint not null references post (id),
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index session_by_officer on session (officer_id);

-- Register ------------------------------------------------------------------------------------------------

create table batch (
  id bigint generated always as identity primary key,
  county text collate "C" not null,
  division text collate "C" not null,
  feed text not null,
  file_name text not null,
  digest text not null,
  data_through date,
  status text not null default 'loading',
  rows integer not null default 0,
  accepted integer not null default 0,
  unchanged integer not null default 0,
  quarantined integer not null default 0,
  review integer not null default 0,
  facts integer not null default 0,
  quality jsonb not null default '{}',
  refusal jsonb,
  officer_id bigint references officer (id),
  received_at timestamptz not null default now(),
  finished_at timestamptz,
  withdrawn_at timestamptz,
  constraint batch_status check (status in ('loading', 'loaded', 'refused', 'failed', 'withdrawn'))
);
create unique index batch_once on batch (county, feed, digest) where status in ('loading', 'loaded');
create index batch_by_time on batch (county, received_at desc);

create table person (
  id bigint generated always as identity primary key,
  county text collate "C" not null,
  division text collate "C" not null,
  resident_id_cipher bytea,
  resident_id_blind bytea,
  resident_id_tail text,
  name text not null,
  pinyin text collate "C" not null,
  initials text collate "C" not null,
  sex text,
  birth_day date,
  phone_cipher bytea,
  phone_blind bytea,
  batch_id bigint not null references batch (id),
  recorded_at timestamptz not null default now(),
  constraint person_sex check (sex in ('male', 'female')),
  constraint person_resident_id check ((resident_id_cipher is null) = (resident_id_blind is null))
);
create unique index person_by_resident_id on person (resident_id_blind) where resident_id_blind is not null;
create index person_by_division on person (division);
-- Prefixes are asked for as ranges in C order: `like` is not leakproof, so that under row-level security it uses
-- no index. The id makes each list a keyset.
create index person_by_name on person ((name collate "C"), id);
create index person_by_initials on person (initials, id);
create index person_by_pinyin on person (pinyin, id);
create index person_by_tail on person (resident_id_tail, id);
create index person_by_batch on person (batch_id);

create table household (
  id bigint generated always as identity primary key,
  county text collate "C" not null,
  division text collate "C" not null,
  number text collate "C" not null,
  address text,
  batch_id bigint not null references batch (id),
  recorded_at timestamptz not null default now(),
  constraint household_number unique (county, number)
);
create index household_by_division on household (division, id);
create index household_by_number on household (number, id);
create index household_by_batch on household (batch_id);

create table membership (
  id bigint generated always as identity primary key,
  county text collate "C" not null,
  division text collate "C" not null,
  household_id bigint not null references household (id),
  person_id bigint not null references person (id),
  relation text not null,
  valid_from date not null,
  valid_until date,
  batch_id bigint not null references batch (id),
  recorded_at timestamptz not null default now(),
  superseded_at timestamptz,
  superseded_by bigint references batch (id)
);
create unique index membership_now on membership (person_id) where valid_until is null and superseded_at is null;
create index membership_of_household on membership (household_id);
create index membership_by_division on membership (division);
create index membership_by_batch on membership (batch_id);

-- Bitemporal: valid_* is when it was so, recorded_at … superseded_at is when we believed it.
create table fact (
  county text collate "C" not null,
  division text collate "C" not null,
  subject "char" not null,
  subject_id bigint not null,
  fact text collate "C" not null,
  instance text collate "C" not null default '',
  number_value numeric,
  text_value text,
  day_value date,
  valid_from date not null,
  valid_until date,
  batch_id bigint not null,
  line integer not null,
  recorded_at timestamptz not null default now(),
  superseded_at timestamptz,
  superseded_by bigint,
  constraint fact_subject check (subject in ('p', 'h', 'o')),
  constraint fact_value check (num_nonnulls(number_value, text_value, day_value) = 1)
);
comment on column fact.subject is 'p person, h household, o obligor (subject_id is the household, instance the obligor)';
create unique index fact_now on fact (subject, subject_id, fact, instance, valid_from) where superseded_at is null;
create index fact_by_batch on fact (batch_id);
create index fact_superseded on fact (superseded_by) where superseded_by is not null;
create index fact_by_division on fact (division);

-- A complete delivery: who does not occur in it has none of the fact.
create table coverage (
  county text collate "C" not null,
  division text collate "C" not null,
  fact text collate "C" not null,
  through date not null,
  batch_id bigint not null references batch (id),
  recorded_at timestamptz not null default now(),
  superseded_at timestamptz,
  constraint coverage_pk primary key (batch_id, fact)
);

-- Rows that could not be taken in: 'quarantine' (something is wrong) or 'review' (whose is it?).
create table held_row (
  id bigint generated always as identity primary key,
  county text collate "C" not null,
  division text collate "C" not null,
  batch_id bigint not null references batch (id),
  kind text not null,
  line integer not null,
  column_header text,
  code text not null,
  content_cipher bytea not null,
  status text not null default 'open',
  resolved_at timestamptz,
  resolved_by bigint references officer (id),
  person_id bigint references person (id),
  constraint held_row_kind check (kind in ('quarantine', 'review')),
  constraint held_row_status check (status in ('open', 'corrected', 'matched', 'discarded', 'withdrawn'))
);
create index held_row_by_batch on held_row (batch_id, kind, status, line);
create index held_row_open on held_row (county, kind, id) where status = 'open';

-- What a delivery changed in a row of the register, as it was before: so that its withdrawal can put it back.
create table register_change (
  id bigint generated always as identity primary key,
  county text collate "C" not null,
  division text collate "C" not null,
  batch_id bigint not null references batch (id),
  subject "char" not null,
  subject_id bigint not null,
  before jsonb not null,
  recorded_at timestamptz not null default now(),
  constraint register_change_subject check (subject in ('p', 'h'))
);
create index register_change_by_batch on register_change (batch_id);
create index register_change_by_subject on register_change (subject, subject_id);

create table touched_household (
  household_id bigint not null references household (id),
  county text collate "C" not null,
  division text collate "C" not null,
  touched_at timestamptz not null default now(),
  constraint touched_household_pk primary key (household_id)
);
