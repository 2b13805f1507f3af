-- What is owed by month, to which account it goes, and what became of each payment.
-- Months are texts like 2026-11, so that they compare as they are written.

-- A row is never changed but for its end: a new decision supersedes it and, where a part of it still holds, writes
-- that part again. What was believed when stays readable.
create table entitlement (
  id bigint generated always as identity primary key,
  county text collate "C" not null,
  division text collate "C" not null,
  case_id bigint not null references assistance_case (id),
  household_id bigint not null references household (id),
  programme text collate "C" not null,
  payee_person_id bigint not null references person (id),
  from_month text collate "C" not null,
  until_month text collate "C",
  basic_fen bigint not null,
  uplift_fen bigint not null,
  care_fen bigint not null,
  decision text not null,
  decided_on date not null,
  -- The decision that shortened the row, where it is not the one that made it.
  ended_by text,
  -- Why somebody has to look at it before it is paid further, such as a payee who died.
  flag text,
  flagged_on date,
  officer_id bigint not null references officer (id),
  recorded_at timestamptz not null default clock_timestamp(),
  superseded_at timestamptz,
  constraint entitlement_months check (
    from_month ~ '^\d{4}-(0[1-9]|1[0-2])$' and (until_month is null or until_month ~ '^\d{4}-(0[1-9]|1[0-2])$')
    and (until_month is null or until_month >= from_month)),
  constraint entitlement_amounts check (basic_fen >= 0 and uplift_fen >= 0 and care_fen >= 0
    and basic_fen + uplift_fen + care_fen > 0),
  constraint entitlement_flag check (flag in ('payee-died'))
);
comment on column entitlement.until_month is 'the last month owed, inclusive; null while open';
create unique index entitlement_now on entitlement (case_id, from_month) where superseded_at is null;
create index entitlement_by_month on entitlement (county, from_month, until_month) where superseded_at is null;
create index entitlement_by_place on entitlement (division, id) where superseded_at is null;
create index entitlement_of_household on entitlement (household_id);
create index entitlement_recorded on entitlement (county, recorded_at);
create index entitlement_superseded on entitlement (county, superseded_at) where superseded_at is not null;

create table entitlement_member (
  entitlement_id bigint not null references entitlement (id),
  person_id bigint not null references person (id),
  county text collate "C" not null,
  division text collate "C" not null,
  constraint entitlement_member_pk primary key (entitlement_id, person_id)
);
create index entitlement_member_of_person on entitlement_member (person_id);

create table aid_in_kind (
  id bigint generated always as identity primary key,
  county text collate "C" not null,
  division text collate "C" not null,
  household_id bigint not null references household (id),
  case_id bigint references assistance_case (id),
  kind text not null,
  description text not null,
  provider text not null,
  value_fen bigint,
  given_on date not null,
  receiver text not null,
  officer_id bigint not null references officer (id),
  recorded_at timestamptz not null default now(),
  constraint aid_in_kind_kind check (kind in ('goods', 'service')),
  constraint aid_in_kind_value check (value_fen > 0)
);
comment on column aid_in_kind.value_fen is 'null when nobody has put a price on it';
create index aid_in_kind_of_household on aid_in_kind (household_id, id);

-- Where the money of a person goes. An account is written by one officer and holds after another has confirmed it.
create table payment_account (
  id bigint generated always as identity primary key,
  county text collate "C" not null,
  division text collate "C" not null,
  person_id bigint not null references person (id),
  holder_name text not null,
  bank text not null,
  number_cipher bytea not null,
  number_blind bytea not null,
  number_tail text not null,
  other_holder boolean not null,
  -- The written agreement under which another keeps the card.
  agreement text,
  entered_by bigint not null references officer (id),
  entered_on date not null,
  confirmed_by bigint references officer (id),
  confirmed_on date,
  rejected_by bigint references officer (id),
  rejected_reason text,
  recorded_at timestamptz not null default now(),
  superseded_at timestamptz,
  constraint payment_account_by_two check (confirmed_by is distinct from entered_by),
  constraint payment_account_confirmed check ((confirmed_by is null) = (confirmed_on is null)),
  constraint payment_account_rejected check ((rejected_by is null) = (rejected_reason is null)
    and (rejected_by is null or confirmed_by is null)),
  constraint payment_account_agreed check (not other_holder or agreement is not null)
);
create unique index payment_account_valid on payment_account (person_id)
  where confirmed_by is not null and superseded_at is null;
