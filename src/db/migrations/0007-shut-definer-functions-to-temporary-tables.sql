-- Unless it is named last, the schema of temporary tables is looked into first: whoever may make one could put a table
-- of their own under a function that runs as the owner.
alter function move_with_household() set search_path = public, pg_temp;
alter function last_audit_digest(text) set search_path = public, pg_temp;
