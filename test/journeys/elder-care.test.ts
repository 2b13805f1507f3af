import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '#kernel/day'
import { aDeliveredCounty, aDesk, county, type DeliveredCounty, type Desk, today } from '../county.ts'

const township = `${county}100`
const village = `${township}001`
let delivered: DeliveredCounty
let desk: Desk
let station: string
let canteen: string
let provider: string
let elders: readonly Elder[]

interface Elder {
  readonly household: string
  readonly person: string
}

beforeAll(async () => {
  delivered = await aDeliveredCounty({ people: 1500, seed: 5 })
  desk = await aDesk(delivered.store)
  const { rows } = await delivered.store.owner.query<Elder>(
    `select m.household_id as household, p.id as person from person p
     join membership m on m.person_id = p.id and m.valid_until is null and m.superseded_at is null
     join household h on h.id = m.household_id
     where h.division like '${township}%' and p.birth_day <= '1960-01-01'
       and not exists (select from fact f where f.subject = 'p' and f.subject_id = p.id and f.fact = 'deathDay')
     order by p.id limit 12`,
  )
  elders = rows
  const villages = await delivered.store.owner.query<{ code: string }>(
    `select code from division where code like '${county}%' and level = 'village'`,
  )
  for (const [index, { code }] of villages.rows.entries()) {
    await delivered.store.owner.query(
      `insert into division_point (code, county, longitude, latitude, source) values ($1, $2, $3, $4, 'demo')`,
      [code, county, 116.3 + (index % 10) * 0.01, 26.3 + Math.floor(index / 10) * 0.01],
    )
  }
  provider = await saved('/api/care-providers', {
    name: '康乐服务中心',
    kind: 'enterprise',
    creditCode: null,
    contact: '',
  })
  const place = { address: '', longitude: 116.33, latitude: 26.32, institutionClass: null, providerId: provider }
  const empty = { beds: 0, nursingBeds: 0, dayPlaces: 0, meals: 200, openedOn: '2026-01-01', catchment: [] }
  station = await saved('/api/facilities', {
    kind: 'village-station',
    name: '站',
    division: village,
    ...place,
    ...empty,
  })
  canteen = await saved('/api/facilities', { kind: 'canteen', name: '助餐点', division: village, ...place, ...empty })
  for (const name of ['甲', '乙', '丙']) await saved('/api/carers', aCarer(name))
}, 120_000)

afterAll(async () => {
  await desk.close()
  await delivered.close()
})

const signedIn = new Map<string, ReturnType<Desk['as']>>()
function as(login: string): ReturnType<Desk['as']> {
  const officer = signedIn.get(login) ?? desk.as(login)
  signedIn.set(login, officer)
  return officer
}

const aCarer = (name: string, given: Record<string, unknown> = {}) => ({
  name,
  facilityId: station,
  providerId: provider,
  skills: ['care', 'bathing', 'cleaning', 'nursing', 'escort', 'meals', 'check-visit'],
  shiftFrom: 480,
  shiftUntil: 1080,
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  mode: 'e-bike',
  mostMinutes: null,
  mealCapacity: 20,
  activeFrom: '2026-01-01',
  activeUntil: null,
  ...given,
})

async function saved(path: string, body: object, login = 'county'): Promise<string> {
  const reply = await (await as(login)).post(path, { key: randomUUID(), ...body })
  expect([path, reply.status, reply.text]).toEqual([path, 200, expect.any(String)])
  return reply.body.id
}

const elderAt = (index: number): Elder => elders[index] ?? { household: '', person: '' }

const aPlan = (index: number, given: Record<string, unknown> = {}) => ({
  householdId: elderAt(index).household,
  personId: elderAt(index).person,
  service: 'cleaning',
  ground: 'own-cost',
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  monthly: 0,
  windowFrom: 540,
  windowUntil: 1020,
  canteenId: null,
  usualCarerId: null,
  refusedCarerIds: [],
  firstDay: today,
  lastDay: null,
  note: '',
  ...given,
})

const boardOf = async (on: string, login = 'county') => (await (await as(login)).get(`/api/dispatch/${on}`)).body
const planned = (on: string, given: Record<string, unknown> = {}) =>
  saved(`/api/dispatch/${on}/plan`, { seconds: 1, from: 'nothing', now: null, ...given })

