import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, day } from '#kernel/day'
import { generateVisits, openCarePlan } from '#modules/elder-care'
import { findOfficerInPost } from '#modules/officer'
import { county, means, today } from '../county.ts'
import { aCareDesk, type CareDesk, proof, statusesOf } from './care-desk.ts'

let care: CareDesk

beforeAll(async () => {
  care = await aCareDesk()
}, 120_000)
afterAll(() => care.close())

interface Visit {
  readonly id: string
  readonly day: string
  readonly status: string
  readonly version: number
  readonly service: string
  readonly householdId: string
  readonly madeOn: string | null
}
const open = (visits: readonly Visit[]) => visits.filter(({ status }) => status === 'due').map((visit) => visit.day)
/** What is done for the county every ten minutes. */
const kept = (from: string, until: string, policies = means.policies) =>
  care.delivered.store.within(county, (tx) =>
    generateVisits(tx, policies, { county, from: day(from), until: day(until) }),
  )

test('whoever is registered as in difficulty is visited every month, until the last ground has ended', async () => {
  const who = { householdId: care.elderAt(0).household, personId: care.elderAt(0).person }
  const first = await care.saved('/api/elder-difficulties', { ...who, category: 'alone', from: today }, 'township')
  const second = await care.saved('/api/elder-difficulties', { ...who, category: 'disabled', from: today }, 'township')
  const [visit, ...others]: Visit[] = await care.visitsOf(0)

  const backwards = await care.told(`/api/elder-difficulties/${first}/end`, { until: '2026-01-01' })
  await care.saved(`/api/elder-difficulties/${first}/end`, { until: today })
  const afterFirst: Visit[] = await care.visitsOf(0)
  await care.saved(`/api/elder-difficulties/${second}/end`, { until: today })
  const afterLast: Visit[] = await care.visitsOf(0)

  expect([visit?.service, visit?.day.slice(0, 7), others]).toEqual(['check-visit', '2026-11', []])
  expect(backwards.body.code).toBe('difficulty-days-backwards')
  expect(afterFirst.map(({ status }) => status)).toEqual(['due'])
  expect(afterLast.map(({ status }) => status)).toEqual(['cancelled'])
})

test('a call can be put down on any day of the month, and whoever is taken off the register before it is not missed', async () => {
  // More than the days ahead for which the keeper makes visits: the month's days are given out one after the other.
  const registered = Array.from({ length: 14 }, (_, at) => care.elderAt(12 + at))
  const ends: string[] = []
  for (const { household: householdId, person: personId } of registered)
    ends.push(
      await care.saved(
        '/api/elder-difficulties',
        { householdId, personId, category: 'alone', from: today },
        'township',
      ),
    )
  const missing = async (): Promise<{ personId: string; visitId: string | null }[]> =>
    (await care.asked('/api/elder-care/check-visits/2026-11')).missing
  const isOne = ({ personId }: { personId: string }): boolean => registered.some(({ person }) => person === personId)

  const before = (await missing()).filter(isOne)
  await care.saved(`/api/elder-difficulties/${ends[0]}/end`, { until: addDays(today, 5) })
  const stillDue = (await missing()).filter(isOne)
  await care.saved(`/api/elder-difficulties/${ends[1]}/end`, { until: today })
  const after = (await missing()).filter(isOne)

  expect(before.map(({ visitId }) => visitId)).toEqual(before.map(() => expect.any(String)))
  expect([before.length, stillDue.length, after.length]).toEqual([14, 14, 13])
})

test('the register names each ground with the number by which it is ended; what has ended is not in it', async () => {
  const { household, person, division } = care.elderAt(11)
  const who = { householdId: household, personId: person }
  for (const category of ['alone', 'disabled'])
    await care.saved('/api/elder-difficulties', { ...who, category, from: today }, 'township')
  const list = async (search: string) => (await care.asked(`/api/elder-difficulties?${search}`)).items
  const held = await list(`personId=${person}`)

  const [alone] = held
  await care.saved(`/api/elder-difficulties/${alone.id}/end`, { until: today }, 'township')
  const left = await list(`personId=${person}`)
  const named = await list(`name=${encodeURIComponent(alone.name)}&division=${division}`)

  expect(held).toEqual(
    ['alone', 'disabled'].map((category) => ({
      ...who,
      id: expect.any(String),
      name: expect.any(String),
      place: expect.any(String),
      category,
      from: today,
      until: null,
      recordedBy: '黄建民',
    })),
  )
  expect(left.map(({ category }: { category: string }) => category)).toEqual(['disabled'])
  expect(named).toEqual(expect.arrayContaining(left))
  expect(await list(`personId=${person}&division=360735101`)).toEqual([])
  expect(await list(`personId=${person}&after=${held[1].id}`)).toEqual([])
})

