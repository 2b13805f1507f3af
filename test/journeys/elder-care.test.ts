import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '#kernel/day'
import { county, today } from '../county.ts'
import { aCareDesk, type CareDesk, type Elder, village } from './care-desk.ts'

const township = `${county}100`
let care: CareDesk
let canteen: string

beforeAll(async () => {
  care = await aCareDesk()
  // One provider employs all, so that one settlement has all that they make.
  await care.query('update carer set provider_id = $1', [care.provider])
  canteen = await care.aFacility('canteen', '助餐点')
}, 120_000)
afterAll(() => care.close())

test('from the agreement to the door and into the journal', async () => {
  await care.saved('/api/care-plans', care.aPlan(0), 'township')
  await care.saved('/api/care-plans', care.aPlan(1, { service: 'bathing' }), 'township')
  await care.saved(
    '/api/care-plans',
    care.aPlan(2, { service: 'meal', canteenId: canteen, windowFrom: 660, windowUntil: 750 }),
  )

  const planId = await care.planned(today)
  const drafted = await care.boardOf(today)
  const unseen = await care.boardOf(today, 'township')
  await care.saved(`/api/dispatch/${today}/publish`, { planId })
  const published = await care.boardOf(today, 'township')

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
    await care.saved(
      `/api/care-visits/${visit.id}/start`,
      { version: visit.version, at: 600, longitude: null, latitude: null },
      'township',
    )
    const proof = { version: visit.version + 1, arrivedAt: 600, leftAt: 660, way: 'visit', note: '身体良好' }
    await care.saved(`/api/care-visits/${visit.id}/finish`, proof, 'township')
  }

  const early = await care.told('/api/care-settlements', { providerId: care.provider, month: '2026-11' })
  care.desk.moveTo(day('2026-12-01'))
  const id = await care.saved('/api/care-settlements', { providerId: care.provider, month: '2026-11' })
  const detail = await care.asked(`/api/care-settlements/${id}`)
  const own = await care.told(`/api/care-settlements/${id}/approve`, { version: 1 })
  await care.saved(`/api/care-settlements/${id}/approve`, { version: 1 }, 'county2')
  const again = await care.told('/api/care-settlements', { providerId: care.provider, month: '2026-11' })
  care.desk.moveTo(today)

  expect(early.body.code).toBe('settlement-month-running')
  expect(detail).toMatchObject({ visits: 3, publicPays: '0', status: 'draft' })
  expect(detail.lines.map((line: { basis: string }) => line.basis)).toEqual(['自费', '自费', '自费'])
  expect(own.body.code).toBe('settlement-needs-second-person')
  expect(again.body.code).toBe('settlement-nothing-owed')
})

test('a carer falls ill: the rest is planned around her, and what need not change does not', async () => {
  const on = '2026-11-03'
  for (const index of [3, 4, 5, 6])
    await care.saved('/api/care-plans', care.aPlan(index, { firstDay: on, lastDay: on }))
  const first = await care.planned(on)
  await care.saved(`/api/dispatch/${on}/publish`, { planId: first })
  const before = await care.boardOf(on)
  const busy = before.published.routes.find((route: { stops: unknown[] }) => route.stops.length > 0)

  await care.saved(`/api/dispatch/${on}/absence`, { carerId: busy.carerId, fromMinute: 0, reason: '发烧' })
  const after = await care.boardOf(on)

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
    await care.saved('/api/care-plans', care.aPlan(index, { service: 'mobility', firstDay: on, lastDay: on }))
  const planId = await care.planned(on)
  const { draft, carers } = await care.boardOf(on)
  const route = draft.routes.find((one: { stops: { kind: string }[] }) =>
    one.stops.some(({ kind }) => kind === 'visit'),
  )
  const visitId = route.stops.find(({ kind }: { kind: string }) => kind === 'visit').visitId
  const other = carers.find(({ id }: { id: string }) => id !== route.carerId).id
  const officer = await care.as('county')
  const move = { planId, visitId, part: 0, carerId: other }

  const preview = (await officer.post(`/api/dispatch/${on}/preview`, move)).body
  const same = (await officer.post(`/api/dispatch/${on}/preview`, { ...move, carerId: route.carerId })).body
  const newPlan = await care.saved(`/api/dispatch/${on}/move`, move)
  const stale = await officer.post(`/api/dispatch/${on}/move`, { ...move, key: randomUUID() })
  const impossible = await officer.post(`/api/dispatch/${on}/move`, { ...move, planId: newPlan, key: randomUUID() })
  const after = (await care.boardOf(on)).draft

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
  const { household, person } = care.elderAt(7)
  const difficulty = { householdId: household, personId: person, category: 'alone', from: '2026-11-01' }
  const visit = { service: 'check-visit', ground: 'special-difficulty', weekdays: [], monthly: 1 }
  const tooSoon = await care.told('/api/care-plans', care.aPlan(7, visit), 'township')
  await care.saved('/api/elder-difficulties', difficulty, 'township')
  const before = await care.asked('/api/elder-care/check-visits/2026-11')
  const open = before.missing.find((row: { personId: string }) => row.personId === person)
  const visits = (await care.asked(`/api/elder-care/persons/${person}/visits`)).items

  expect(tooSoon.body.code).toBe('care-plan-ground-missing')
  expect(before.townships).toEqual([{ code: township, name: expect.any(String), registered: 1, visited: 0 }])
  expect(open.categories).toEqual(['alone'])
  expect(visits.length).toBe(1)

  const missed = visits[0]
  await care.saved(`/api/care-visits/${missed.id}/miss`, { version: missed.version, reason: '不在家' }, 'township')
  const second = (await care.asked('/api/elder-care/check-visits/2026-11')).missing.find(
    (row: { personId: string }) => row.personId === person,
  )
  const proof = { version: second.visitVersion, arrivedAt: 600, leftAt: 610, way: 'phone', note: '一切平安' }
  await care.saved(`/api/care-visits/${second.visitId}/finish`, proof, 'township')
  const after = await care.asked('/api/elder-care/check-visits/2026-11')

  expect(second.visitId).not.toBe(missed.id)
  expect(after.townships[0]).toMatchObject({ registered: 1, visited: 1 })
  expect(after.missing).toEqual([])
})

