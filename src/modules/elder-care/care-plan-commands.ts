import {
  type CareDone,
  type CarePlanEnding,
  type CarePlanOpening,
  type DifficultyEnding,
  type DifficultyRecording,
  skillOf,
} from '#contracts/elder-care'
import type { Actor } from '#contracts/officer'
import type { DB, Transaction } from '#db'
import { addDays, day as readDay } from '#kernel/day'
import { authorise } from '#modules/officer'
import {
  endCarePlanRow,
  endDifficultyRow,
  findCheckVisitPlan,
  findElder,
  insertCarePlan,
  insertDifficulty,
  isCanteen,
  lockCarePlan,
  lockDifficulty,
  lockPerson,
  overlaps,
  readDifficulties,
  readLevel,
  readSkills,
} from './care-plan-store.ts'
import { catalogueRow } from './catalogue.ts'
import { faultOfAge, faultOfCarePlan } from './decide.ts'
import { daysAheadOf, generateVisits } from './generate.ts'
import { type CareMeans, change, countyOf, refuse, refuseFault } from './means.ts'
import { planEndedReason, policyNames } from './messages.zh.ts'
import { careStandard } from './standard.ts'

type Tx = Transaction<DB>
type Agreement = Omit<CarePlanOpening, 'key' | 'replaces'>

async function requireElder(tx: Tx, of: { readonly householdId: string; readonly personId: string }) {
  return (await findElder(tx, of.householdId, of.personId)) ?? refuse({ code: 'elder-not-found' })
}

function elderAge(means: CareMeans, division: string): number {
  return careStandard(means.policies, policyNames.elderAge, division, means.today)
}

/** Registers why an elder is to be visited every month, and agrees on the monthly visit when there is none yet. */
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
    await lockPerson(tx, personId)
    if ((await readDifficulties(tx, personId, means.today)).includes(category)) refuse({ code: 'difficulty-known' })
    const id = await insertDifficulty(tx, {
      county: countyOf(division),
      division,
      household_id: householdId,
      person_id: personId,
      category,
      first_day: from,
      officer_id: actor.officerId,
    })
    if (id === undefined) refuse({ code: 'difficulty-known' })
    if ((await findCheckVisitPlan(tx, personId, means.today)) === undefined) {
      await agree(tx, means, actor, { division, opening: monthlyVisit(means, division, request) })
    }
    return { id, division, about: 'difficulty', detail: { category } }
  })
}

/** The monthly visit that follows from a difficulty, by the standards of the place. */
function monthlyVisit({ policies, today }: CareMeans, division: string, of: DifficultyRecording): Agreement {
  const number = (name: string): number => careStandard(policies, name, division, today)
  return {
    householdId: of.householdId,
    personId: of.personId,
    service: 'check-visit',
    ground: 'special-difficulty',
    weekdays: [],
    monthly: number(policyNames.checkVisitsAMonth),
    windowFrom: 60 * number(policyNames.checkVisitFrom),
    windowUntil: 60 * number(policyNames.checkVisitUntil),
    canteenId: null,
    usualCarerId: null,
    refusedCarerIds: [],
    firstDay: of.from,
    lastDay: null,
    note: '',
  }
}

/** Ends a ground for monthly visits; when it was the last one, the visits end with it. */
export async function endDifficulty(
  means: CareMeans,
  actor: Actor,
  id: string,
  request: DifficultyEnding,
): Promise<CareDone> {
  authorise(actor, 'care:order')
  const { until } = request
  return change(means, actor, { command: 'end-difficulty', request, subject: id }, async (tx) => {
    const row = await lockDifficulty(tx, id)
    if (row === undefined || row.until !== null) refuse({ code: 'difficulty-not-found' })
    if (until < row.first_day) refuse({ code: 'difficulty-days-backwards' })
    await endDifficultyRow(tx, id, until)
    const visits = await findCheckVisitPlan(tx, row.person_id, means.today)
    if (visits !== undefined && (await readDifficulties(tx, row.person_id, readDay(until))).length === 0) {
      await endCarePlanRow(tx, visits, until, planEndedReason)
    }
    return { id, division: row.division, about: 'difficulty' }
  })
}

