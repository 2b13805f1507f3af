-- Letters: each is written once, numbered without a gap, and never changed; only its delivery is added.
create table letter (
  id bigint generated always as identity primary key,
  county text collate "C" not null,
  division text collate "C" not null,
  household_id bigint not null references household (id),
  case_id bigint not null references assistance_case (id),
  kind text not null,
  -- The division whose office signs, and the letter's place among those of its kind and year.
  office text collate "C" not null,
  year integer not null,
  serial integer not null,
  number text not null,
  addressee_cipher bytea not null,
  issued_on date not null,
  issued_by bigint not null references officer (id),
  content_cipher bytea not null,
  recorded_at timestamptz not null default now(),
  delivered_on date,
  delivery_way text,
  delivery_note text,
  delivery_by bigint references officer (id),
  constraint letter_kind check (kind in ('acceptance', 'missing-papers', 'promise', 'survey-form', 'opinion',
    'public-notice', 'decision', 'refusal', 'change', 'hearing', 'stop', 'grace', 'check-result', 'appeal-answer',
    'recovery')),
  constraint letter_way check (delivery_way in ('in-person', 'by-family', 'by-post', 'left', 'announced')),
  constraint letter_delivered check (
    (delivered_on is null) = (delivery_way is null) and (delivered_on is null) = (delivery_by is null)
      and delivered_on >= issued_on
  ),
  constraint letter_serial_once unique (office, kind, year, serial),
  constraint letter_number_once unique (county, number)
);
create index letter_of_case on letter (case_id, id);
create index letter_of_household on letter (household_id, id);
create index letter_undelivered on letter (division, kind, issued_on) where delivered_on is null;
comment on column letter.content_cipher is 'encrypted JSON of the template version, the frame and the content';

-- The last number given. An office's letters wait for each other until the transaction ends: no gap, no double.
create table letter_series (
  office text collate "C" not null,
  kind text not null,
  year integer not null,
  last integer not null,
  constraint letter_series_pk primary key (office, kind, year)
);

-- A village worker's letter is numbered by the township above, whose rows a village does not see.
create function take_letter_numbers(of_office text, of_kind text, of_year integer, how_many integer) returns integer
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  place text := nullif(current_setting('app.division_from', true), '');
  taken integer;
begin
  if place is null or how_many < 1 or not (place = '0' or starts_with(of_office, place) or starts_with(place, of_office)) then
    raise exception 'letters of % are not numbered from here', of_office using errcode = 'insufficient_privilege';
  end if;
  insert into letter_series (office, kind, year, last) values (of_office, of_kind, of_year, how_many)
    on conflict (office, kind, year) do update set last = letter_series.last + how_many
    returning last into taken;
  return taken;
end
$$;
revoke all on function take_letter_numbers(text, text, integer, integer) from public;
grant execute on function take_letter_numbers(text, text, integer, integer) to doudi_app;

-- What hangs on the village's wall. The table has no column for what may not hang there.
create table public_notice (
  id bigint generated always as identity primary key,
  county text collate "C" not null,
  division text collate "C" not null,
  case_id bigint not null references assistance_case (id),
  household_id bigint not null references household (id),
  programme text not null,
  applicant_name text not null,
  household_size integer not null,
  proposed_fen bigint not null,
  posted_on date not null,
  -- The last full day; what follows the notice may be done from the day after.
  closes_after date not null,
  hotline text,
  withdrawn_on date,
  posted_by bigint not null references officer (id),
  recorded_at timestamptz not null default now(),
  constraint public_notice_programme check (programme in ('subsistence-allowance', 'individual-allowance',
    'destitute-support', 'expenditure-aid')),
  constraint public_notice_runs check (closes_after > posted_on),
  constraint public_notice_size check (household_size > 0)
);
create unique index public_notice_once on public_notice (case_id) where withdrawn_on is null;
create index public_notice_on_wall on public_notice (division, closes_after) where withdrawn_on is null;
create index public_notice_of_household on public_notice (household_id);

do $$
declare
  name text;
begin
  foreach name in array array['letter', 'public_notice'] loop
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
grant select, insert on letter, public_notice to doudi_app;
grant update (delivered_on, delivery_way, delivery_note, delivery_by) on letter to doudi_app;
grant update (withdrawn_on) on public_notice to doudi_app;

create function move_letters_with_household() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update letter set division = new.division where household_id = new.id;
  update public_notice set division = new.division where household_id = new.id;
  return null;
end
$$;
create trigger household_moves_letters after update of division on household
  for each row when (old.division is distinct from new.division) execute function move_letters_with_household();
