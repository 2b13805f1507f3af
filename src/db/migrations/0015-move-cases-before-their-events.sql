-- Whoever is at a case of the household has it locked: they are waited for first, so that what they have just written
-- moves with the case, instead of staying behind where nobody of the new place can see it.
create or replace function move_cases_with_household() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform 1 from assistance_case where household_id = new.id order by id for update;
  update assistance_case set division = new.division where household_id = new.id;
  update assistance_event set division = new.division
    where case_id in (select id from assistance_case where household_id = new.id);
  update assistance_finding set division = new.division
    where case_id in (select id from assistance_case where household_id = new.id);
  update escalation set division = new.division
    where subject in (select 'case:' || id from assistance_case where household_id = new.id);
  update bulk_item set division = new.division
    where case_id in (select id from assistance_case where household_id = new.id);
  update referral set division = new.division where household_id = new.id;
  return null;
end
$$;
