-- Money: a journal in which every entry balances, and which nobody changes. What was wrong is reversed by an entry.
create table ledger_account (
  id bigint generated always as identity primary key,
  county text collate "C" not null,
  division text collate "C" not null,
  kind text not null,
  balance_fen bigint not null default 0,
  yearly_fen bigint,
  opened_at timestamptz not null default now(),
  constraint ledger_account_once unique (division, kind),
  constraint ledger_account_kind check (kind in ('county-fund', 'township-float', 'aid-paid')),
  -- A float cannot pay what it does not hold, whoever tries and however many at once.
  constraint ledger_account_float_covered check (kind <> 'township-float' or balance_fen >= 0)
);
comment on column ledger_account.balance_fen is 'debits minus credits, kept by the lines';
comment on column ledger_account.yearly_fen is 'what the float is meant to be topped up to in a year; the alert is a share of it';

create table ledger_entry (
  id bigint generated always as identity primary key,
  county text collate "C" not null,
  division text collate "C" not null,
  kind text not null,
  occurred_on date not null,
  subject text not null,
  memo text not null,
  officer_id bigint not null references officer (id),
  reverses bigint references ledger_entry (id),
  recorded_at timestamptz not null default now(),
  constraint ledger_entry_kind check (kind in ('top-up', 'quick-aid', 'reversal')),
  constraint ledger_entry_reversed_once unique (reverses)
);
create index ledger_entry_by_place on ledger_entry (division, id desc);

create table ledger_line (
  entry_id bigint not null references ledger_entry (id),
  line integer not null,
  county text collate "C" not null,
  division text collate "C" not null,
  account_id bigint not null references ledger_account (id),
  amount_fen bigint not null,
  constraint ledger_line_pk primary key (entry_id, line),
  constraint ledger_line_moves_money check (amount_fen <> 0)
);
comment on column ledger_line.amount_fen is 'positive is debit, negative is credit';
create index ledger_line_by_account on ledger_line (account_id, entry_id);

create function keep_ledger_balance() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update ledger_account set balance_fen = balance_fen + new.amount_fen where id = new.account_id;
  return null;
end
$$;
create trigger ledger_line_moves_balance after insert on ledger_line
  for each row execute function keep_ledger_balance();

-- Looked at when the transaction ends: an entry and its lines come one after the other.
create function require_balanced_entry() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  entry bigint := case tg_table_name
    when 'ledger_entry' then (to_jsonb(new) ->> 'id')::bigint
    else (to_jsonb(new) ->> 'entry_id')::bigint end;
begin
  if (select coalesce(sum(amount_fen), 0) <> 0 or count(*) < 2 from ledger_line where entry_id = entry) then
    raise exception 'ledger entry % does not balance', entry using errcode = 'check_violation';
  end if;
  return null;
end
$$;
create constraint trigger ledger_entry_balances after insert on ledger_entry deferrable initially deferred
  for each row execute function require_balanced_entry();
create constraint trigger ledger_line_balances after insert on ledger_line deferrable initially deferred
  for each row execute function require_balanced_entry();

-- Small aid at once, from the float of the township where the need arose (Social Assistance Law, articles 29, 37, 50).
create table quick_aid (
  id bigint generated always as identity primary key,
  county text collate "C" not null,
  division text collate "C" not null,
  status text not null default 'requested',
  cause text not null,
  story text not null,
  registration_kind text not null,
  is_local boolean not null,
  name_cipher bytea not null,
  resident_id_cipher bytea,
  resident_id_index bytea,
  no_id_reason text,
  amount_fen bigint not null,
  cap_fen bigint not null,
  requested_on date not null,
  finish_by date not null,
  requested_by bigint not null references officer (id),
  approved_by bigint references officer (id),
  approved_on date,
  rejected_by bigint references officer (id),
  rejected_reason text,
  paid_by bigint references officer (id),
  paid_on date,
  receiver text,
  voucher text,
  entry_id bigint references ledger_entry (id),
  papers_due_on date,
  papers_note text,
  papers_done_on date,
  returned_on date,
  returned_reason text,
  version integer not null default 1,
  constraint quick_aid_status check (status in ('requested', 'approved', 'rejected', 'paid', 'closed', 'returned')),
  constraint quick_aid_cause check (cause in ('fire', 'traffic', 'illness', 'disaster', 'lost-livelihood', 'other')),
  constraint quick_aid_within_cap check (amount_fen > 0 and amount_fen <= cap_fen),
  constraint quick_aid_by_two check (approved_by is distinct from requested_by),
  constraint quick_aid_identified check (resident_id_cipher is not null or no_id_reason is not null),
  constraint quick_aid_paid check (
    status not in ('paid', 'closed', 'returned')
    or (approved_by is not null and paid_on is not null and entry_id is not null and voucher is not null)
  ),
  constraint quick_aid_voucher unique (voucher),
  constraint quick_aid_entry unique (entry_id)
);
create index quick_aid_by_place on quick_aid (division, id desc);
create index quick_aid_by_person on quick_aid (resident_id_index) where resident_id_index is not null;

do $$
declare
  name text;
begin
  foreach name in array array['ledger_account', 'ledger_entry', 'ledger_line', 'quick_aid'] loop
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
-- Balances move by lines alone; entries and lines are written and never changed.
grant select, insert on ledger_account, ledger_entry, ledger_line to doudi_app;
grant update (yearly_fen) on ledger_account to doudi_app;
grant select, insert, update on quick_aid to doudi_app;
