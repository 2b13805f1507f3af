-- Elder care at home: who is in special difficulty, what is agreed for whom, each visit with its proof, the plan of a
-- day, and what a provider is owed.
create table elder_difficulty (
  id bigint generated always as identity primary key,
  county text collate "C" not null,
  division text collate "C" not null,
  household_id bigint not null references household (id),
  person_id bigint not null references person (id),
  category text not null,
  first_day date not null,
  -- The first day on which it does not hold any more.
  until date,
  officer_id bigint not null references officer (id),
  constraint elder_difficulty_category check (category in
    ('alone', 'empty-nest', 'left-behind', 'disabled', 'severely-disabled', 'family-planning'))
);
create unique index elder_difficulty_once on elder_difficulty (person_id, category) where until is null;
create index elder_difficulty_by_place on elder_difficulty (division, person_id);

create table care_plan (
  id bigint generated always as identity primary key,
  county text collate "C" not null,
  division text collate "C" not null,
  household_id bigint not null references household (id),
  person_id bigint not null references person (id),
  service text not null,
  ground text not null,
  -- Either days of the week (1 is Monday), or so many times a month.
  weekdays integer[] not null default '{}',
  monthly integer not null default 0,
  window_from integer not null,
  window_until integer not null,
  canteen_id bigint references facility (id),
  usual_carer_id bigint references carer (id),
  refused_carer_ids bigint[] not null default '{}',
  first_day date not null,
  last_day date,
  note text not null default '',
  -- The first day on which it does not hold any more; may lie ahead, as after the last day that was agreed.
  ended_on date,
  officer_id bigint not null references officer (id),
  version integer not null default 1,
  constraint care_plan_service check (service in ('meal', 'bathing', 'cleaning', 'medical', 'mobility', 'check-visit')),
  constraint care_plan_ground check (ground in ('assessment', 'special-difficulty', 'own-cost')),
  constraint care_plan_rhythm check ((cardinality(weekdays) > 0) <> (monthly > 0)),
  constraint care_plan_window check (window_from >= 0 and window_until > window_from and window_until <= 1440),
  constraint care_plan_meal_from_canteen check ((service = 'meal') = (canteen_id is not null))
);
create unique index care_plan_once on care_plan (person_id, service) where ended_on is null;
create index care_plan_by_place on care_plan (division, id);
create index care_plan_of_person on care_plan (person_id, service);

create table care_visit (
  id bigint generated always as identity primary key,
  county text collate "C" not null,
  division text collate "C" not null,
  plan_id bigint not null references care_plan (id),
  household_id bigint not null references household (id),
  person_id bigint not null references person (id),
  service text not null,
  -- The day it is meant for; a check visit may be made on any day of its month.
  day date not null,
  month text collate "C" not null,
  -- Of those of the same plan on the same day, or in the same month, the how manyeth.
  turn integer not null default 1,
  window_from integer not null,
  window_until integer not null,
  minutes integer not null,
  carers_needed integer not null,
  price_fen bigint not null,
  status text not null default 'due',
  reason text,
  -- Who came, when and how it is known.
  made_on date,
  arrived_at integer,
  left_at integer,
  longitude double precision,
  latitude double precision,
  way text,
  note text,
  recorded_by bigint references officer (id),
  recorded_at timestamptz,
  version integer not null default 1,
  constraint care_visit_status check (status in ('due', 'assigned', 'under-way', 'done', 'missed', 'cancelled')),
  constraint care_visit_way check (way in ('visit', 'phone', 'video')),
  constraint care_visit_done check (status <> 'done'
    or (made_on is not null and arrived_at is not null and left_at >= arrived_at and way is not null)),
  constraint care_visit_reason check (status not in ('missed', 'cancelled') or reason is not null),
  constraint care_visit_once unique (plan_id, day, turn)
);
create index care_visit_of_day on care_visit (county, day, division);
create index care_visit_of_month on care_visit (county, month, service, status);
create index care_visit_of_person on care_visit (person_id, day);
-- What nobody has told the end of, to be asked for when its day is over.
create index care_visit_open on care_visit (county, day) where status in ('due', 'assigned', 'under-way');

-- Who is published to come, by part of the visit; once it is made, who came and for whom she worked on that day.
create table care_assignment (
  visit_id bigint not null references care_visit (id),
  part integer not null,
  county text collate "C" not null,
  division text collate "C" not null,
  carer_id bigint not null references carer (id),
  starts_at integer not null,
  provider_id bigint references care_provider (id),
  constraint care_assignment_pk primary key (visit_id, part)
);
create index care_assignment_of_carer on care_assignment (carer_id);

