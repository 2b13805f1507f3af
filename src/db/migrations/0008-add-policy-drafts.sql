-- A change of policy on its way: written by one officer, confirmed by another, in force from a day on. What has been
-- confirmed stays as it is, so that any day can be decided again by the text that held on it.
create table policy_draft (
  id bigint generated always as identity primary key,
  county text collate "C" not null,
  division text collate "C" not null,
  folder text collate "C" not null,
  title text not null,
  reason text not null default '',
  status text not null default 'draft',
  author_id bigint not null references officer (id),
  confirmer_id bigint references officer (id),
  effective_on date,
  note text,
  digest text,
  simulation jsonb,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  submitted_at timestamptz,
  decided_at timestamptz,
  constraint policy_draft_status check (status in ('draft', 'submitted', 'confirmed', 'rejected', 'withdrawn')),
  constraint policy_draft_by_two check (confirmer_id is distinct from author_id),
  constraint policy_draft_confirmed check (
    status <> 'confirmed'
    or (confirmer_id is not null and effective_on is not null and digest is not null and decided_at is not null)
  )
);
comment on column policy_draft.digest is 'SM3 of all policies of its day with this change, when it was submitted and again when it was confirmed';
create index policy_draft_by_folder on policy_draft (folder, updated_at desc);
create index policy_draft_in_force on policy_draft (effective_on, id) where status = 'confirmed';

create table policy_draft_file (
  draft_id bigint not null references policy_draft (id),
  county text collate "C" not null,
  division text collate "C" not null,
  folder text collate "C" not null,
  file text collate "C" not null,
  base_text text not null,
  text text not null,
  constraint policy_draft_file_pk primary key (draft_id, folder, file)
);
comment on column policy_draft_file.base_text is 'the wording that the author changed';

do $$
declare
  name text;
begin
  foreach name in array array['policy_draft', 'policy_draft_file'] loop
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
-- What has been confirmed is in force everywhere, and read everywhere.
create policy policy_draft_in_force on policy_draft for select to doudi_app using (status = 'confirmed');
create policy policy_draft_file_in_force on policy_draft_file for select to doudi_app
  using (exists (select from policy_draft d where d.id = draft_id and d.status = 'confirmed'));
grant select, insert, update on policy_draft to doudi_app;
grant select, insert, update, delete on policy_draft_file to doudi_app;

-- A text that has been submitted is the one that is confirmed and the one that is in force: nobody changes it any more.
create function keep_submitted_wording() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select from policy_draft where id = coalesce(new.draft_id, old.draft_id) and status <> 'draft') then
    raise exception 'the wording of a submitted policy draft does not change';
  end if;
  return coalesce(new, old);
end
$$;
create trigger policy_draft_file_kept before insert or update or delete on policy_draft_file
  for each row execute function keep_submitted_wording();