test('a check visit made early in the month says on which day it was made', async () => {
  const who = { householdId: care.elderAt(1).household, personId: care.elderAt(1).person }
  await care.saved('/api/elder-difficulties', { ...who, category: 'alone', from: today })
  const [visit]: Visit[] = await care.visitsOf(1)
  const path = `/api/care-visits/${visit?.id}/finish`

  const lastMonth = await care.told(path, proof(1, { madeOn: '2026-10-31' }))
  const tomorrow = await care.told(path, proof(1, { madeOn: addDays(today, 1) }))
  await care.saved(path, proof(1, { madeOn: '2026-11-01', way: 'phone' }))

  expect([lastMonth.body.code, tomorrow.body.code]).toEqual(['visit-made-on-other-day', 'visit-made-on-other-day'])
  expect((await care.visitsOf(1))[0]).toMatchObject({ status: 'done', madeOn: '2026-11-01' })
})

test('an agreement that is to end next month is visited until then', async () => {
  const id = await care.saved('/api/care-plans', care.aPlan(2))
  await care.saved(`/api/care-plans/${id}/end`, { version: 1, on: '2026-12-01' })

  await kept('2026-11-20', '2026-12-04')
  const days = open(await care.visitsOf(2))

  expect(days.filter((on) => on >= '2026-11-20').toSorted()).toEqual(
    Array.from({ length: 11 }, (_, index) => addDays(day('2026-11-20'), index)),
  )
})

test('an agreement that has run out does not stand in the way of the next, one that runs does', async () => {
  await care.saved('/api/care-plans', care.aPlan(3, { lastDay: addDays(today, 1) }))

  const during = await care.told('/api/care-plans', care.aPlan(3, { firstDay: addDays(today, 1) }))
  await care.saved('/api/care-plans', care.aPlan(3, { firstDay: addDays(today, 2), lastDay: addDays(today, 3) }))

  expect(during.body.code).toBe('care-plan-running')
  expect(open(await care.visitsOf(3)).toSorted()).toEqual([0, 1, 2, 3].map((days) => addDays(today, days)))
})

test('an agreement is changed from a day on, by whoever has read it as it is', async () => {
  const id = await care.saved('/api/care-plans', care.aPlan(4))
  const other = await care.saved('/api/care-plans', care.aPlan(5))
  const from = addDays(today, 3)
  const changed = care.aPlan(4, { firstDay: from, windowFrom: 600, lastDay: from })

  const stale = await care.told('/api/care-plans', { ...changed, replaces: { id, version: 9 } })
  const foreign = await care.told('/api/care-plans', { ...changed, replaces: { id: other, version: 1 } })
  await care.saved('/api/care-plans', { ...changed, replaces: { id, version: 1 } })
  const visits = await care.visitsOf(4)

  expect([stale.body.code, foreign.body.code]).toEqual(['care-plan-changed-meanwhile', 'care-plan-replaces-another'])
  expect(
    visits
      .filter(({ status }: Visit) => status === 'due')
      .map((visit: Visit & { windowFrom: number }) => [visit.day, visit.windowFrom])
      .toSorted(),
  ).toEqual([
    [today, 540],
    [addDays(today, 1), 540],
    [addDays(today, 2), 540],
    [from, 600],
  ])
})

test('two officers agree on the same at once: one of them is told', async () => {
  const replies = await Promise.all(
    ['county', 'county2', 'township'].map((login) => care.told('/api/care-plans', care.aPlan(6), login)),
  )

  expect(statusesOf(replies)).toEqual([200, 409, 409])
  expect(replies.filter(({ status }) => status === 409).map(({ body }) => body.code)).toEqual([
    'care-plan-running',
    'care-plan-running',
  ])
})

