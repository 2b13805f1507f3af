import { sql } from 'kysely'
import { type CarePlanOpening, type Difficulty, difficulties } from '#contracts/elder-care'
import type { DB, Transaction } from '#db'
import { addDays, type Day, day as readDay } from '#kernel/day'
import { oneOf } from './visit-rows.ts'

type Tx = Transaction<DB>

interface Elder {
  readonly division: string
  readonly birthDay: Day | null
}

/** Somebody who lives in the household now; the row limits of the transaction say whether the officer may. */
export async function findElder(tx: Tx, householdId: string, personId: string): Promise<Elder | undefined> {
  const row = await tx
    .selectFrom('membership as m')
    .innerJoin('household as h', 'h.id', 'm.household_id')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .select(['h.division', 'p.birth_day'])
    .where('m.household_id', '=', householdId)
    .where('m.person_id', '=', personId)
    .where('m.valid_until', 'is', null)
    .where('m.superseded_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) return undefined
  return { division: row.division, birthDay: row.birth_day === null ? null : readDay(row.birth_day) }
}

/** The level of the assessment in force, as it is recorded for all policies; null when there is none. */
export async function readLevel(
  tx: Tx,
  personId: string,
  today: Day,
): Promise<{ readonly level: number; readonly since: string } | null> {
  const row = await tx
    .selectFrom('fact')
    .select(['number_value', 'valid_from'])
    .where('subject', '=', 'p')
    .where('subject_id', '=', personId)
    .where('fact', '=', 'abilityLevel')
    .where('superseded_at', 'is', null)
    .where('valid_from', '<=', today)
    .where((eb) => eb.or([eb('valid_until', 'is', null), eb('valid_until', '>', today)]))
    .orderBy('valid_from', 'desc')
    .executeTakeFirst()
  return row?.number_value == null ? null : { level: Number(row.number_value), since: row.valid_from }
}

/** Why the person is to be visited every month, as far as it holds on the day or will later. */
export async function readDifficulties(tx: Tx, personId: string, today: Day): Promise<Difficulty[]> {
  const rows = await tx
    .selectFrom('elder_difficulty')
    .select('category')
    .where('person_id', '=', personId)
    .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>', today)]))
    .orderBy('category')
    .execute()
  return [...new Set(rows.map(({ category }) => oneOf(difficulties, category)))]
}

/** Whoever agrees on something for the same person waits here, so that nothing is agreed on twice. */
export async function lockPerson(tx: Tx, personId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`elder-care:${personId}`}))`.execute(tx)
}

/** Is the same already agreed on for a time that the new agreement would share? */
export async function overlaps(
  tx: Tx,
  of: Pick<CarePlanOpening, 'personId' | 'service' | 'firstDay' | 'lastDay'>,
): Promise<boolean> {
  const row = await tx
    .selectFrom('care_plan')
    .select('id')
    .where('person_id', '=', of.personId)
    .where('service', '=', of.service)
    .where((eb) => eb.or([eb('ended_on', 'is', null), eb('ended_on', '>', of.firstDay)]))
    .where('first_day', '<=', of.lastDay ?? '9999-12-31')
    .executeTakeFirst()
  return row !== undefined
}

export async function lockCarePlan(tx: Tx, id: string) {
  return tx
    .selectFrom('care_plan')
    .select(['division', 'version', 'ended_on', 'person_id', 'service', 'first_day'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

/** What the carers of a county can who have not left by the day, by their id; of others nothing. */
export async function readSkills(
  tx: Tx,
  county: string,
  ids: readonly string[],
  today: Day,
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('carer')
    .select(['id', 'skills'])
    .where('county', '=', county)
    .where('id', 'in', [...ids])
    .where((eb) => eb.or([eb('active_until', 'is', null), eb('active_until', '>', today)]))
    .execute()
  return new Map(rows.map(({ id, skills }) => [id, skills]))
}

export async function isCanteen(tx: Tx, county: string, id: string, today: Day): Promise<boolean> {
  const row = await tx
    .selectFrom('facility')
    .select('id')
    .where('county', '=', county)
    .where('kind', '=', 'canteen')
    .where('id', '=', id)
    .where((eb) => eb.or([eb('closed_on', 'is', null), eb('closed_on', '>', today)]))
    .executeTakeFirst()
  return row !== undefined
}

/** Gives nothing when the same runs already, if only where the officer cannot see it. */
export async function insertCarePlan(
  tx: Tx,
  of: {
    readonly county: string
    readonly division: string
    readonly opening: Omit<CarePlanOpening, 'key' | 'replaces'>
    readonly officerId: string
  },
): Promise<string | undefined> {
  const { opening } = of
  const row = await tx
    .insertInto('care_plan')
    .values({
      county: of.county,
      division: of.division,
      household_id: opening.householdId,
      person_id: opening.personId,
      service: opening.service,
      ground: opening.ground,
      weekdays: [...opening.weekdays],
      monthly: opening.monthly,
      window_from: opening.windowFrom,
      window_until: opening.windowUntil,
      canteen_id: opening.canteenId,
      usual_carer_id: opening.usualCarerId,
      refused_carer_ids: [...opening.refusedCarerIds],
      first_day: opening.firstDay,
      last_day: opening.lastDay,
      ended_on: opening.lastDay === null ? null : addDays(readDay(opening.lastDay), 1),
      note: opening.note.trim(),
      officer_id: of.officerId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id
}

/** From the day on the agreement does not hold; visits from then on that nobody has begun are called off. */
export async function endCarePlanRow(tx: Tx, id: string, on: string, reason: string): Promise<void> {
  await tx.updateTable('care_plan').set({ ended_on: on, version: sql`version + 1` }).where('id', '=', id).execute()
  await tx
    .updateTable('care_visit')
    .set({ status: 'cancelled', reason, version: sql`version + 1` })
    .where('plan_id', '=', id)
    .where('day', '>=', on)
    .where('status', 'in', ['due', 'assigned'])
    .execute()
}

/** Gives nothing when the same is registered already, if only where the officer cannot see it. */
export async function insertDifficulty(
  tx: Tx,
  values: {
    readonly county: string
    readonly division: string
    readonly household_id: string
    readonly person_id: string
    readonly category: Difficulty
    readonly first_day: string
    readonly officer_id: string
  },
): Promise<string | undefined> {
  const row = await tx
    .insertInto('elder_difficulty')
    .values(values)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id
}

export async function lockDifficulty(tx: Tx, id: string) {
  return tx
    .selectFrom('elder_difficulty')
    .select(['division', 'person_id', 'first_day', 'until'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

export async function endDifficultyRow(tx: Tx, id: string, until: string): Promise<void> {
  await tx.updateTable('elder_difficulty').set({ until }).where('id', '=', id).execute()
}

/** The running monthly visit of a person that rests on a difficulty. */
export async function findCheckVisitPlan(tx: Tx, personId: string, today: Day): Promise<string | undefined> {
  const row = await tx
    .selectFrom('care_plan')
    .select('id')
    .where('person_id', '=', personId)
    .where('service', '=', 'check-visit')
    .where((eb) => eb.or([eb('ended_on', 'is', null), eb('ended_on', '>', today)]))
    .executeTakeFirst()
  return row?.id
}
