import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor, OfficerRefusal } from '#contracts/officer'
import type { DB, Transaction } from '#db'
import { Refused } from '#kernel/refused'

type Answer = Readonly<Record<string, string | number>>

/**
 * Does a command once for its key: sent again, by a double click or a lost answer, it only answers again. A key that
 * comes with another act is refused: answered as done it would leave that act undone without a word.
 */
export async function once<T extends Answer>(
  tx: Transaction<DB>,
  of: { actor: Actor; key: string; command: string; request: unknown },
  work: () => Promise<T>,
): Promise<T> {
  const command = `${of.command}:${createHash('sm3').update(JSON.stringify(of.request)).digest('hex')}`
  const { officerId } = of.actor
  // The same key waits for itself.
  await sql`select pg_advisory_xact_lock(hashtext(${`command:${officerId}:${of.key}`}))`.execute(tx)
  const before = await tx
    .selectFrom('command_receipt')
    .select(['command', 'answer'])
    .where('officer_id', '=', officerId)
    .where('key', '=', of.key)
    .executeTakeFirst()
  if (before !== undefined && before.command !== command) {
    const refusal: OfficerRefusal = { code: 'key-of-another-act' }
    throw new Refused(refusal)
  }
  // The answer of this very command, as it was written below.
  if (before !== undefined) return before.answer as T
  const answer = await work()
  await tx
    .insertInto('command_receipt')
    .values({ officer_id: officerId, key: of.key, command, answer: JSON.stringify(answer) })
    .execute()
  return answer
}