test('nobody is sent to the dead, and they are not told of as not visited', async () => {
  const who = { householdId: care.elderAt(7).household, personId: care.elderAt(7).person }
  await care.saved('/api/elder-difficulties', { ...who, category: 'alone', from: today })
  await care.saved('/api/care-plans', care.aPlan(7))
  await care.dies(7, addDays(today, 2))

  await kept(today, addDays(today, 14))
  const days = (await care.visitsOf(7)).filter(({ service }: Visit) => service === 'cleaning')
  const progress = await care.asked('/api/elder-care/check-visits/2026-11')

  expect(open(days).toSorted()).toEqual([today, addDays(today, 1)])
  expect(days.filter(({ status }: Visit) => status === 'cancelled').length).toBe(13)
  expect(progress.missing.filter(({ personId }: { personId: string }) => personId === who.personId)).toEqual([])
  expect(progress.missingBeyond).toBe(0)
})

test('an elder who has moved to another village is visited there', async () => {
  await care.saved('/api/care-plans', care.aPlan(8))
  const { person, household, division } = care.elderAt(8)
  const home = care.elders.find((elder) => elder.division !== division)
  await care.query('update membership set household_id = $1 where person_id = $2 and household_id = $3', [
    home?.household,
    person,
    household,
  ])

  await kept(today, addDays(today, 14))
  const visits: Visit[] = await care.visitsOf(8)

  expect(new Set(visits.map(({ householdId }) => householdId))).toEqual(new Set([home?.household]))
  expect(new Set(visits.map((visit) => visit.day)).size).toBe(visits.length)
})

test('a new price holds for the visits from its day on', async () => {
  await care.saved('/api/care-plans', care.aPlan(9, { firstDay: '2026-12-20' }))
  const name = '助洁服务单价'
  const rows = means.policies.parameters.filter((parameter) => parameter.name === name)
  const [row] = rows
  if (row === undefined) throw new Error('No price')
  const others = means.policies.parameters.filter((parameter) => parameter.name !== name)
  const dearer = [
    { ...row, until: day('2027-01-01') },
    { ...row, value: '55', from: day('2027-01-01') },
  ]

  await kept('2026-12-30', '2027-01-02', { ...means.policies, parameters: [...others, ...dearer] })
  const prices = await care.query<{ day: string; price_fen: string }>(
    `select day::text, price_fen from care_visit where person_id = $1 and day >= '2026-12-30' order by day`,
    [care.elderAt(9).person],
  )

  expect(prices.map(({ price_fen }) => price_fen)).toEqual(['4000', '4000', '5500', '5500'])
})

test('a service whose price nobody has set is not agreed on as if it were free; the others are', async () => {
  const name = '助洁服务单价'
  const parameters = means.policies.parameters.filter((parameter) => parameter.name !== name)
  const actor = await findOfficerInPost(care.delivered.store.plain, 'county-officer', county)
  if (actor === undefined) throw new Error('No county officer')
  const own = { store: care.delivered.store, policies: { ...means.policies, parameters }, today }
  const opening = (service: 'cleaning' | 'mobility') => ({
    ...care.aPlan(12),
    key: randomUUID(),
    service,
    ground: 'own-cost' as const,
  })

  const unpriced = openCarePlan(own, actor, opening('cleaning'))
  await expect(unpriced).rejects.toMatchObject({ refusal: { code: 'care-standard-missing', standard: name } })
  const priced = await openCarePlan(own, actor, opening('mobility'))

  expect(priced.id).toEqual(expect.any(String))
})

test('an agreement is found by place and name, and one whose level is lost is marked', async () => {
  await care.assess(10)
  await care.saved('/api/care-plans', care.aPlan(10, { ground: 'assessment' }))
  const { division, person } = care.elderAt(10)
  const list = (search: string) => care.asked(`/api/care-plans?${search}`)
  const [before] = (await list(`personId=${person}`)).items

  const here = (await list(`division=${division}`)).items.map(({ personId }: { personId: string }) => personId)
  const elsewhere = (await list(`division=360735101`)).items
  const named = (await list(`name=${encodeURIComponent(before.name)}`)).items
  await care.query(`update fact set valid_until = '2026-10-15' where fact = 'abilityLevel' and subject_id = $1`, [
    person,
  ])
  const [after] = (await list(`personId=${person}`)).items

  expect(here).toContain(person)
  expect(elsewhere).toEqual([])
  expect(named.map(({ personId }: { personId: string }) => personId)).toContain(person)
  expect([before.groundLost, after.groundLost]).toEqual([false, true])
})
