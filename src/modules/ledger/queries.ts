import { sql } from 'kysely'
import type { Float, FloatBook, LedgerRow } from '#contracts/ledger'
import { entryKinds } from '#contracts/ledger'
import type { DB, Transaction } from '#db'
import { type Day, day } from '#kernel/day'
import { type Fen, fen, formatYuan } from '#kernel/fen'
import { namesOf } from '#modules/division'

const yuan = (amount: string | null): string => formatYuan(fen(BigInt(amount ?? '0')))

/** Less is left than this share of what the float is meant to hold in a year. */
function isLow(balance: Fen, yearly: Fen | null, alertShare: number): boolean {
  return yearly !== null && balance * 1000n < yearly * BigInt(Math.round(alertShare * 1000))
}

interface FloatRow {
  readonly division: string
  readonly balance_fen: string
  readonly yearly_fen: string | null
}

function floatFrom(row: FloatRow, names: ReadonlyMap<string, string>, alertShare: number): Float {
  const balance = fen(BigInt(row.balance_fen))
  const yearly = row.yearly_fen === null ? null : fen(BigInt(row.yearly_fen))
  return {
    division: row.division,
    place: names.get(row.division) ?? row.division,
    balance: formatYuan(balance),
    yearly: yearly === null ? null : formatYuan(yearly),
    low: isLow(balance, yearly, alertShare),
  }
}

/** The floats of the townships that the transaction sees. */
export async function listFloats(tx: Transaction<DB>, alertShare: number): Promise<Float[]> {
  const rows = await tx
    .selectFrom('ledger_account')
    .select(['division', 'balance_fen', 'yearly_fen'])
    .where('kind', '=', 'township-float')
    .orderBy('division')
    .execute()
  const names = await namesOf(
    tx,
    rows.map((row) => row.division),
  )
  return rows.map((row) => floatFrom(row, names, alertShare))
}

/** The book of a float for a month, `2026-11`: opening + top-ups − vouchers, net of what was taken back = closing. */
export async function findFloatBook(
  tx: Transaction<DB>,
  of: { readonly division: string; readonly month: string; readonly alertShare: number },
): Promise<FloatBook | undefined> {
  const account = await tx
    .selectFrom('ledger_account')
    .select(['id', 'division', 'balance_fen', 'yearly_fen'])
    .where('division', '=', of.division)
    .where('kind', '=', 'township-float')
    .executeTakeFirst()
  if (account === undefined) return undefined
  const first: Day = day(`${of.month}-01`)
  const totals = await sql<{ opening: string; topped_up: string; paid: string }>`
    select coalesce(sum(l.amount_fen) filter (where e.occurred_on < ${first}::date), 0)::text as opening,
           coalesce(sum(l.amount_fen) filter (where e.occurred_on >= ${first}::date and e.kind = 'top-up'), 0)::text as topped_up,
           coalesce(sum(-l.amount_fen) filter (where e.occurred_on >= ${first}::date and e.kind <> 'top-up'), 0)::text as paid
      from ledger_line l join ledger_entry e on e.id = l.entry_id
     where l.account_id = ${account.id} and e.occurred_on < ${first}::date + interval '1 month'`.execute(tx)
  const rows = await sql<{
    id: string
    kind: string
    occurred_on: string
    memo: string
    officer: string
    amount: string
    balance: string
    subject: string
    reversed: boolean
    reverses: string | null
  }>`
    select * from (
      select e.id, e.kind, e.occurred_on, e.memo, e.subject, e.reverses, o.name as officer, l.amount_fen::text as amount,
             (sum(l.amount_fen) over (order by e.occurred_on, e.id))::text as balance,
             exists (select from ledger_entry r where r.reverses = e.id) as reversed
        from ledger_line l join ledger_entry e on e.id = l.entry_id join officer o on o.id = e.officer_id
       where l.account_id = ${account.id} and e.occurred_on < ${first}::date + interval '1 month') book
     where occurred_on >= ${first}::date order by occurred_on desc, id desc limit 500`.execute(tx)
  const [sum] = totals.rows
  const names = await namesOf(tx, [account.division])
  const closing = BigInt(sum?.opening ?? '0') + BigInt(sum?.topped_up ?? '0') - BigInt(sum?.paid ?? '0')
  return {
    float: floatFrom(account, names, of.alertShare),
    month: of.month,
    opening: yuan(sum?.opening ?? null),
    toppedUp: yuan(sum?.topped_up ?? null),
    paid: yuan(sum?.paid ?? null),
    closing: formatYuan(fen(closing)),
    rows: rows.rows.map(
      (row): LedgerRow => ({
        entryId: row.id,
        kind: entryKinds.find((kind) => kind === row.kind) ?? unknownKind(row.kind),
        occurredOn: row.occurred_on,
        memo: row.memo,
        officer: row.officer,
        amount: yuan(row.amount),
        balance: yuan(row.balance),
        subject: row.subject,
        reverses: row.reverses,
        reversed: row.reversed,
      }),
    ),
  }
}

function unknownKind(kind: string): never {
  throw new Error(`A stored value is unknown: ${kind}`)
}
