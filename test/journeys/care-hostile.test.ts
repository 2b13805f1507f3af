import { afterAll, beforeAll, expect, test } from 'vitest'
import { today } from '../county.ts'
import { aCareDesk, type CareDesk, otherTownship, otherVillage, proof, village } from './care-desk.ts'

let care: CareDesk
let ours: number
let theirs: number

beforeAll(async () => {
  care = await aCareDesk()
  ours = care.elders.findIndex(({ division }) => division === village)
  theirs = care.elders.findIndex(({ division }) => division !== village)
}, 120_000)
afterAll(() => care.close())

test('a village worker does nothing with what belongs to another village, whatever the body says', async () => {
  const { household, person } = care.elderAt(theirs)
  const { household: ourHousehold } = care.elderAt(ours)
  const plan = await care.saved('/api/care-plans', care.aPlan(theirs))
  const difficulty = { personId: person, householdId: household, category: 'alone', from: today }
  const id = await care.saved('/api/elder-difficulties', difficulty)
  const [visit] = await care.visitsOf(theirs)
  const asked: [string, object][] = [
    ['/api/care-plans', care.aPlan(theirs, { service: 'mobility' })],
    ['/api/care-plans', care.aPlan(theirs, { service: 'mobility', householdId: ourHousehold })],
    ['/api/care-plans', care.aPlan(ours, { replaces: { id: plan, version: 1 } })],
    [`/api/care-plans/${plan}/end`, { version: 1, on: today }],
    ['/api/elder-difficulties', { ...difficulty, category: 'disabled' }],
    ['/api/elder-difficulties', { ...difficulty, householdId: ourHousehold }],
    [`/api/elder-difficulties/${id}/end`, { until: today }],
    [`/api/care-visits/${visit.id}/start`, { version: 1, at: 600, longitude: null, latitude: null }],
    [`/api/care-visits/${visit.id}/finish`, proof(1)],
    [`/api/care-visits/${visit.id}/miss`, { version: 1, reason: '不在家' }],
    [`/api/care-visits/${visit.id}/cancel`, { version: 1, reason: '不在家' }],
    ['/api/household-points', { householdId: household, longitude: 116, latitude: 26 }],
  ]
  const replies = []
  for (const [path, body] of asked) replies.push((await care.told(path, body, 'village')).status)
  const read = [
    await care.asked(`/api/elder-care/persons/${person}/visits`, 'village'),
    await care.asked(`/api/care-plans?personId=${person}`, 'village'),
    await care.asked(`/api/elder-difficulties?personId=${person}`, 'village'),
    await care.asked(`/api/elder-care/entitlement?householdId=${household}&personId=${person}`, 'village'),
  ]

  expect(replies).toEqual(replies.map(() => 404))
  expect(read.map((body) => body.items ?? body.code)).toEqual([[], [], [], 'elder-not-found'])
  expect(await care.query('select status from care_visit where id = $1', [visit.id])).toEqual([{ status: 'due' }])
})