create unique index payment_account_waiting on payment_account (person_id)
  where confirmed_by is null and rejected_by is null and superseded_at is null;
create index payment_account_by_number on payment_account (number_blind)
  where confirmed_by is not null and superseded_at is null;
create index payment_account_by_place on payment_account (division, id);
create index payment_account_of_person on payment_account (person_id, id);

create table payment_batch (
  id bigint generated always as identity primary key,
  county text collate "C" not null,
  division text collate "C" not null,
  month text collate "C" not null,
  programmes text[],
  status text not null default 'draft',
  prepared_by bigint not null references officer (id),
  prepared_on date not null,
  built_at timestamptz not null,
  approved_by bigint references officer (id),
  approved_on date,
  sent_on date,
  settled_on date,
  lines integer not null default 0,
  held integer not null default 0,
  total_fen bigint not null default 0,
  version integer not null default 1,
  constraint payment_batch_county check (division = county),
  constraint payment_batch_month check (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  constraint payment_batch_status check (status in ('draft', 'approved', 'sent', 'settled')),
  constraint payment_batch_by_two check (approved_by is distinct from prepared_by),
  constraint payment_batch_approved check (status = 'draft' or (approved_by is not null and approved_on is not null)),
  constraint payment_batch_sent check (status not in ('sent', 'settled') or sent_on is not null)
);
comment on column payment_batch.programmes is 'null for all of them';
-- One draft at a time: what is owed besides the month itself must not get into two.
create unique index payment_batch_draft on payment_batch (county) where status = 'draft';
create index payment_batch_by_month on payment_batch (county, month);

-- No reference to the case: the check would wait for an officer who has the case in hand, and he for the build.
create table payment_line (
  id bigint generated always as identity primary key,
  county text collate "C" not null,
  division text collate "C" not null,
  -- Where the household lived when it was paid: sums by township stay as they were.
  township text collate "C" not null,
  batch_id bigint not null references payment_batch (id),
  kind text not null,
  month text collate "C" not null,
  case_id bigint not null,
  entitlement_id bigint not null references entitlement (id),
  household_id bigint not null,
  programme text collate "C" not null,
  payee_person_id bigint not null,
  account_id bigint references payment_account (id),
  account_changed boolean not null default false,
  basic_fen bigint not null,
  uplift_fen bigint not null,
  care_fen bigint not null,
  adjustment_fen bigint not null,
  recovery_fen bigint not null,
  total_fen bigint not null,
  status text not null,
  holds text[] not null default '{}',
  hold_note text,
  decided_by bigint references officer (id),
  decided_on date,
  decided_reason text,
  -- To be paid again with the next batch: it came back, or was released after its batch had gone.
  again boolean not null default false,
  reissues bigint references payment_line (id),
  -- Its money came back from the bank once and is booked as such.
  returned_money boolean not null default false,
  bank_line integer,
  returned_on date,
  returned_reason text,
  constraint payment_line_kind check (kind in ('regular', 'back-pay', 'reissue')),
  constraint payment_line_status check (status in ('ready', 'held', 'excluded', 'paid', 'returned', 'reissued', 'kept')),
  constraint payment_line_sum check (total_fen = basic_fen + uplift_fen + care_fen + adjustment_fen - recovery_fen),
  constraint payment_line_signs check (basic_fen >= 0 and uplift_fen >= 0 and care_fen >= 0 and adjustment_fen >= 0
    and recovery_fen >= 0 and total_fen >= 0),
  constraint payment_line_has_account check (status not in ('ready', 'paid', 'returned') or account_id is not null),
  constraint payment_line_reissue check ((kind = 'reissue') = (reissues is not null)),
  constraint payment_line_reissued_once unique (reissues)
);
-- A case is paid for a month once; what is added later is back-pay, and what came back is paid again.
create unique index payment_line_once on payment_line (case_id, month) where kind = 'regular';
create index payment_line_of_batch on payment_line (batch_id, id);
create index payment_line_of_place on payment_line (batch_id, township, id);
create index payment_line_of_payee on payment_line (payee_person_id, id desc);
create index payment_line_of_household on payment_line (household_id, id);
create index payment_line_of_entitlement on payment_line (entitlement_id);
create index payment_line_again on payment_line (county, id) where again;
create unique index payment_line_in_file on payment_line (batch_id, bank_line) where bank_line is not null;

-- Lines are thrown away with their draft only.
create function keep_approved_payment_lines() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from gone g join payment_batch b on b.id = g.batch_id where b.status <> 'draft') then
    raise exception 'a line of an approved batch cannot be deleted' using errcode = 'check_violation';
  end if;
  return null;
