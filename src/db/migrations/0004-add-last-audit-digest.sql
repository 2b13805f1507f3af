-- The chain of a county runs through all its divisions, so its end must be found past the row limit of one post.
create function last_audit_digest(of_county text) returns text
  language sql stable security definer set search_path = public as $$
    select digest from audit_entry where county = of_county order by id desc limit 1
  $$;
revoke all on function last_audit_digest(text) from public;
grant execute on function last_audit_digest(text) to doudi_app;
create index audit_entry_by_county on audit_entry (county, id);
