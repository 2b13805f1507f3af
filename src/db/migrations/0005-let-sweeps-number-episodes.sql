-- A sweep writes episodes and their signals in one statement, so it draws the numbers of the episodes itself.
grant usage on sequence episode_id_seq to doudi_app;