end
$$;
create trigger payment_line_kept after delete on payment_line referencing old table as gone
  for each statement execute function keep_approved_payment_lines();

-- A person is paid once for a programme and a month, whoever builds whatever and in whichever county.
create table payment_cover (
  person_id bigint not null references person (id),
  programme text collate "C" not null,
  month text collate "C" not null,
  case_id bigint not null,
  line_id bigint not null references payment_line (id),
  county text collate "C" not null,
  division text collate "C" not null,
  constraint payment_cover_once primary key (person_id, programme, month)
);
create index payment_cover_of_line on payment_cover (line_id);

-- A month that was decided otherwise after it had been paid: what is still owed (positive) or was too much (negative).
-- The month's lines and adjustments together are what has been settled for it.
create table entitlement_adjustment (
  id bigint generated always as identity primary key,
  county text collate "C" not null,
  division text collate "C" not null,
  case_id bigint not null references assistance_case (id),
  entitlement_id bigint not null references entitlement (id),
  month text collate "C" not null,
  amount_fen bigint not null,
  decision text not null,
  recovery_id bigint,
  line_id bigint references payment_line (id) on delete set null,
  recorded_at timestamptz not null default clock_timestamp(),
  -- Worked out again by a later decision before it had been paid.
  voided_at timestamptz,
  constraint entitlement_adjustment_says_something check (amount_fen <> 0),
  constraint entitlement_adjustment_way check (amount_fen > 0 or recovery_id is not null)
);
create index entitlement_adjustment_of_case on entitlement_adjustment (case_id, month);
create index entitlement_adjustment_open on entitlement_adjustment (county, case_id)
  where line_id is null and amount_fen > 0 and voided_at is null;
create index entitlement_adjustment_of_line on entitlement_adjustment (line_id) where line_id is not null;

create table recovery (
  id bigint generated always as identity primary key,
  county text collate "C" not null,
  division text collate "C" not null,
  case_id bigint not null references assistance_case (id),
  household_id bigint not null references household (id),
  payee_person_id bigint not null references person (id),
  programme text collate "C" not null,
  from_month text collate "C" not null,
  until_month text collate "C" not null,
  amount_fen bigint not null,
  recovered_fen bigint not null default 0,
  decision text not null,
  cause text not null default 'unknown',
  way text,
  monthly_fen bigint,
  status text not null default 'open',
  opened_on date not null,
  planned_by bigint references officer (id),
  planned_on date,
  version integer not null default 1,
  constraint recovery_cause check (cause in ('unknown', 'honest', 'fraud')),
  constraint recovery_way check (way in ('deduction', 'cash')),
  constraint recovery_status check (status in ('open', 'planned', 'settled', 'void')),
  constraint recovery_amounts check (amount_fen > 0 and recovered_fen >= 0 and recovered_fen <= amount_fen),
  constraint recovery_planned check (status in ('open', 'void') or (cause <> 'unknown' and way is not null and monthly_fen > 0))
);
comment on column recovery.status is 'void: a new decision worked it out again before anybody had planned it';
create index recovery_by_place on recovery (division, id);
create index recovery_of_case on recovery (case_id);
create index recovery_of_payee on recovery (payee_person_id) where status = 'planned';
alter table entitlement_adjustment
  add constraint entitlement_adjustment_recovery foreign key (recovery_id) references recovery (id);

