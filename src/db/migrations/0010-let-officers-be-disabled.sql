-- An officer who has left signs in no more; what they did stays theirs.
alter table officer add column disabled_at timestamptz;
grant delete on post to doudi_app;
