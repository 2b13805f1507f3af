import { type CaseRow, caseStatuses, rounds, type Step, steps, turns } from '#contracts/assistance'
import type { DB, Transaction } from '#db'
import { type Day, parseDay } from '#kernel/day'
import { fen, formatYuan } from '#kernel/fen'
import { placeNames } from '#modules/division'
import { colourOf } from './clock.ts'
import { readProgramme } from './store.ts'

function oneOf<const T extends string>(values: readonly T[], text: string): T {
  const found = values.find((value) => value === text)
  if (found === undefined) throw new Error(`A stored value is unknown: ${text}`)
  return found
}

export const readStep = (text: string): Step => oneOf(steps, text)

/** The columns of a case that every list shows; `person` is joined for the name. */
export function selectCases(tx: Transaction<DB>) {
  return tx
    .selectFrom('assistance_case as c')
    .innerJoin('person as p', 'p.id', 'c.person_id')
    .select([
      'c.id',
      'c.division',
      'c.programme',
      'c.status',
      'c.round',
      'c.step',
      'c.turn',
      'p.name',
      'c.household_id',
      'c.opened_on',
      'c.accepted_on',
      'c.due_on',
      'c.yellow_on',
      'c.orange_on',
      'c.paused',
      'c.amount_fen',
      'c.proposed_fen',
      'c.recheck_due_on',
      'c.near_relative',
      'c.version',
    ])
}

export type StoredRow = Awaited<ReturnType<ReturnType<typeof selectCases>['execute']>>[number]

function money(amount: string | null): string | null {
  return amount === null ? null : formatYuan(fen(BigInt(amount)))
}

/** Rows as lists show them, with the names of their places. */
export async function toRows(tx: Transaction<DB>, found: readonly StoredRow[], today: Day): Promise<CaseRow[]> {
  const places = await placeNames(tx, [...new Set(found.map(({ division }) => division))])
  return found.map((row) => ({
    id: row.id,
    programme: readProgramme(row.programme),
    status: oneOf(caseStatuses, row.status),
    round: oneOf([...rounds, 'none'], row.round),
    step: readStep(row.step),
    turn: oneOf(turns, row.turn),
    applicantName: row.name,
    householdId: row.household_id,
    place: places.get(row.division) ?? row.division,
    openedOn: row.opened_on,
    acceptedOn: row.accepted_on,
    dueOn: row.due_on,
    colour: colourOfRow(row, today),
    amount: money(row.amount_fen),
    proposed: money(row.proposed_fen),
    recheckDueOn: row.recheck_due_on,
    nearRelative: row.near_relative,
    version: row.version,
  }))
}

function colourOfRow(row: StoredRow, today: Day): CaseRow['colour'] {
  if (row.due_on === null || row.yellow_on === null || row.orange_on === null) return null
  return colourOf({ dueOn: row.due_on, yellowOn: row.yellow_on, orangeOn: row.orange_on }, row.paused, today)
}

/** A stored day; the store holds nothing else in such a column. */
export function asDay(text: string): Day {
  const day = parseDay(text)
  if (day === undefined) throw new Error(`A stored day is none: ${text}`)
  return day
}
