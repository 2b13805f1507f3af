-- The timeline of a household reads its determinations of all time.
create index determination_by_household on determination (household_id, id);
