-- Ability assessment of elders (GB/T 42195-2022): a form of 26 items filled in by two assessors, signed by both,
-- confirmed by the county, looked at again in time or after an objection.
create table ability_assessment (
  id bigint generated always as identity primary key,
  county text collate "C" not null,
  division text collate "C" not null,
  person_id bigint not null references person (id),
  reason text not null,
  status text not null default 'draft',
  assessed_on date not null,
  place text,
  -- The assessment that an objection was made to, for a re-assessment by others.
  objected_id bigint references ability_assessment (id),
  -- Informant, illness and medication, health issues, what worsens the level and the objection: encrypted as one text.
  findings_cipher bytea,
  score integer,
  first_level integer,
  adjustment text,
  level integer,
  -- The policies by which the level was worked out.
  policies_digest text,
  recorded_by bigint not null references officer (id),
  recorded_on date not null,
  signed_on date,
  confirmed_by bigint references officer (id),
  confirmed_on date,
  next_due_on date,
  -- A change that was reported brings the next assessment forward.
  change_reported_on date,
  change_cipher bytea,
  -- Why the county gave the form back, until it is signed again.
  return_note text,
  objected_on date,
  objection_cipher bytea,
  -- The newest confirmed one of a person is the one that holds.
  holds boolean not null default false,
  version integer not null default 1,
  constraint ability_assessment_status check (status in ('draft', 'signed', 'confirmed', 'objected', 'replaced', 'discarded')),
  constraint ability_assessment_reason check (reason in ('first', 'regular', 'immediate', 'review', 'other')),
  constraint ability_assessment_level check (level between 0 and 4 and first_level between 0 and 4),
  constraint ability_assessment_signed check (status in ('draft', 'discarded') or (level is not null and signed_on is not null)),
  constraint ability_assessment_confirmed check ((confirmed_on is null) = (confirmed_by is null))
);
-- One assessment of a person is under way at a time, and one holds.
create unique index ability_assessment_under_way on ability_assessment (person_id) where status in ('draft', 'signed');
create unique index ability_assessment_in_force on ability_assessment (person_id) where holds;
create index ability_assessment_of_person on ability_assessment (person_id, id);
create index ability_assessment_due on ability_assessment (next_due_on, id) where holds;
create index ability_assessment_waiting on ability_assessment (status, id) where status in ('draft', 'signed', 'objected');
create index ability_assessment_by_division on ability_assessment (division);

-- The answer to each item; an item without a row has not been answered.
create table ability_score (
  assessment_id bigint not null references ability_assessment (id),
  county text collate "C" not null,
  division text collate "C" not null,
  item text not null,
  score integer not null,
  constraint ability_score_pk primary key (assessment_id, item)
);

-- The two who assess; they need no account, since many come from hospitals and care homes.
create table ability_assessor (
  assessment_id bigint not null references ability_assessment (id),
  county text collate "C" not null,
  division text collate "C" not null,
  seat integer not null,
  name text not null,
  background text not null,
  employer text,
  signature text,
  constraint ability_assessor_pk primary key (assessment_id, seat),
  constraint ability_assessor_background check (background in ('nursing', 'medical', 'social-work', 'other'))
);

-- Whom to assess is asked by age within a place.
create index person_by_birth on person (birth_day, id);

-- Every table with rows of people and places is limited alike; from here on it is said once.
create procedure limit_rows_by_division(variadic tables text[]) language plpgsql as $$
declare
  name text;
begin
  foreach name in array tables loop
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
revoke execute on procedure limit_rows_by_division from public;
call limit_rows_by_division('ability_assessment', 'ability_score', 'ability_assessor');
grant select, insert, update on ability_assessment to doudi_app;
grant select, insert, update, delete on ability_score, ability_assessor to doudi_app;

-- An assessment is about a person and moves where the person moves.
create function move_assessments_with_person() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- In the order in which the commands lock: the assessment, then what belongs to it.
  update ability_assessment set division = new.division where person_id = new.id;
  update ability_score set division = new.division
    where assessment_id in (select id from ability_assessment where person_id = new.id);
  update ability_assessor set division = new.division
    where assessment_id in (select id from ability_assessment where person_id = new.id);
  return null;
end
$$;
create trigger person_moves_assessments after update of division on person
  for each row when (old.division is distinct from new.division) execute function move_assessments_with_person();

-- What is given to a person is had once by a person: the allowances of elders join the list.
drop index assistance_case_once_household;
create unique index assistance_case_once_household on assistance_case (household_id, programme)
  where status in ('papers', 'open', 'active', 'grace')
    and programme not in ('individual-allowance', 'disability-living-subsidy', 'disability-care-subsidy',
      'orphan-allowance', 'unsupported-child-allowance', 'old-age-allowance', 'disabled-elder-subsidy');