test('from the agreement to the door and into the journal', async () => {
  await saved('/api/care-plans', aPlan(0), 'township')
  await saved('/api/care-plans', aPlan(1, { service: 'bathing' }), 'township')
  await saved('/api/care-plans', aPlan(2, { service: 'meal', canteenId: canteen, windowFrom: 660, windowUntil: 750 }))

  const planId = await planned(today)
  const drafted = await boardOf(today)
  const unseen = await boardOf(today, 'township')
  await saved(`/api/dispatch/${today}/publish`, { planId })
  const published = await boardOf(today, 'township')

  expect(drafted.draft.unserved).toEqual([])
  expect(unseen.draft).toBe(null)
  expect(published.visits.map((visit: { status: string }) => visit.status)).toEqual([
    'assigned',
    'assigned',
    'assigned',
  ])
  const pair = published.visits.find((visit: { service: string }) => visit.service === 'bathing')
  expect(new Set(pair.carers.map((carer: { carerId: string }) => carer.carerId)).size).toBe(2)
  expect(pair.carers[0].startsAt).toBe(pair.carers[1].startsAt)
  for (const visit of published.visits) {
    await saved(
      `/api/care-visits/${visit.id}/start`,
      { version: visit.version, at: 600, longitude: null, latitude: null },
      'township',
    )
    const proof = { version: visit.version + 1, arrivedAt: 600, leftAt: 660, way: 'visit', note: '身体良好' }
    await saved(`/api/care-visits/${visit.id}/finish`, proof, 'township')
  }

  const early = await (await as('county')).post('/api/care-settlements', {
    key: randomUUID(),
    providerId: provider,
    month: '2026-11',
  })
  desk.moveTo(day('2026-12-01'))
  const id = await saved('/api/care-settlements', { providerId: provider, month: '2026-11' })
  const detail = (await (await as('county')).get(`/api/care-settlements/${id}`)).body
  const own = await (await as('county')).post(`/api/care-settlements/${id}/approve`, { key: randomUUID(), version: 1 })
  await saved(`/api/care-settlements/${id}/approve`, { version: 1 }, 'county2')
  const again = await (await as('county')).post('/api/care-settlements', {
    key: randomUUID(),
    providerId: provider,
    month: '2026-11',
  })
  desk.moveTo(today)

  expect(early.body.code).toBe('settlement-month-running')
  expect(detail).toMatchObject({ visits: 3, publicPays: '0', status: 'draft' })
  expect(detail.lines.map((line: { basis: string }) => line.basis)).toEqual(['自费', '自费', '自费'])
  expect(own.body.code).toBe('settlement-needs-second-person')
  expect(again.body.code).toBe('settlement-nothing-owed')
})

test('a carer falls ill: the rest is planned around her, and what need not change does not', async () => {
  const on = '2026-11-03'
  for (const index of [3, 4, 5, 6]) await saved('/api/care-plans', aPlan(index, { firstDay: on, lastDay: on }))
  const first = await planned(on)
  await saved(`/api/dispatch/${on}/publish`, { planId: first })
  const before = await boardOf(on)
  const busy = before.published.routes.find((route: { stops: unknown[] }) => route.stops.length > 0)

  await saved(`/api/dispatch/${on}/absence`, { carerId: busy.carerId, fromMinute: 0, reason: '发烧', now: null })
  const after = await boardOf(on)

  expect(after.draft.cause).toBe('absence')
  expect(after.draft.unserved).toEqual([])
  expect(after.draft.routes.map((route: { carerId: string }) => route.carerId)).not.toContain(busy.carerId)
  expect(after.carers.find((carer: { id: string }) => carer.id === busy.carerId).absentFrom).toBe(0)
  // What is published holds until the new plan is.
  expect(after.published.id).toBe(first)
})

test('a visit goes to another carer: the cost is told before, and what cannot be is said', async () => {
  const on = '2026-11-06'
  for (const index of [3, 4])
    await saved('/api/care-plans', aPlan(index, { service: 'mobility', firstDay: on, lastDay: on }))
  const planId = await planned(on)
  const { draft, carers } = await boardOf(on)
  const route = draft.routes.find((one: { stops: { kind: string }[] }) =>
    one.stops.some(({ kind }) => kind === 'visit'),
  )
  const visitId = route.stops.find(({ kind }: { kind: string }) => kind === 'visit').visitId
  const other = carers.find(({ id }: { id: string }) => id !== route.carerId).id
  const officer = await as('county')
  const move = { planId, visitId, part: 0, carerId: other }

  const preview = (await officer.post(`/api/dispatch/${on}/preview`, move)).body
  const same = (await officer.post(`/api/dispatch/${on}/preview`, { ...move, carerId: route.carerId })).body
  const newPlan = await saved(`/api/dispatch/${on}/move`, move)
  const stale = await officer.post(`/api/dispatch/${on}/move`, { ...move, key: randomUUID() })
  const impossible = await officer.post(`/api/dispatch/${on}/move`, { ...move, planId: newPlan, key: randomUUID() })
  const after = (await boardOf(on)).draft

  expect([preview.allowed, preview.totalAfter]).toEqual([true, expect.any(Number)])
  expect(same).toMatchObject({ allowed: false, reason: '这张工单已经由这名人员承担' })
  expect([stale.body.code, impossible.body.code]).toEqual([
    'dispatch-plan-changed-meanwhile',
    'dispatch-move-impossible',
  ])
  expect(after.id).toBe(newPlan)
  expect(after.total).toBeCloseTo(preview.totalAfter, 6)
  const stops = after.routes.find((one: { carerId: string }) => one.carerId === other).stops
  expect(stops.map((stop: { visitId: string }) => stop.visitId)).toContain(visitId)
})