/** Agrees on a service, in the place of the running one when that is to change, and makes its visits at once. */
export async function openCarePlan(means: CareMeans, actor: Actor, request: CarePlanOpening): Promise<CareDone> {
  authorise(actor, 'care:order')
  const { policies, today } = means
  const { replaces, key: _, ...opening } = request
  return change(means, actor, { command: 'open-care-plan', request }, async (tx) => {
    const { division, birthDay } = await requireElder(tx, request)
    const { personId, service } = request
    await lockPerson(tx, personId)
    refuseFault(
      faultOfCarePlan(request, {
        today,
        birthDay,
        elderAge: elderAge(means, division),
        level: (await readLevel(tx, personId, today))?.level ?? null,
        levelForCare: careStandard(policies, policyNames.levelForCare, division, today),
        difficulties: await readDifficulties(tx, personId, today),
        service: catalogueRow(policies, service, division, today),
      }),
    )
    await requireWhoCan(tx, means, division, request)
    if (replaces !== undefined) await giveWay(tx, replaces, request)
    if (await overlaps(tx, request)) refuse({ code: 'care-plan-running' })
    const id = await agree(tx, means, actor, { division, opening })
    return { id, division, about: 'care-plan', detail: { service } }
  })
}

/** The canteen and the carers that an agreement names must be there: rows of elsewhere are as good as none. */
async function requireWhoCan(tx: Tx, { today }: CareMeans, division: string, opening: Agreement): Promise<void> {
  const { canteenId, usualCarerId, refusedCarerIds, service } = opening
  const county = countyOf(division)
  if (canteenId !== null && !(await isCanteen(tx, county, canteenId, today)))
    refuse({ code: 'care-plan-canteen-unknown' })
  const named = [...refusedCarerIds, ...(usualCarerId === null ? [] : [usualCarerId])]
  const skills = await readSkills(tx, county, named, today)
  if (named.some((id) => !skills.has(id))) refuse({ code: 'care-plan-carer-unknown' })
  if (usualCarerId === null) return
  if (refusedCarerIds.includes(usualCarerId)) refuse({ code: 'care-plan-carer-refused' })
  if (skills.get(usualCarerId)?.includes(skillOf[service]) !== true) refuse({ code: 'care-plan-carer-cannot' })
}

/** The agreement that is changed ends where the new one begins. */
async function giveWay(
  tx: Tx,
  before: NonNullable<CarePlanOpening['replaces']>,
  { personId, service, firstDay }: Agreement,
): Promise<void> {
  const plan = await lockCarePlan(tx, before.id)
  if (plan === undefined || (plan.ended_on !== null && plan.ended_on <= firstDay))
    refuse({ code: 'care-plan-not-found' })
  if (plan.version !== before.version) refuse({ code: 'care-plan-changed-meanwhile' })
  if (plan.person_id !== personId || plan.service !== service) refuse({ code: 'care-plan-replaces-another' })
  await endCarePlanRow(tx, before.id, firstDay, planEndedReason)
}

async function agree(
  tx: Tx,
  { policies, today }: CareMeans,
  actor: Actor,
  of: { readonly division: string; readonly opening: Agreement },
): Promise<string> {
  const { division, opening } = of
  const county = countyOf(division)
  const id = await insertCarePlan(tx, { county, division, opening, officerId: actor.officerId })
  if (id === undefined) refuse({ code: 'care-plan-running' })
  const until = addDays(today, daysAheadOf(policies, county, today))
  await generateVisits(tx, policies, { county, from: today, until, planId: id })
  return id
}

/** Ends an agreement, on a day that may lie ahead; its visits from then on that nobody has begun are called off. */
export async function endCarePlan(
  means: CareMeans,
  actor: Actor,
  id: string,
  request: CarePlanEnding,
): Promise<CareDone> {
  authorise(actor, 'care:order')
  return change(means, actor, { command: 'end-care-plan', request, subject: id }, async (tx) => {
    const plan = await lockCarePlan(tx, id)
    if (plan === undefined || (plan.ended_on !== null && plan.ended_on <= means.today))
      refuse({ code: 'care-plan-not-found' })
    if (plan.version !== request.version) refuse({ code: 'care-plan-changed-meanwhile' })
    await endCarePlanRow(tx, id, request.on, planEndedReason)
    return { id, division: plan.division, about: 'care-plan' }
  })
}
