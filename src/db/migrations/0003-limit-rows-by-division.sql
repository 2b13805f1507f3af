-- A row is seen and written only below the division that the transaction was opened for. Unset or empty
-- settings compare as null: no row. 'from' is the code prefix, 'until' the same prefix followed by '~'.
-- Row-level security is not forced on the owner: migrations, foreign keys and the trigger below must see all
-- rows. The application connects as doudi_app, which owns nothing, so that it is always bound.
do $$
declare
  name text;
begin
  foreach name in array array[
    'batch', 'person', 'household', 'membership', 'fact', 'coverage', 'held_row', 'register_change',
    'touched_household',
    'snapshot', 'sweep', 'determination', 'episode', 'signal', 'signal_event', 'audit_entry'
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

grant select on division, master_key to doudi_app;
grant select, insert, update on officer, post to doudi_app;
grant select, insert, update, delete on session to doudi_app;
grant select, insert, update on batch, person, household, membership, fact, coverage, held_row to doudi_app;
grant delete on person, household, membership, fact, coverage, held_row to doudi_app;
grant select, insert, delete on register_change to doudi_app;
-- Persons are numbered before they are inserted, so that their memberships and facts can be made beside them.
grant usage on sequence person_id_seq to doudi_app;
grant select, insert, update, delete on touched_household to doudi_app;
grant select, insert on snapshot, sweep, signal_event, audit_entry to doudi_app;
grant select, insert, update on determination, episode, signal to doudi_app;
grant select, insert on command_receipt to doudi_app;

-- When a household moves, everything about it moves with it, so that no row stays behind in the old place.
create function move_with_household() returns trigger language plpgsql security definer set search_path = public as $$
begin
  update membership set division = new.division where household_id = new.id;
  update person set division = new.division
    where id in (select person_id from membership
                 where household_id = new.id and valid_until is null and superseded_at is null);
  update fact set division = new.division
    where subject in ('h', 'o') and subject_id = new.id;
  update fact set division = new.division
    where subject = 'p' and subject_id in (select person_id from membership
                 where household_id = new.id and valid_until is null and superseded_at is null);
  update determination set division = new.division where household_id = new.id;
  update episode set division = new.division where household_id = new.id;
  update signal_event set division = new.division
    where signal_id in (select id from signal where household_id = new.id);
  update signal set division = new.division where household_id = new.id;
  update touched_household set division = new.division where household_id = new.id;
  return null;
end
$$;
create trigger household_moves after update of division on household
  for each row when (old.division is distinct from new.division) execute function move_with_household();