create table recovery_receipt (
  id bigint generated always as identity primary key,
  county text collate "C" not null,
  division text collate "C" not null,
  recovery_id bigint not null references recovery (id),
  amount_fen bigint not null,
  -- With the line that it was taken from; without one it was paid in.
  line_id bigint references payment_line (id) on delete cascade,
  received_on date,
  officer_id bigint not null references officer (id),
  note text,
  constraint recovery_receipt_amount check (amount_fen > 0),
  constraint recovery_receipt_cash check (line_id is not null or received_on is not null)
);
comment on column recovery_receipt.received_on is 'null while the line is in a draft';
create index recovery_receipt_of_recovery on recovery_receipt (recovery_id);
create index recovery_receipt_of_line on recovery_receipt (line_id) where line_id is not null;

-- The files that went to the bank, so that a file in hand can be compared with what was written.
create table payment_file (
  batch_id bigint not null references payment_batch (id),
  profile text not null,
  county text collate "C" not null,
  division text collate "C" not null,
  name text not null,
  sm3 text not null,
  sha256 text not null,
  lines integer not null,
  total_fen bigint not null,
  officer_id bigint not null references officer (id),
  written_at timestamptz not null default now(),
  constraint payment_file_pk primary key (batch_id, profile),
  constraint payment_file_profile check (profile in ('csv', 'fixed-width'))
);

alter table ledger_account drop constraint ledger_account_kind;
alter table ledger_account add constraint ledger_account_kind check (kind in (
  'county-fund', 'township-float', 'aid-paid', 'benefit-paid', 'bank-clearing', 'benefit-returned', 'recovery-due'));
alter table ledger_entry drop constraint ledger_entry_kind;
alter table ledger_entry add constraint ledger_entry_kind check (kind in (
  'top-up', 'quick-aid', 'reversal', 'benefit-approved', 'benefit-sent', 'benefit-returned', 'benefit-kept',
  'benefit-reissued', 'recovery-opened', 'recovery-received'));
create index ledger_entry_of_subject on ledger_entry (subject);

do $$
declare
  name text;
begin
  foreach name in array array[
    'entitlement', 'entitlement_member', 'aid_in_kind', 'payment_account', 'payment_batch', 'payment_line',
    'payment_cover', 'entitlement_adjustment', 'recovery', 'recovery_receipt', 'payment_file'
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
-- The county's batches name no person: its townships see that there is one, and in it their own lines.
create policy payment_batch_of_county on payment_batch for select to doudi_app
  using (county = left(nullif(current_setting('app.division_from', true), ''), 6));

grant select, insert on entitlement, entitlement_member, aid_in_kind, entitlement_adjustment to doudi_app;
grant update (superseded_at, flag, flagged_on) on entitlement to doudi_app;
grant update (line_id, voided_at) on entitlement_adjustment to doudi_app;
grant select, insert, update on payment_account, payment_batch, recovery, payment_file to doudi_app;
grant select, insert, delete, update (received_on, line_id) on recovery_receipt to doudi_app;
grant select, insert, delete, update (line_id) on payment_cover to doudi_app;
-- The amounts of a line are written once. A draft is thrown away and built anew.
grant select, insert, delete on payment_line to doudi_app;
grant update (status, holds, hold_note, decided_by, decided_on, decided_reason, again, bank_line, returned_on,
  returned_reason) on payment_line to doudi_app;
-- Lines are numbered before they are inserted, so that whom they cover can be made beside them.
grant usage on sequence payment_line_id_seq to doudi_app;

create function move_money_with_household() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update entitlement_member set division = new.division
    where entitlement_id in (select id from entitlement where household_id = new.id);
  update entitlement_adjustment set division = new.division
    where entitlement_id in (select id from entitlement where household_id = new.id);
  update entitlement set division = new.division where household_id = new.id;
  update aid_in_kind set division = new.division where household_id = new.id;
  update payment_account set division = new.division
    where person_id in (select person_id from membership
                        where household_id = new.id and valid_until is null and superseded_at is null);
  update payment_cover set division = new.division
    where line_id in (select id from payment_line where household_id = new.id);
  update payment_line set division = new.division where household_id = new.id;
  update recovery_receipt set division = new.division
    where recovery_id in (select id from recovery where household_id = new.id);
  update recovery set division = new.division where household_id = new.id;
  return null;
end
$$;
create trigger household_moves_money after update of division on household
  for each row when (old.division is distinct from new.division) execute function move_money_with_household();
