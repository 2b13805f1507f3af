create table snapshot (
  id bigint generated always as identity primary key,
  county text collate "C" not null,
  division text collate "C" not null,
  as_of date not null,
  scope text not null,
  path text not null,
  households integer not null,
  people integer not null,
  created_at timestamptz not null default now(),
  constraint snapshot_scope check (scope in ('full', 'touched'))
);
create index snapshot_newest on snapshot (county, created_at desc);

create table sweep (
  id bigint generated always as identity primary key,
  county text collate "C" not null,
  division text collate "C" not null,
  as_of date not null,
  scope text not null,
  policies_digest text not null,
  households integer not null,
  determinations integer not null,
  changes integer not null,
  signals_raised integer not null,
  seconds numeric(10, 3) not null,
  finished_at timestamptz not null default now()
);
create index sweep_newest on sweep (county, finished_at desc);

create table determination (
  id bigint generated always as identity primary key,
  county text collate "C" not null,
  division text collate "C" not null,
  household_id bigint not null references household (id),
  as_of date not null,
  category text,
  amount numeric(14, 2),
  income numeric(18, 2),
  income_per_head numeric(18, 2),
  size integer,
  register_category text,
  register_amount numeric(14, 2),
  sweep_id bigint not null references sweep (id),
  recorded_at timestamptz not null default now(),
  superseded_at timestamptz
);
comment on column determination.category is 'null: unknown, because facts are missing';
create unique index determination_now on determination (household_id) where superseded_at is null;
create index determination_by_place on determination (division, category) where superseded_at is null;

-- One episode of an indicator raises one signal, however often it is swept.
create table episode (
  id bigint generated always as identity primary key,
  county text collate "C" not null,
  division text collate "C" not null,
  household_id bigint not null references household (id),
  code text collate "C" not null,
  began_on date not null,
  ended_on date,
  began_sweep bigint not null references sweep (id),
  ended_sweep bigint references sweep (id)
);
create unique index episode_running on episode (household_id, code) where ended_on is null;

create table signal (
  id bigint generated always as identity primary key,
  county text collate "C" not null,
  division text collate "C" not null,
  household_id bigint not null references household (id),
  episode_id bigint not null references episode (id),
  code text collate "C" not null,
  level text not null,
  route text not null,
  evidence text not null,
  evidence_facts jsonb not null,
  as_of date not null,
  raised_on date not null,
  due_on date not null,
  clock jsonb not null,
  owner_role text not null,
  owner_post_id bigint references post (id),
  assigned_to bigint references officer (id),
  status text not null default 'open',
  result text,
  result_note text,
  closed_at timestamptz,
  closed_by bigint references officer (id),
  version integer not null default 1,
  constraint signal_episode unique (episode_id),
  constraint signal_level check (level in ('red', 'orange', 'yellow')),
  constraint signal_route check (route in ('R1', 'R2', 'R3', 'R4')),
  constraint signal_status check (status in ('open', 'assigned', 'closed')),
  constraint signal_closed check ((status = 'closed') = (result is not null and closed_at is not null))
);
create index signal_queue on signal (division, due_on, id) where status <> 'closed';
create index signal_by_household on signal (household_id);
create index signal_by_place on signal (division, code, status);

create table signal_event (
  id bigint generated always as identity primary key,
  county text collate "C" not null,
  division text collate "C" not null,
  signal_id bigint not null references signal (id),
  kind text not null,
  officer_id bigint references officer (id),
  happened_at timestamptz not null default now(),
  detail jsonb not null default '{}'
);
create index signal_event_by_signal on signal_event (signal_id, id);

create table audit_entry (
  id bigint generated always as identity primary key,
  county text collate "C" not null,
  division text collate "C" not null,
  officer_id bigint references officer (id),
  post_id bigint references post (id),
  action text not null,
  subject text not null,
  detail jsonb not null default '{}',
  happened_at timestamptz not null,
  previous_digest text not null,
  digest text not null
);
create index audit_entry_by_subject on audit_entry (subject);

-- A command sent twice with one key is done once and answered twice.
create table command_receipt (
  key text not null,
  officer_id bigint not null references officer (id),
  command text not null,
  answer jsonb not null,
  done_at timestamptz not null default now(),
  constraint command_receipt_pk primary key (officer_id, key)
);
