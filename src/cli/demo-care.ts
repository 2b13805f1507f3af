import { sql } from 'kysely'
import { type AbilityForm, items } from '#contracts/ability-assessment'
import type { CarePlanOpening, Difficulty, Ground } from '#contracts/elder-care'
import type { Actor } from '#contracts/officer'
import type { Store } from '#db'
import { careWords } from '#demo-county/care-words.zh'
import { type DemoCare, inventCare } from '#demo-county/care'
import { addDays, addMonths, type Day } from '#kernel/day'
import { firstDayOf, monthOf } from '#kernel/month'
import { type Random, seededRandom } from '#kernel/random'
import { makeTurns } from '#kernel/turns'
import {
  confirmAbilityResult,
  openAbilityAssessment,
  rulesOf,
  saveAbilityForm,
  signAbilityForm,
} from '#modules/ability-assessment'
import {
  daysAheadOf,
  finishVisit,
  generateVisits,
  missVisit,
  openCarePlan,
  planDay,
  publishPlan,
  readEntitlement,
  recordDifficulty,
} from '#modules/elder-care'
import { saveCarer, saveFacility, saveProvider, saveVillagePoint } from '#modules/facility'
import { findOfficersInPost } from '#modules/officer'
import type { PolicyCalendar } from '#modules/policy-register'

interface Means {
  readonly store: Store
  readonly policies: PolicyCalendar
  readonly today: Day
}

export interface CareSize {
  readonly seed: number
  /** How many elders are assessed and given services, and how many are visited every month. */
  readonly served: number
  readonly visited: number
  /** Days before today whose visits have been made. */
  readonly daysPast: number
}

/** Commands are known by their keys: the same demo made twice does each thing once. */
function keys(prefix: string): () => string {
  let count = 0
  return () => `demo-care-${prefix}-${count++}`
}

/**
 * Gives a county a network of elder care and a month of its work, all by the commands that officers use: points,
 * facilities, carers, assessments, agreements, visits that were made. What is invented is the same for the same seed.
 */
export async function furnishDemoCare(means: Means, county: string, size: CareSize): Promise<void> {
  const [officer, second] = await findOfficersInPost(means.store.plain, 'county-officer', county)
  if (officer === undefined || second === undefined) throw new Error('The demo has two county officers')
  const since = firstDayOf(monthOf(addDays(means.today, -size.daysPast)))
  const care = inventCare({ ...(await readPlaces(means, county)), seed: size.seed })
  const network = await buildNetwork(means, officer, care, addMonths(since, -12))
  const elders = await readElders(means, county)
  const random = seededRandom(size.seed).fork('elder care')
  await serveElders(
    { ...means, today: since },
    { officer, second, network, random },
    elders.frail.slice(0, size.served),
  )
  await visitElders({ ...means, today: since }, officer, elders.alone.slice(0, size.visited))
  await workPastDays(means, officer, { county, since, random })
  await means.store.within(county, (tx) =>
    generateVisits(tx, means.policies.on(means.today), {
      county,
      from: means.today,
      until: addDays(means.today, daysAheadOf(means.policies.on(means.today), county, means.today)),
    }),
  )
}

async function readPlaces({ store }: Means, county: string) {
  const rows = await store.plain
    .selectFrom('division')
    .select(['code', 'name', 'level'])
    .where('code', 'like', `${county}%`)
    .where('valid_until', 'is', null)
    .orderBy('code')
    .execute()
  const at = (level: string) => rows.filter((row) => row.level === level)
  return {
    county: at('county')[0] ?? { code: county, name: county },
    townships: at('township'),
    villages: at('village'),
  }
}

interface Network {
  /** A canteen from which a meal is still warm at the village; undefined where there is none. */
  readonly canteenNear: (village: string) => string | undefined
}

/** Degrees within which a meal gets there warm by any standard: some four kilometres. */
const warmDegrees = 0.04

