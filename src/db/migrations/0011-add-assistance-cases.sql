-- Social assistance: a case is its events. The row of the case says where it stands, for lists and clocks; it is
-- written with the events and could be made again from them.
create table assistance_case (
  id bigint generated always as identity primary key,
  county text collate "C" not null,
  division text collate "C" not null,
  household_id bigint not null references household (id),
  person_id bigint not null references person (id),
  programme text not null,
  status text not null,
  round text not null,
  step text not null,
  -- Who has to act next, so that each desk has its queue.
  turn text not null,
  opened_on date not null,
  accepted_on date,
  -- The step's own day, the day of the whole procedure, and the days from which the clock shows yellow and orange.
  step_due_on date,
  due_on date,
  yellow_on date,
  orange_on date,
  notice_closes_after date,
  paused boolean not null default false,
  near_relative boolean not null default false,
  sampled boolean not null default false,
  amount_fen bigint,
  proposed_fen bigint,
  recheck_due_on date,
  valid_until date,
  signal_id bigint references signal (id),
  version integer not null default 1,
  constraint assistance_case_status check (status in ('papers', 'open', 'active', 'grace', 'closed', 'refused', 'stopped', 'withdrawn'))
);
-- A desk's queue in the order of its clocks: one index for each desk, in the very words of the question.
create index assistance_case_township_queue on assistance_case ((coalesce(due_on, '9999-12-31'::date)), id)
  where turn in ('township', 'both') and (status in ('papers', 'open') or round <> 'none');
create index assistance_case_county_queue on assistance_case ((coalesce(due_on, '9999-12-31'::date)), id)
  where turn in ('county', 'both') and (status in ('papers', 'open') or round <> 'none');
create index assistance_case_leader_queue on assistance_case ((coalesce(due_on, '9999-12-31'::date)), id)
  where turn = 'leader' and (status in ('papers', 'open') or round <> 'none');
create index assistance_case_running on assistance_case ((coalesce(due_on, '9999-12-31'::date)), id)
  where status in ('papers', 'open') or round <> 'none';
create index assistance_case_by_place on assistance_case (division, id);
create index assistance_case_of_household on assistance_case (household_id);
create index assistance_case_of_person on assistance_case (person_id);
create index assistance_case_recheck on assistance_case (recheck_due_on, division) where status in ('active', 'grace');
create index assistance_case_clock on assistance_case (county, yellow_on) where yellow_on is not null and not paused;
create index assistance_case_notice on assistance_case (county, notice_closes_after) where step = 'notice';
create index assistance_case_ends on assistance_case (county, valid_until) where valid_until is not null and status in ('active', 'grace');
-- One household has one case of a programme at a time; of a programme for a person, one person has one.
create unique index assistance_case_once_household on assistance_case (household_id, programme)
  where status in ('papers', 'open', 'active', 'grace')
    and programme not in ('individual-allowance', 'disability-living-subsidy', 'disability-care-subsidy',
      'orphan-allowance', 'unsupported-child-allowance');
create unique index assistance_case_once_person on assistance_case (person_id, programme)
  where status in ('papers', 'open', 'active', 'grace');

create table assistance_event (
  case_id bigint not null references assistance_case (id),
  seq integer not null,
  county text collate "C" not null,
  division text collate "C" not null,
  type text not null,
  day date not null,
  data jsonb not null,
  officer_id bigint references officer (id),
  recorded_at timestamptz not null default now(),
  constraint assistance_event_pk primary key (case_id, seq)
);

-- What a decision stood on: the household's row as it was known, the answer of the policies with its reasons, as the
-- very bytes, so that it can be worked out again and compared.
create table assistance_finding (
  id bigint generated always as identity primary key,
  county text collate "C" not null,
  division text collate "C" not null,
  case_id bigint not null references assistance_case (id),
  as_of date not null,
  known_at timestamptz not null,
  policies_digest text not null,
  answer text not null,
  recorded_at timestamptz not null default now()
);
create index assistance_finding_of_case on assistance_finding (case_id, id);
comment on column assistance_finding.answer is 'canonical JSON of values, reasons and missing facts';

