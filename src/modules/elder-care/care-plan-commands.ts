import { sql } from 'kysely'
import type {
  CareDone,
  CarePlanEnding,
  CarePlanOpening,
  Difficulty,
  DifficultyEnding,
  DifficultyRecording,
} from '#contracts/elder-care'
import { difficulties } from '#contracts/elder-care'
import type { Actor } from '#contracts/officer'
import type { DB, Transaction } from '#db'
import { addDays, type Day, day as readDay } from '#kernel/day'
import { authorise } from '#modules/officer'
import { standardOf } from '#policy-files'
import { catalogueOf } from './catalogue.ts'
import { faultOfAge, faultOfCarePlan } from './decide.ts'
import { daysAheadOf, generateVisits } from './generate.ts'
import { type CareMeans, change, countyOf, refuse, refuseFault } from './means.ts'
import { planEndedReason, policyNames } from './messages.zh.ts'
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

export async function readDifficulties(tx: Tx, personId: string): Promise<Difficulty[]> {
  const rows = await tx
    .selectFrom('elder_difficulty')
    .select('category')
    .where('person_id', '=', personId)
    .where('until', 'is', null)
    .orderBy('category')
    .execute()
  return rows.map(({ category }) => oneOf(difficulties, category))
}

async function requireElder(tx: Tx, of: { readonly householdId: string; readonly personId: string }): Promise<Elder> {
  return (await findElder(tx, of.householdId, of.personId)) ?? refuse({ code: 'elder-not-found' })
}

function elderAge(means: CareMeans, division: string): number {
  return standardOf(means.policies, policyNames.elderAge, division, means.today)
}

/** Registers why an elder is to be visited every month, and makes the monthly visit when there is none yet. */
export async function recordDifficulty(
  means: CareMeans,
  actor: Actor,
  request: DifficultyRecording,
): Promise<CareDone> {
  authorise(actor, 'care:order')
  const { householdId, personId, category, from } = request
  return change(means, actor, { command: 'record-difficulty', request }, async (tx) => {
    const { division, birthDay } = await requireElder(tx, request)
    refuseFault(faultOfAge(birthDay, elderAge(means, division), means.today))
    if ((await readDifficulties(tx, personId)).includes(category)) refuse({ code: 'difficulty-known' })
    const county = countyOf(division)
    const { id } = await tx
      .insertInto('elder_difficulty')
      .values({
        county,
        division,
        household_id: householdId,
        person_id: personId,
        category,
        first_day: from,
        officer_id: actor.officerId,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return { id, division, about: 'difficulty', detail: { category } }
  })
}

export async function endDifficulty(
  means: CareMeans,
  actor: Actor,
  id: string,
  request: DifficultyEnding,
): Promise<CareDone> {
  authorise(actor, 'care:order')
  return change(means, actor, { command: 'end-difficulty', request, subject: id }, async (tx) => {
    const row = await tx
      .updateTable('elder_difficulty')
      .set({ until: request.until })
      .where('id', '=', id)
      .where('until', 'is', null)
      .returning('division')
      .executeTakeFirst()
    if (row === undefined) refuse({ code: 'difficulty-not-found' })
    return { id, division: row.division, about: 'difficulty' }
  })
}

async function skillsOf(tx: Tx, carerId: string | null): Promise<readonly string[] | undefined> {
  if (carerId === null) return undefined
  const row = await tx.selectFrom('carer').select('skills').where('id', '=', carerId).executeTakeFirst()
  return row?.skills ?? []
}

async function isRunning(tx: Tx, personId: string, service: string): Promise<boolean> {
  const row = await tx
    .selectFrom('care_plan')
    .select('id')
    .where('person_id', '=', personId)
    .where('service', '=', service)
    .where('ended_on', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** Agrees on a service, and makes its visits of the next days at once. */
export async function openCarePlan(means: CareMeans, actor: Actor, request: CarePlanOpening): Promise<CareDone> {
  authorise(actor, 'care:order')
  const { policies, today } = means
  return change(means, actor, { command: 'open-care-plan', request }, async (tx) => {
    const { division, birthDay } = await requireElder(tx, request)
    const { personId, service } = request
    refuseFault(
      faultOfCarePlan(request, {
        today,
        birthDay,
        elderAge: elderAge(means, division),
        level: (await readLevel(tx, personId, today))?.level ?? null,
        levelForCare: standardOf(policies, policyNames.levelForCare, division, today),
        difficulties: await readDifficulties(tx, personId),
        service: catalogueOf(policies, division, today)[service],
        usualSkills: await skillsOf(tx, request.usualCarerId),
      }),
    )
    if (await isRunning(tx, personId, service)) refuse({ code: 'care-plan-running' })
    const county = countyOf(division)
    const { id } = await tx
      .insertInto('care_plan')
      .values({
        county,
        division,
        household_id: request.householdId,
        person_id: personId,
        service,
        ground: request.ground,
        weekdays: [...request.weekdays],
        monthly: request.monthly,
        window_from: request.windowFrom,
        window_until: request.windowUntil,
        canteen_id: request.canteenId,
        usual_carer_id: request.usualCarerId,
        refused_carer_ids: [...request.refusedCarerIds],
        first_day: request.firstDay,
        last_day: request.lastDay,
        note: request.note.trim(),
        officer_id: actor.officerId,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const until = addDays(today, daysAheadOf(policies, county, today))
    await generateVisits(tx, policies, { county, from: today, until, planId: id })
    return { id, division, about: 'care-plan', detail: { service } }
  })
}

/** Ends an agreement; its visits after the day that nobody has begun are called off. */
export async function endCarePlan(
  means: CareMeans,
  actor: Actor,
  id: string,
  request: CarePlanEnding,
): Promise<CareDone> {
  authorise(actor, 'care:order')
  return change(means, actor, { command: 'end-care-plan', request, subject: id }, async (tx) => {
    const plan = await tx
      .selectFrom('care_plan')
      .select(['division', 'version', 'ended_on', 'first_day'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (plan === undefined || plan.ended_on !== null) refuse({ code: 'care-plan-not-found' })
    if (plan.version !== request.version) refuse({ code: 'care-plan-changed-meanwhile' })
    await tx
      .updateTable('care_plan')
      .set({ ended_on: request.on, version: sql`version + 1` })
      .where('id', '=', id)
      .execute()
    await tx
      .updateTable('care_visit')
      .set({ status: 'cancelled', reason: planEndedReason, version: sql`version + 1` })
      .where('plan_id', '=', id)
      .where('day', '>=', request.on)
      .where('status', 'in', ['due', 'assigned'])
      .execute()
    return { id, division: plan.division, about: 'care-plan' }
  })
}