async function buildNetwork(means: Means, actor: Actor, care: DemoCare, openedOn: Day): Promise<Network> {
  const key = keys('network')
  for (const point of care.points) await saveVillagePoint(means, actor, { key: key(), ...point })
  const providers: string[] = []
  for (const [index, name] of care.providers.entries()) {
    const kind = (['public', 'social-organisation', 'enterprise'] as const)[index] ?? 'public'
    const { id } = await saveProvider(means, actor, { key: key(), name, kind, creditCode: null, contact: '' })
    providers.push(id)
  }
  const facilities: string[] = []
  for (const { provider, catchment, ...facility } of care.facilities) {
    const { id } = await saveFacility(means, actor, {
      ...facility,
      key: key(),
      providerId: provider === null ? null : (providers[provider] ?? null),
      openedOn,
      catchment: [...catchment],
    })
    facilities.push(id)
  }
  for (const { facility, provider, ...carer } of care.carers) {
    await saveCarer(means, actor, {
      ...carer,
      key: key(),
      skills: [...carer.skills],
      weekdays: [...carer.weekdays],
      facilityId: facilities[facility] ?? '',
      providerId: providers[provider] ?? null,
      mostMinutes: null,
      activeFrom: openedOn,
      activeUntil: null,
    })
  }
  const pointOf = new Map(care.points.map((point) => [point.code, point]))
  return {
    canteenNear(village) {
      const home = pointOf.get(village)
      const near = care.facilities.findIndex(
        ({ kind, longitude, latitude }) =>
          kind === 'canteen' &&
          home !== undefined &&
          Math.hypot(longitude - home.longitude, latitude - home.latitude) < warmDegrees,
      )
      return facilities[near]
    },
  }
}

interface Elder {
  readonly person: string
  readonly household: string
  readonly division: string
  readonly age: number
}

/** Elders whom a county would know: the oldest first for care, those who live alone or as a couple for visits. */
async function readElders({ store, today }: Means, county: string) {
  const { rows } = await store.within(county, (tx) =>
    sql<Elder & { readonly size: number; readonly old: number }>`
      select m.person_id as person, m.household_id as household, h.division, c.size, c.old,
        extract(year from age(${today}::date, p.birth_day))::integer as age
      from membership m
      join household h on h.id = m.household_id
      join person p on p.id = m.person_id
      join (
        select m.household_id, count(*)::integer as size,
          count(*) filter (where p.birth_day <= ${today}::date - interval '60 years')::integer as old
        from membership m join person p on p.id = m.person_id
        where m.valid_until is null and m.superseded_at is null
        group by m.household_id) c on c.household_id = m.household_id
      where m.valid_until is null and m.superseded_at is null and p.birth_day <= ${today}::date - interval '65 years'
        and not exists (select from fact f where f.subject = 'p' and f.subject_id = p.id and f.fact = 'deathDay'
          and f.superseded_at is null)
      order by p.birth_day, p.id`.execute(tx),
  )
  return {
    frail: rows,
    alone: rows
      .filter(({ size, old }) => size === old && size <= 2)
      .map((row) => ({
        ...row,
        difficulty: (row.size === 1 ? 'alone' : 'empty-nest') satisfies Difficulty as Difficulty,
      })),
  }
}

interface Work {
  readonly officer: Actor
  readonly second: Actor
  readonly network: Network
  readonly random: Random
}

async function serveElders(means: Means, work: Work, elders: readonly Elder[]): Promise<void> {
  const key = keys('served')
  const policies = means.policies.on(means.today)
  for (const [index, elder] of elders.entries()) {
    await assess(means, work, elder, key)
    const { services } = await means.store.within(work.officer.division, (tx) =>
      readEntitlement(tx, policies, {
        householdId: elder.household,
        personId: elder.person,
        today: means.today,
      }),
    )
    const ground = services.find(({ service }) => service === 'cleaning')?.grounds[0] ?? 'own-cost'
    for (const request of agreementsFor(elder, index, work, { ground, firstDay: means.today })) {
      await openCarePlan({ ...means, policies }, work.officer, { ...request, key: key() })
    }
  }
}

/** A signature: a stroke through the box. */
const stroke = 'M 20 60 L 90 30 L 150 70 L 260 40'

async function assess(means: Means, work: Work, elder: Elder, key: () => string): Promise<void> {
  const { officer, second, random } = work
  const { today } = means
  const own = { store: means.store, policies: means.policies.on(today), today }
  const { id } = await openAbilityAssessment(own, officer, {
    key: key(),
    personId: elder.person,
    reason: 'first',
    assessedOn: today,
  })
  const form = formFor(elder, random, rulesOf(own.policies, elder.division, today).most, today)
  await saveAbilityForm(own, officer, id, { key: key(), version: 1, form })
  const signatures = form.assessors.map(({ name }) => ({ name, path: stroke }))
  await signAbilityForm(own, officer, id, { key: key(), version: 2, signatures })
  await confirmAbilityResult(own, second, id, { key: key(), version: 3 })
}