test('what cannot be agreed on is refused with what to do', async () => {
  const [child] = await care.query<Elder>(
    `select m.household_id as household, p.id as person from person p
     join membership m on m.person_id = p.id and m.valid_until is null and m.superseded_at is null
     join household h on h.id = m.household_id
     where h.division like '${township}%' and p.birth_day > '2015-01-01' limit 1`,
  )
  const young = { householdId: child?.household, personId: child?.person }
  await care.saved('/api/care-plans', care.aPlan(8))
  const asked = [
    care.aPlan(9, young),
    care.aPlan(9, { householdId: '999999999' }),
    care.aPlan(9, { monthly: 2 }),
    care.aPlan(9, { weekdays: [] }),
    care.aPlan(9, { windowUntil: 550 }),
    care.aPlan(9, { lastDay: '2026-01-01' }),
    care.aPlan(9, { service: 'meal' }),
    care.aPlan(9, { canteenId: canteen }),
    care.aPlan(9, { ground: 'assessment' }),
    care.aPlan(9, { service: 'check-visit', ground: 'own-cost' }),
    care.aPlan(8),
  ]
  const codes = []
  for (const body of asked) codes.push((await care.told('/api/care-plans', body, 'township')).body.code)

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
  await care.saved('/api/care-plans', care.aPlan(10, { firstDay: on, lastDay: on }))
  const { division } = care.elderAt(10)
  await care.query('delete from division_point where code = $1', [division])

  await care.planned(on)
  const without = (await care.boardOf(on)).draft.unserved.filter(
    ({ code }: { code: string }) => code === 'place-unknown',
  )
  const point = { householdId: care.elderAt(10).household, longitude: 116.34, latitude: 26.31 }
  await care.saved('/api/household-points', point, 'township')
  await care.saved('/api/village-points', { code: division, longitude: 116.3, latitude: 26.3 })
  await care.planned(on, { from: 'plan' })
  const withPoint = (await care.boardOf(on)).draft

  expect(without.length).toBeGreaterThan(0)
  expect(without[0].text).toContain('位置')
  expect(withPoint.unserved).toEqual([])
})

test('two dispatchers at once: only the newest draft is published', async () => {
  const on = '2026-11-05'
  await care.saved('/api/care-plans', care.aPlan(11, { firstDay: on, lastDay: on }))
  const first = await care.planned(on)
  const second = await care.planned(on)

  const late = await care.told(`/api/dispatch/${on}/publish`, { planId: first })
  await care.saved(`/api/dispatch/${on}/publish`, { planId: second })
  const past = await care.told('/api/dispatch/2026-10-30/plan', { seconds: 1, from: 'nothing' })
  const empty = await care.told('/api/dispatch/2030-01-01/plan', { seconds: 1, from: 'nothing' })

  expect(late.body.code).toBe('dispatch-plan-changed-meanwhile')
  expect([past.body.code, empty.status]).toEqual(['dispatch-day-past', expect.any(Number)])
})

test('who may not: a village orders and proves, a township looks at plans, a leader looks at all', async () => {
  const [villager, clerk, leader] = [await care.as('village'), await care.as('township'), await care.as('leader')]
  const key = () => randomUUID()
  const plan = { key: key(), seconds: 1, from: 'nothing' }
  const difficulty = { householdId: '1', personId: '1', category: 'alone', from: today }
  const done = { version: 1, arrivedAt: 1, leftAt: 2, way: 'visit', note: 'x' }
  const forbidden = [
    await villager.post(`/api/dispatch/${today}/plan`, plan),
    await villager.post(`/api/dispatch/${today}/publish`, { key: key(), planId: '1' }),
    await villager.post('/api/care-settlements', { key: key(), providerId: care.provider, month: '2026-10' }),
    await clerk.post('/api/care-settlements/1/approve', { key: key(), version: 1 }),
    await clerk.post('/api/care-settlements/1/withdraw', { key: key(), version: 1 }),
    await leader.post('/api/care-plans', { key: key(), ...care.aPlan(0) }),
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
  const others = care.elders.filter((_, index) => index > 0)
  const seen = (await villager.get('/api/care-plans')).body.items.map((row: { personId: string }) => row.personId)
  const elsewhere = await care.query<{ person: string }>(
    `select person_id as person from care_plan where division <> $1`,
    [village],
  )
  expect(others.length).toBeGreaterThan(0)
  expect(elsewhere.filter(({ person }) => seen.includes(person))).toEqual([])
})
