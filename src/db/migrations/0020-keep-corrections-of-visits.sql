-- A proof that was told wrongly is told again; what was told before is kept for ever, with who corrected it and why.
create table care_visit_correction (
  id bigint generated always as identity primary key,
  visit_id bigint not null references care_visit (id),
  county text collate "C" not null,
  division text collate "C" not null,
  -- As it was before: when, where, how, who came, who told it and when.
  made_on date not null,
  arrived_at integer not null,
  left_at integer not null,
  longitude double precision,
  latitude double precision,
  way text not null,
  note text,
  carer_ids bigint[] not null,
  recorded_by bigint references officer (id),
  recorded_at timestamptz,
  reason text not null,
  officer_id bigint not null references officer (id),
  corrected_at timestamptz not null default now()
);
create index care_visit_correction_of_visit on care_visit_correction (visit_id, id);

call limit_rows_by_division('care_visit_correction');
-- Nobody changes or takes away what was corrected.
grant select, insert on care_visit_correction to doudi_app;

create or replace function move_care_with_household() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update elder_difficulty set division = new.division where household_id = new.id;
  update care_plan set division = new.division where household_id = new.id;
  update care_assignment set division = new.division
    where visit_id in (select id from care_visit where household_id = new.id);
  update care_visit_correction set division = new.division
    where visit_id in (select id from care_visit where household_id = new.id);
  update care_settlement_line set division = new.division
    where visit_id in (select id from care_visit where household_id = new.id);
  update care_visit set division = new.division where household_id = new.id;
  return null;
end
$$;