/** The older, the frailer, by and large. */
function formFor(
  { age }: Elder,
  random: Random,
  most: Readonly<Record<(typeof items)[number], number>>,
  today: Day,
): AbilityForm {
  const able = Math.min(1, Math.max(0.1, 1.15 - (age - 60) * 0.018 + (random.next() - 0.5) * 0.5))
  const [first, other] = random.chance(0.5) ? [0, 1] : [2, 3]
  const assessor = (index: number, background: 'nursing' | 'social-work') => ({
    name: careWords.assessors[index] ?? careWords.assessors[0],
    background,
    employer: careWords.employer,
  })
  return {
    assessedOn: today,
    place: careWords.place,
    assessors: [assessor(first, 'nursing'), assessor(other, 'social-work')],
    scores: items.map((item) => ({
      item,
      score: Math.min(most[item], Math.max(0, Math.round(most[item] * (able + (random.next() - 0.5) * 0.3)))),
    })),
    findings: {
      informant: { name: careWords.assessors[0], relation: 'village', phone: '' },
      coma: false,
      dementia: random.chance(0.06),
      disorder: false,
      incidents: [],
      illnesses: '',
      medication: '',
      healthIssues: [],
      healthNote: '',
    },
  }
}

type Agreement = Omit<CarePlanOpening, 'key'>

/** What is agreed with an elder: meals and one more service for most, by turns, so that every service occurs. */
function agreementsFor(
  elder: Elder,
  index: number,
  { network }: Work,
  { ground, firstDay }: { readonly ground: Ground; readonly firstDay: Day },
): Agreement[] {
  const base: Omit<Agreement, 'service' | 'windowFrom' | 'windowUntil'> = {
    householdId: elder.household,
    personId: elder.person,
    ground,
    weekdays: [],
    monthly: 0,
    canteenId: null,
    usualCarerId: null,
    refusedCarerIds: [],
    firstDay,
    lastDay: null,
    note: careWords.planNote,
  }
  const canteen = network.canteenNear(elder.division)
  const at = (weekday: number): number[] => [1 + (weekday % 5)]
  const second = (['cleaning', 'bathing', 'medical', 'mobility'] as const)[index % 4] ?? 'cleaning'
  const agreements: Agreement[] = [{ ...base, service: second, weekdays: at(index), windowFrom: 510, windowUntil: 960 }]
  if (canteen !== undefined && index % 3 !== 2) {
    const weekdays = [1, 2, 3, 4, 5, 6, 7]
    agreements.push({ ...base, service: 'meal', weekdays, windowFrom: 660, windowUntil: 750, canteenId: canteen })
  }
  return agreements
}

async function visitElders(
  means: Means,
  officer: Actor,
  elders: readonly (Elder & { readonly difficulty: Difficulty })[],
): Promise<void> {
  const key = keys('visited')
  const own = { store: means.store, policies: means.policies.on(means.today), today: means.today }
  for (const { household, person, difficulty } of elders) {
    const request = { householdId: household, personId: person, category: difficulty, from: means.today }
    await recordDifficulty(own, officer, { ...request, key: key() })
  }
}

/** What is over need not be planned as well as can be. */
const secondsForPastDay = 0.2

/** The days that are over: planned, published, made; now and then nobody opened. */
async function workPastDays(
  means: Means,
  officer: Actor,
  { county, since, random }: { readonly county: string; readonly since: Day; readonly random: Random },
): Promise<void> {
  const key = keys('past')
  const turns = makeTurns({ atOnce: 1, waiting: 0 })
  for (let day = since; day < means.today; day = addDays(day, 1)) {
    const own = { store: means.store, policies: means.policies.on(day), today: day, turns, minute: 0 }
    await means.store.within(county, (tx) => generateVisits(tx, own.policies, { county, from: day, until: day }))
    const waiting = await visitsOf(means, county, day)
    if (waiting.length === 0) continue
    const { id } = await planDay(own, officer, day, {
      key: key(),
      seconds: secondsForPastDay,
      from: 'nothing',
    })
    await publishPlan(own, officer, day, { key: key(), planId: id })
    for (const visit of await visitsOf(means, county, day)) {
      const request = { key: key(), version: visit.version }
      if (visit.startsAt === null || random.chance(0.02)) {
        await missVisit(own, officer, visit.id, { ...request, reason: careWords.missed })
        continue
      }
      const arrivedAt = visit.startsAt
      const leftAt = Math.min(1440, arrivedAt + visit.minutes)
      const note = random.pick(careWords.proofs)
      await finishVisit(own, officer, visit.id, { ...request, arrivedAt, leftAt, way: 'visit', note })
    }
  }
}

async function visitsOf({ store }: Means, county: string, day: Day) {
  const { rows } = await store.within(county, (tx) =>
    sql<{ id: string; version: number; minutes: number; startsAt: number | null }>`
      select v.id, v.version, v.minutes, (select min(a.starts_at) from care_assignment a where a.visit_id = v.id) as "startsAt"
      from care_visit v where v.county = ${county} and v.day = ${day} and v.status in ('due', 'assigned')
      order by v.id`.execute(tx),
  )
  return rows
}