create table referral (
  id bigint generated always as identity primary key,
  county text collate "C" not null,
  division text collate "C" not null,
  household_id bigint not null references household (id),
  case_id bigint references assistance_case (id),
  department text not null,
  ask text not null,
  asked_by bigint not null references officer (id),
  asked_on date not null,
  due_on date not null,
  result text,
  answer text,
  answered_by bigint references officer (id),
  answered_on date,
  version integer not null default 1,
  constraint referral_department check (department in ('medical', 'education', 'housing', 'employment', 'disaster')),
  constraint referral_result check (result in ('given', 'partly', 'refused')),
  constraint referral_answered check ((result is null) = (answered_on is null) and (result is null) = (answer is null))
);
create index referral_open on referral (division, due_on) where result is null;
create index referral_of_household on referral (household_id, id);

-- Somebody above was told that a clock runs out: once for each clock and colour.
create table escalation (
  id bigint generated always as identity primary key,
  county text collate "C" not null,
  division text collate "C" not null,
  subject text not null,
  clock text not null,
  level text not null,
  due_on date not null,
  told_role text not null,
  raised_on date not null,
  settled_on date,
  constraint escalation_level check (level in ('yellow', 'orange', 'red')),
  constraint escalation_once unique (subject, clock, due_on, level)
);
create index escalation_open on escalation (told_role, division, id desc) where settled_on is null;

-- Many cases moved one step at once. Each item is done in the transaction that moves its case, so that a run that was
-- cut off goes on where it stood, without a double and without a gap.
create table bulk_run (
  id bigint generated always as identity primary key,
  county text collate "C" not null,
  division text collate "C" not null,
  step text not null,
  officer_id bigint not null references officer (id),
  post_id bigint not null references post (id),
  today date not null,
  status text not null default 'running',
  total integer not null,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  constraint bulk_run_status check (status in ('running', 'finished'))
);
create table bulk_item (
  run_id bigint not null references bulk_run (id),
  case_id bigint not null references assistance_case (id),
  county text collate "C" not null,
  division text collate "C" not null,
  status text not null default 'waiting',
  refusal jsonb,
  constraint bulk_item_pk primary key (run_id, case_id),
  constraint bulk_item_status check (status in ('waiting', 'done', 'refused'))
);
create index bulk_item_waiting on bulk_item (run_id, case_id) where status = 'waiting';

do $$
declare
  name text;
begin
  foreach name in array array[
    'assistance_case', 'assistance_event', 'assistance_finding', 'referral', 'escalation', 'bulk_run', 'bulk_item'
  ] loop
    execute format('alter table %I enable row level security', name);
    execute format(
      'create policy %I on %I to doudi_app
         using (division >= nullif(current_setting(''app.division_from'', true), '''')
            and division < nullif(current_setting(''app.division_until'', true), ''''))
         with check (division >= nullif(current_setting(''app.division_from'', true), '''')
            and division < nullif(current_setting(''app.division_until'', true), ''''))',
      name || '_by_division', name);
  end loop;
end
$$;
grant select, insert, update on assistance_case, referral, escalation, bulk_run, bulk_item to doudi_app;
-- What has happened and what a decision stood on is written and never changed.
grant select, insert on assistance_event, assistance_finding to doudi_app;

create function move_cases_with_household() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update assistance_event set division = new.division
    where case_id in (select id from assistance_case where household_id = new.id);
  update assistance_finding set division = new.division
    where case_id in (select id from assistance_case where household_id = new.id);
  update escalation set division = new.division
    where subject in (select 'case:' || id from assistance_case where household_id = new.id);
  update bulk_item set division = new.division
    where case_id in (select id from assistance_case where household_id = new.id);
  update assistance_case set division = new.division where household_id = new.id;
  update referral set division = new.division where household_id = new.id;
  return null;
end
$$;
create trigger household_moves_cases after update of division on household
  for each row when (old.division is distinct from new.division) execute function move_cases_with_household();