test('an elder in special difficulty is visited once a month, and who was not reached is named', async () => {
  const { household, person } = elderAt(7)
  const difficulty = { householdId: household, personId: person, category: 'alone', from: '2026-11-01' }
  const visit = { service: 'check-visit', ground: 'special-difficulty', weekdays: [], monthly: 1 }
  const tooSoon = await (await as('township')).post('/api/care-plans', { key: randomUUID(), ...aPlan(7, visit) })
  await saved('/api/elder-difficulties', difficulty, 'township')
  const officer = await as('county')
  const before = (await officer.get('/api/elder-care/check-visits/2026-11')).body
  const open = before.missing.find((row: { personId: string }) => row.personId === person)
  const visits = (await officer.get(`/api/elder-care/persons/${person}/visits`)).body.items

  expect(tooSoon.body.code).toBe('care-plan-ground-missing')
  expect(before.townships).toEqual([{ code: township, name: expect.any(String), registered: 1, visited: 0 }])
  expect(open.categories).toEqual(['alone'])
  expect(visits.length).toBe(1)

  const missed = visits[0]
  await saved(`/api/care-visits/${missed.id}/miss`, { version: missed.version, reason: '不在家' }, 'township')
  const second = (await officer.get('/api/elder-care/check-visits/2026-11')).body.missing.find(
    (row: { personId: string }) => row.personId === person,
  )
  const proof = { version: second.visitVersion, arrivedAt: 600, leftAt: 610, way: 'phone', note: '一切平安' }
  await saved(`/api/care-visits/${second.visitId}/finish`, proof, 'township')
  const after = (await officer.get('/api/elder-care/check-visits/2026-11')).body

  expect(second.visitId).not.toBe(missed.id)
  expect(after.townships[0]).toMatchObject({ registered: 1, visited: 1 })
  expect(after.missing).toEqual([])
})

test('what cannot be agreed on is refused with what to do', async () => {
  const officer = await as('township')
  const child = await delivered.store.owner.query<Elder>(
    `select m.household_id as household, p.id as person from person p
     join membership m on m.person_id = p.id and m.valid_until is null and m.superseded_at is null
     join household h on h.id = m.household_id
     where h.division like '${township}%' and p.birth_day > '2015-01-01' limit 1`,
  )
  const young = { householdId: child.rows[0]?.household, personId: child.rows[0]?.person }
  await saved('/api/care-plans', aPlan(8))
  const asked = [
    aPlan(9, young),
    aPlan(9, { householdId: '999999999' }),
    aPlan(9, { monthly: 2 }),
    aPlan(9, { weekdays: [] }),
    aPlan(9, { windowUntil: 550 }),
    aPlan(9, { lastDay: '2026-01-01' }),
    aPlan(9, { service: 'meal' }),
    aPlan(9, { canteenId: canteen }),
    aPlan(9, { ground: 'assessment' }),
    aPlan(9, { service: 'check-visit', ground: 'own-cost' }),
    aPlan(8),
  ]
  const codes = []
  for (const body of asked)
    codes.push((await officer.post('/api/care-plans', { key: randomUUID(), ...body })).body.code)

  expect(codes).toEqual([
    'elder-too-young',
    'elder-not-found',
    'care-plan-rhythm',
    'care-plan-rhythm',
    'care-plan-window-too-short',
    'care-plan-days-backwards',
    'care-plan-needs-canteen',
    'care-plan-no-canteen',
    'care-plan-ground-missing',
    'care-plan-ground-missing',
    'care-plan-running',
  ])
})

test('a house that is nowhere on the map is in no plan, and the board says so', async () => {
  const on = '2026-11-04'
  await saved('/api/care-plans', aPlan(10, { firstDay: on, lastDay: on }))
  const { rows } = await delivered.store.owner.query<{ division: string }>(
    'select division from household where id = $1',
    [elderAt(10).household],
  )
  const [home] = rows
  await delivered.store.owner.query('delete from division_point where code = $1', [home?.division])

  await planned(on)
  const without = (await boardOf(on)).draft.unserved.filter(({ code }: { code: string }) => code === 'place-unknown')
  const point = { householdId: elderAt(10).household, longitude: 116.34, latitude: 26.31 }
  await saved('/api/household-points', point, 'township')
  await saved('/api/village-points', { code: home?.division, longitude: 116.3, latitude: 26.3 })
  await planned(on, { from: 'plan' })
  const withPoint = (await boardOf(on)).draft

  expect(without.length).toBeGreaterThan(0)
  expect(without[0].text).toContain('位置')
  expect(withPoint.unserved).toEqual([])
})

