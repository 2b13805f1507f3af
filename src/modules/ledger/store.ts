import { sql } from 'kysely'
import type { AccountKind, LedgerRefusal } from '#contracts/ledger'
import type { DB, Transaction } from '#db'
import { type Fen, fen, formatYuan } from '#kernel/fen'
import { Refused } from '#kernel/refused'
import { imbalance, type JournalEntry } from './entry.ts'

/** The account of a kind at a place, opened when it is first needed. */
async function accountAt(tx: Transaction<DB>, division: string, kind: AccountKind): Promise<string> {
  const known = tx.selectFrom('ledger_account').select('id').where('division', '=', division).where('kind', '=', kind)
  const found = await known.executeTakeFirst()
  if (found !== undefined) return found.id
  await tx
    .insertInto('ledger_account')
    .values({ county: division.slice(0, 6), division, kind })
    .onConflict((conflict) => conflict.columns(['division', 'kind']).doNothing())
    .execute()
  return (await known.executeTakeFirstOrThrow()).id
}

/** What a float holds, locked until the transaction ends, so that two payments cannot both spend it. */
async function lockFloat(tx: Transaction<DB>, division: string): Promise<Fen | undefined> {
  await sql`select pg_advisory_xact_lock(hashtext(${`float:${division}`}))`.execute(tx)
  const row = await tx
    .selectFrom('ledger_account')
    .select('balance_fen')
    .where('division', '=', division)
    .where('kind', '=', 'township-float')
    .executeTakeFirst()
  return row === undefined ? undefined : fen(BigInt(row.balance_fen))
}

/**
 * Writes an entry and gives its id. Only within a transaction that can see all its places. Refuses to spend what a
 * float does not hold; the database refuses it once more, and an entry that does not balance.
 */
export async function post(tx: Transaction<DB>, officerId: string, entry: JournalEntry): Promise<string> {
  if (imbalance(entry) !== 0n) throw new Error(`The entry ${entry.subject} does not balance`)
  for (const line of entry.lines) {
    if (line.account !== 'township-float' || line.amount > 0n) continue
    const held = await lockFloat(tx, line.division)
    const refusal = notCovered(held, fen(0n - line.amount))
    if (refusal !== undefined) throw new Refused(refusal)
  }
  const { id } = await tx
    .insertInto('ledger_entry')
    .values({
      county: entry.division.slice(0, 6),
      division: entry.division,
      kind: entry.kind,
      occurred_on: entry.occurredOn,
      subject: entry.subject,
      memo: entry.memo,
      officer_id: officerId,
      reverses: entry.reverses ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const [index, line] of entry.lines.entries()) {
    await tx
      .insertInto('ledger_line')
      .values({
        entry_id: id,
        line: index + 1,
        county: line.division.slice(0, 6),
        division: line.division,
        account_id: await accountAt(tx, line.division, line.account),
        amount_fen: line.amount,
      })
      .execute()
  }
  return id
}

function notCovered(held: Fen | undefined, amount: Fen): LedgerRefusal | undefined {
  if (held === undefined) return { code: 'float-not-found' }
  if (held >= amount) return undefined
  return { code: 'float-too-low', balance: formatYuan(held), amount: formatYuan(amount) }
}

export async function setYearlyFloat(tx: Transaction<DB>, division: string, yearly: Fen): Promise<void> {
  await tx
    .updateTable('ledger_account')
    .set({ yearly_fen: yearly })
    .where('division', '=', division)
    .where('kind', '=', 'township-float')
    .execute()
}