-- Plans of a day as the dispatcher made them. The newest that is published is in force.
create table dispatch_plan (
  id bigint generated always as identity primary key,
  county text collate "C" not null,
  division text collate "C" not null,
  day date not null,
  status text not null default 'draft',
  cause text not null,
  before_id bigint references dispatch_plan (id),
  -- Taken away from a draft that was replaced: what was never in force need not be known for ever.
  answer jsonb,
  seconds double precision not null,
  officer_id bigint not null references officer (id),
  made_at timestamptz not null default now(),
  published_at timestamptz,
  constraint dispatch_plan_status check (status in ('draft', 'published', 'superseded')),
  constraint dispatch_plan_cause check (cause in ('new', 'again', 'move', 'absence')),
  constraint dispatch_plan_answer check (answer is not null or status = 'superseded')
);
create unique index dispatch_plan_in_force on dispatch_plan (county, day) where status = 'published';
create unique index dispatch_plan_draft on dispatch_plan (county, day) where status = 'draft';

-- What a provider is owed for a month, by visits that are proved.
create table care_settlement (
  id bigint generated always as identity primary key,
  county text collate "C" not null,
  division text collate "C" not null,
  provider_id bigint not null references care_provider (id),
  month text collate "C" not null,
  status text not null default 'draft',
  visits integer not null,
  -- Visits of elders of whom the policies could not say what is due: they wait for a later settlement.
  undecided integer not null default 0,
  total_fen bigint not null,
  -- What the public pays, and what the elders pay themselves.
  public_fen bigint not null,
  own_fen bigint not null,
  prepared_by bigint not null references officer (id),
  prepared_on date not null,
  approved_by bigint references officer (id),
  approved_on date,
  entry_id bigint references ledger_entry (id),
  version integer not null default 1,
  constraint care_settlement_status check (status in ('draft', 'approved', 'withdrawn')),
  constraint care_settlement_sums check (total_fen = public_fen + own_fen and public_fen >= 0 and own_fen >= 0)
);
-- One is drawn up at a time; what is proved or decided after its approval is settled by a further one.
create unique index care_settlement_draft on care_settlement (provider_id, month) where status = 'draft';
create index care_settlement_by_month on care_settlement (county, month);

create table care_settlement_line (
  settlement_id bigint not null references care_settlement (id),
  visit_id bigint not null references care_visit (id),
  provider_id bigint not null references care_provider (id),
  county text collate "C" not null,
  division text collate "C" not null,
  price_fen bigint not null,
  public_fen bigint not null,
  basis text not null,
  withdrawn boolean not null default false,
  constraint care_settlement_line_pk primary key (settlement_id, visit_id)
);
-- A provider is paid once for a visit; two share one when each sent somebody.
create unique index care_settlement_line_once on care_settlement_line (visit_id, provider_id) where not withdrawn;

alter table ledger_account drop constraint ledger_account_kind;
alter table ledger_account add constraint ledger_account_kind check (kind in (
  'county-fund', 'township-float', 'aid-paid', 'benefit-paid', 'bank-clearing', 'benefit-returned', 'recovery-due',
  'care-paid', 'provider-due'));
alter table ledger_entry drop constraint ledger_entry_kind;
alter table ledger_entry add constraint ledger_entry_kind check (kind in (
  'top-up', 'quick-aid', 'reversal', 'benefit-approved', 'benefit-sent', 'benefit-returned', 'benefit-kept',
  'benefit-reissued', 'recovery-opened', 'recovery-received', 'care-settled'));

call limit_rows_by_division(
  'elder_difficulty', 'care_plan', 'care_visit', 'care_assignment', 'dispatch_plan', 'care_settlement', 'care_settlement_line');
-- The plan of a day names visits by number only: a town sees when its own are meant to happen.
create policy dispatch_plan_by_county on dispatch_plan for select to doudi_app
  using (county = left(nullif(current_setting('app.division_from', true), ''), 6));
grant select, insert, update on elder_difficulty, care_plan, care_visit, care_assignment, dispatch_plan, care_settlement,
  care_settlement_line to doudi_app;
grant delete on care_assignment to doudi_app;

create function move_care_with_household() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update elder_difficulty set division = new.division where household_id = new.id;
  update care_plan set division = new.division where household_id = new.id;
  update care_assignment set division = new.division
    where visit_id in (select id from care_visit where household_id = new.id);
  update care_settlement_line set division = new.division
    where visit_id in (select id from care_visit where household_id = new.id);
  update care_visit set division = new.division where household_id = new.id;
  return null;
end
$$;
create trigger household_moves_care after update of division on household
  for each row when (old.division is distinct from new.division) execute function move_care_with_household();