test('two dispatchers at once: only the newest draft is published', async () => {
  const on = '2026-11-05'
  await saved('/api/care-plans', aPlan(11, { firstDay: on, lastDay: on }))
  const first = await planned(on)
  const second = await planned(on)
  const officer = await as('county')

  const late = await officer.post(`/api/dispatch/${on}/publish`, { key: randomUUID(), planId: first })
  await saved(`/api/dispatch/${on}/publish`, { planId: second })
  const past = await officer.post('/api/dispatch/2026-10-30/plan', {
    key: randomUUID(),
    seconds: 1,
    from: 'nothing',
    now: null,
  })
  const empty = await officer.post('/api/dispatch/2030-01-01/plan', {
    key: randomUUID(),
    seconds: 1,
    from: 'nothing',
    now: null,
  })

  expect(late.body.code).toBe('dispatch-plan-changed-meanwhile')
  expect([past.body.code, empty.status]).toEqual(['dispatch-day-past', expect.any(Number)])
})

test('who may not: a village orders and proves, a township looks at plans, a leader looks at all', async () => {
  const [villager, clerk, leader] = [await as('village'), await as('township'), await as('leader')]
  const key = () => randomUUID()
  const plan = { key: key(), seconds: 1, from: 'nothing', now: null }
  const difficulty = { householdId: '1', personId: '1', category: 'alone', from: today }
  const done = { version: 1, arrivedAt: 1, leftAt: 2, way: 'visit', note: 'x' }
  const forbidden = [
    await villager.post(`/api/dispatch/${today}/plan`, plan),
    await villager.post(`/api/dispatch/${today}/publish`, { key: key(), planId: '1' }),
    await villager.post('/api/care-settlements', { key: key(), providerId: provider, month: '2026-10' }),
    await clerk.post('/api/care-settlements/1/approve', { key: key(), version: 1 }),
    await clerk.post('/api/care-settlements/1/withdraw', { key: key(), version: 1 }),
    await leader.post('/api/care-plans', { key: key(), ...aPlan(0) }),
    await leader.post('/api/care-plans/1/end', { key: key(), version: 1, on: today }),
    await leader.post('/api/elder-difficulties', { key: key(), ...difficulty }),
    await leader.post('/api/elder-difficulties/1/end', { key: key(), until: today }),
    await leader.post('/api/care-visits/1/start', { key: key(), version: 1, at: 1, longitude: null, latitude: null }),
    await leader.post('/api/care-visits/1/finish', { key: key(), ...done }),
    await leader.post('/api/care-visits/1/miss', { key: key(), version: 1, reason: 'x' }),
    await leader.post('/api/care-visits/1/cancel', { key: key(), version: 1, reason: 'x' }),
    await leader.post(`/api/dispatch/${today}/absence`, {
      key: key(),
      carerId: '1',
      fromMinute: 0,
      reason: 'x',
      now: null,
    }),
    await leader.post(`/api/dispatch/${today}/preview`, { planId: '1', visitId: '1', part: 0, carerId: '1' }),
    await leader.post(`/api/dispatch/${today}/move`, { key: key(), planId: '1', visitId: '1', part: 0, carerId: '1' }),
    await leader.post('/api/village-points', { key: key(), code: village, longitude: 1, latitude: 1 }),
    await leader.post('/api/household-points', { key: key(), householdId: '1', longitude: 1, latitude: 1 }),
  ]
  const town = await clerk.post(`/api/dispatch/${today}/plan`, plan)

  expect(forbidden.map(({ status, body }) => [status, body.code])).toEqual(
    forbidden.map(() => [403, 'permission-missing']),
  )
  expect([town.status, town.body.code]).toEqual([403, 'dispatch-is-county'])
  // Another village's elders do not exist for a village worker.
  const others = elders.filter((_, index) => index > 0)
  const seen = (await villager.get('/api/care-plans')).body.items.map((row: { personId: string }) => row.personId)
  const villageOf = await delivered.store.owner.query<{ person: string }>(
    `select person_id as person from care_plan where division <> $1`,
    [village],
  )
  expect(others.length).toBeGreaterThan(0)
  expect(villageOf.rows.filter(({ person }) => seen.includes(person))).toEqual([])
})