test('canteens and carers of elsewhere are as good as none', async () => {
  const [elsewhere] = await care.query<{ canteen: string; carer: string }>(
    `with canteen as (insert into facility (county, division, kind, name, longitude, latitude, opened_on)
       values ('360736', '360736100001', 'canteen', '外县', 116, 26, '2026-01-01') returning id)
     insert into carer (county, division, name, facility_id, skills, shift_from, shift_until, weekdays, mode, active_from)
     select '360736', '360736100001', '外', id, '{cleaning}', 480, 1020, '{1}', 'foot', '2026-01-01' from canteen
     returning facility_id as canteen, id as carer`,
  )
  const { canteen, carer } = elsewhere ?? { canteen: '', carer: '' }
  const [own] = care.carers
  const left = await care.saved('/api/carers', care.aCarer('戊', { activeUntil: today }))
  const meal = { service: 'meal', windowFrom: 660, windowUntil: 750 }
  const asked = [
    care.aPlan(ours, { ...meal, canteenId: canteen }),
    care.aPlan(ours, { ...meal, canteenId: '999999999' }),
    care.aPlan(ours, { ...meal, canteenId: care.station }),
    care.aPlan(ours, { usualCarerId: carer }),
    care.aPlan(ours, { usualCarerId: left }),
    care.aPlan(ours, { refusedCarerIds: [carer] }),
    care.aPlan(ours, { refusedCarerIds: [own], usualCarerId: own }),
  ]
  const codes = []
  for (const body of asked) codes.push((await care.told('/api/care-plans', body, 'village')).body.code)

  expect(codes).toEqual([
    'care-plan-canteen-unknown',
    'care-plan-canteen-unknown',
    'care-plan-canteen-unknown',
    'care-plan-carer-unknown',
    'care-plan-carer-unknown',
    'care-plan-carer-unknown',
    'care-plan-carer-refused',
  ])
})

test('a day that is in no calendar is asked for again, and is nobody’s fault', async () => {
  const replies = [
    await care.told('/api/care-plans', care.aPlan(ours, { firstDay: '2026-02-30' })),
    await care.told('/api/elder-difficulties/1/end', { until: '2026-13-01' }),
    await care.told('/api/dispatch/2026-02-30/publish', { planId: '1' }),
    await care.told('/api/care-settlements', { providerId: care.provider, month: '2026-13' }),
    await care.told('/api/carers/1/absences', { firstDay: '2026-02-30', lastDay: today, fromMinute: 0, reason: '病' }),
    await care.told(`/api/facilities/${care.station}/close`, { version: 1, on: '0000-01-01' }),
  ]

  expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 400))
})

test('a township records no absence of another township’s carer', async () => {
  const there = await care.aFacility('village-station', '别处的站', `${otherTownship}001`)
  const carer = await care.saved('/api/carers', care.aCarer('己', { facilityId: there }))
  const ill = { firstDay: today, lastDay: today, fromMinute: 0, reason: '病' }

  const reply = await care.told(`/api/carers/${carer}/absences`, ill, 'township')
  const id = await care.saved(`/api/carers/${carer}/absences`, ill)
  const withdrawn = await care.told(`/api/carer-absences/${id}/withdraw`, {}, 'township')

  expect([reply.body.code, withdrawn.body.code]).toEqual(['carer-not-found', 'absence-not-found'])
})

test('where a facility moves, its carers move; a canteen that is to cook stays open', async () => {
  const id = await care.aFacility('canteen', '要搬的助餐点', otherVillage)
  const carer = await care.saved('/api/carers', care.aCarer('庚', { facilityId: id }))
  const meal = { service: 'meal', windowFrom: 660, windowUntil: 750, canteenId: id }
  await care.saved('/api/care-plans', care.aPlan(ours, meal), 'village')
  const [before] = (await care.asked('/api/facilities')).items.filter((row: { id: string }) => row.id === id)
  const { providerName: _, place: __, carers: ___, closedOn: ____, ...facility } = before

  await care.saved('/api/facilities', { ...facility, division: `${otherTownship}001` })
  const [moved] = (await care.asked('/api/carers')).items.filter((row: { id: string }) => row.id === carer)
  const other = await care.told('/api/facilities', { ...facility, version: 2, kind: 'village-station' })
  await care.saved('/api/carers', care.aCarer('庚', { id: carer, version: 1, activeUntil: today, facilityId: id }))
  const closed = await care.told(`/api/facilities/${id}/close`, { version: 2, on: today })
  const nowhere = await care.told('/api/facilities', { ...facility, version: 2, division: '360735999999' })

  expect(moved.division).toBe(`${otherTownship}001`)
  expect([other.body.code, closed.body.code, nowhere.body.code]).toEqual([
    'facility-still-cooks',
    'facility-still-cooks',
    'facility-division-unknown',
  ])
})
