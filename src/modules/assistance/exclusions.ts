import { sql } from 'kysely'
import { personProgrammes, programmes, type AssistanceRefusal, type Programme } from '#contracts/assistance'
import type { DB, Transaction } from '#db'
import type { Day } from '#kernel/day'
import { loadPaymentExclusions } from '#policy-files/payment-exclusions'
import type { CaseEvent } from './model.ts'

interface Asked {
  readonly programme: Programme
  readonly householdId: string
  readonly applicantId: string
}

/** True when a decision gives support that was not there before. */
export function grants(events: readonly CaseEvent[]): boolean {
  return events.some((event) => event.type === 'decided' && event.proposal.outcome === 'grant')
}

const keyOf = ({ programme, householdId, applicantId }: Asked): string => `${programme}/${householdId}/${applicantId}`

/**
 * Of cases that are about to be granted, those whose person already receives what excludes the programme: the person's
 * own, or what the person's household receives as one. By policies/payment/exclusions.yaml, the yielding programme is
 * refused; the stronger one may be granted, and the payment of the other is held from then on.
 */
export async function findExcluded(
  tx: Transaction<DB>,
  asked: readonly Asked[],
  today: Day,
): Promise<(of: Asked) => AssistanceRefusal | undefined> {
  const pairs = (await loadPaymentExclusions()).filter(
    ({ from, until }) => from <= today && (until === undefined || today < until),
  )
  const wanted = asked.flatMap((of) =>
    pairs
      .filter(({ hold }) => hold === of.programme)
      .map(({ other }) => ({
        key: keyOf(of),
        other,
        household: of.householdId,
        person: of.applicantId,
        forAll: !personProgrammes.has(other) && personProgrammes.has(of.programme),
      })),
  )
  const found = new Map<string, Programme>()
  if (wanted.length > 0) {
    const { rows } = await sql<{ key: string; other: string }>`
      select distinct w.key, w.other
      from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb)
        as w(key text, other text, household bigint, person bigint, "forAll" boolean)
      join assistance_case c on c.programme = w.other and c.status in ('active', 'grace')
        and (c.person_id = w.person or (w."forAll" and c.household_id = w.household))`.execute(tx)
    for (const { key, other } of rows) {
      const programme = programmes.find((known) => known === other)
      if (programme !== undefined) found.set(key, programme)
    }
  }
  return (of) => {
    const other = found.get(keyOf(of))
    return other === undefined ? undefined : { code: 'case-excluded', programme: of.programme, other }
  }
}
