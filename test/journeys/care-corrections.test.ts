import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { addDays, day } from '#kernel/day'
import { county, today } from '../county.ts'
import { aCareDesk, type CareDesk, otherTownship, proof } from './care-desk.ts'

let care: CareDesk
/** Of the one provider, and of the other. */
let first: string
let second: string
let third: string

beforeAll(async () => {
  care = await aCareDesk()
  ;[first = '', second = '', third = ''] = care.carers
}, 120_000)
afterAll(() => care.close())
beforeEach(() => care.desk.moveTo(today))

/** A visit of today that was made, told of as `proof` says. */
async function made(index: number, given: object = {}, told: object = {}): Promise<string> {
  await care.onDay(index, today, { service: 'medical', ...given })
  const [visit] = (await care.visitsOf(index)).filter(({ status }: { status: string }) => status === 'due')
  await care.saved(`/api/care-visits/${visit.id}/finish`, proof(visit.version, { carerIds: [first], ...told }))
  return visit.id
}
const correcting = (id: string, given: object = {}, login = 'township') =>
  care.told(`/api/care-visits/${id}/correct`, { ...proof(2), reason: '时间写错', ...given }, login)
const visitOf = async (index: number, id: string) =>
  (await care.visitsOf(index)).find((visit: { id: string }) => visit.id === id)
const corrections = async (id: string) => (await care.asked(`/api/care-visits/${id}/corrections`, 'township')).items
const providersOf = async (id: string) =>
  (
    await care.query<{ provider_id: string }>(
      'select provider_id from care_assignment where visit_id = $1 order by part',
      [id],
    )
  ).map((row) => row.provider_id)

test('a proof that was told wrongly is told again with why, and what was told before is kept', async () => {
  const id = await made(0)
  const place = { longitude: 116.31, latitude: 26.33 }

  const once = await correcting(id, { arrivedAt: 540, leftAt: 630, note: ' 换药 ', place })
  const twice = await correcting(id, { version: 3, arrivedAt: 540, leftAt: 640, note: '换药', reason: '离开时间写错' })
  const now = await visitOf(0, id)
  const kept = await corrections(id)
  const [audited] = await care.query<{ detail: object }>(
    `select detail from audit_entry where action = 'correct-care-visit' and subject = $1 order by id limit 1`,
    [`care-visit:${id}`],
  )

  expect([once.status, twice.status]).toEqual([200, 200])
  expect(now).toMatchObject({ status: 'done', version: 4, arrivedAt: 540, leftAt: 640, note: '换药', madeOn: today })
  expect(kept).toMatchObject([
    { reason: '离开时间写错', before: { arrivedAt: 540, leftAt: 630, note: '换药', place, recordedBy: '黄建民' } },
    {
      reason: '时间写错',
      correctedBy: '黄建民',
      before: { arrivedAt: 600, leftAt: 660, note: '身体良好', place: null, carerIds: [first], recordedBy: '陈思远' },
    },
  ])
  expect(audited?.detail).toEqual({ reason: '时间写错' })
})

test('what is no proof is no correction either, and each refusal says what it is', async () => {
  const id = await made(1)
  await care.onDay(2, today)
  const [due] = await care.visitsOf(2)

  const refused = [
    await correcting(due.id, { version: due.version }),
    await correcting(id, { version: 1, arrivedAt: 590 }),
    await correcting(id),
    await correcting(id, { arrivedAt: 700 }),
    await correcting(id, { way: 'phone' }),
    await correcting(id, { madeOn: addDays(today, 1) }),
    await correcting(id, { carerIds: ['999999'] }),
    await correcting(id, { carerIds: [first, second] }),
  ]
  const wordless = await correcting(id, { arrivedAt: 590, reason: '  ' })

  expect(refused.map(({ status, body }) => [status, body.code])).toEqual([
    [409, 'visit-not-in-this-state'],
    [409, 'visit-changed-meanwhile'],
    [409, 'visit-nothing-corrected'],
    [409, 'visit-times-backwards'],
    [409, 'visit-not-by-phone'],
    [409, 'visit-made-on-other-day'],
    [409, 'visit-carer-unknown'],
    [409, 'visit-carer-missing'],
  ])
  expect(wordless.status).toBe(400)
  expect(await corrections(id)).toEqual([])
})

test('a check visit keeps the day on which it was made, unless that is what was wrong', async () => {
  const { household, person } = care.elderAt(3)
  await care.saved('/api/elder-difficulties', {
    householdId: household,
    personId: person,
    category: 'alone',
    from: today,
  })
  const [visit] = await care.visitsOf(3)
  await care.saved(`/api/care-visits/${visit.id}/finish`, proof(visit.version, { madeOn: '2026-11-01' }))

  await correcting(visit.id, { way: 'phone' })
  const called = await visitOf(3, visit.id)
  await correcting(visit.id, { version: 3, way: 'phone', madeOn: today })
  const moved = await visitOf(3, visit.id)

  expect([called.madeOn, called.way, called.carers]).toEqual(['2026-11-01', 'phone', []])
  expect(moved.madeOn).toBe(today)
})

test('who came is corrected with who is paid for it; whoever stays is paid where she worked on the day', async () => {
  const id = await made(4, { service: 'bathing' }, { carerIds: [first, third] })
  const before = await providersOf(id)
  await care.query('update carer set provider_id = $1 where id = $2', [care.otherProvider, first])

  await correcting(id, { leftAt: 650 })
  const afterTime = await providersOf(id)
  await correcting(id, { version: 3, leftAt: 650, carerIds: [first, second] })
  const afterCarers = await providersOf(id)
  await care.query('update carer set provider_id = $1 where id = $2', [care.provider, first])
  const [latest] = await corrections(id)

  expect(before).toEqual([care.provider, care.otherProvider])
  expect(afterTime).toEqual(before)
  expect(afterCarers).toEqual([care.provider, care.provider])
  expect(latest.before.carerIds).toEqual([first, third])
})

test('what is in a settlement is corrected only when the settlement has been withdrawn, and it is named', async () => {
  const id = await made(5)
  care.desk.moveTo(day('2026-12-02'))
  const request = { providerId: care.provider, month: '2026-11' }
  const settlement = await care.saved('/api/care-settlements', request)

  const drafted = await correcting(id, { leftAt: 650 })
  await care.saved(`/api/care-settlements/${settlement}/withdraw`, { version: 1 })
  const free = await correcting(id, { leftAt: 650 })
  const next = await care.saved('/api/care-settlements', request)
  await care.saved(`/api/care-settlements/${next}/approve`, { version: 1 }, 'county2')
  const approved = await correcting(id, { version: 3, leftAt: 655 }, 'county')

  expect([drafted.status, drafted.body.facts]).toEqual([
    409,
    { code: 'visit-settled', settlement, provider: '康乐服务中心', month: '2026-11' },
  ])
  expect(drafted.body.title).toContain(`编号${settlement}`)
  expect(free.status).toBe(200)
  expect([approved.body.code, approved.body.facts.settlement]).toEqual(['visit-settled', next])
})

test('who draws up a settlement and who corrects at the same moment never pay what was corrected away', async () => {
  const id = await made(6)
  care.desk.moveTo(day('2026-12-02'))
  const request = { providerId: care.provider, month: '2026-11' }

  const [settled, told] = await Promise.all([
    care.told('/api/care-settlements', request),
    correcting(id, { carerIds: [third] }),
  ])
  const [paid] = await care.query<{ count: number }>(
    'select count(*)::integer as count from care_settlement_line where visit_id = $1 and not withdrawn and provider_id = $2',
    [id, care.provider],
  )

  const codes = [settled, told].map(({ status, body }) => (status === 200 ? 'done' : body.code))
  expect([
    ['done', 'visit-settled'],
    ['settlement-changed-meanwhile', 'done'],
    ['settlement-nothing-owed', 'done'],
    ['done', 'done'],
  ]).toContainEqual(codes)
  expect(paid?.count).toBe(told.status === 200 ? 0 : 1)
})

test('who may not: whoever is sent out, whoever leads, and a township over another’s visit', async () => {
  const id = await made(7)
  const [elsewhere] = await care.query<{ household: string; person: string }>(
    `select m.household_id as household, p.id as person from person p
     join membership m on m.person_id = p.id and m.valid_until is null and m.superseded_at is null
     join household h on h.id = m.household_id
     where h.division like $1 and p.birth_day <= '1960-01-01' limit 1`,
    [`${otherTownship}%`],
  )
  const plan = { householdId: elsewhere?.household, personId: elsewhere?.person, firstDay: today, lastDay: today }
  await care.saved('/api/care-plans', care.aPlan(0, { ...plan, service: 'mobility' }))
  const [theirs] = (await care.asked(`/api/elder-care/persons/${elsewhere?.person}/visits`)).items
  await care.saved(`/api/care-visits/${theirs.id}/finish`, proof(theirs.version, { carerIds: [first] }))

  const villager = await correcting(id, { leftAt: 650 }, 'village')
  const leader = await correcting(id, { leftAt: 650 }, 'leader')
  const town = await correcting(theirs.id, { leftAt: 650 })
  const seen = await corrections(theirs.id)

  expect([villager, leader].map(({ status, body }) => [status, body.code])).toEqual([
    [403, 'permission-missing'],
    [403, 'permission-missing'],
  ])
  expect([town.status, town.body.code, seen]).toEqual([404, 'visit-not-found', []])
})

test('what was corrected stays as it was kept, and goes where its household goes', async () => {
  const id = await made(8)
  await correcting(id, { leftAt: 650 })
  const { household, division } = care.elderAt(8)

  const { store } = care.delivered
  const attempts = await Promise.allSettled([
    store.within(county, (tx) =>
      tx.updateTable('care_visit_correction').set({ reason: '' }).where('visit_id', '=', id).execute(),
    ),
    store.within(county, (tx) => tx.deleteFrom('care_visit_correction').where('visit_id', '=', id).execute()),
  ])
  await care.query('update household set division = $1 where id = $2', [`${otherTownship}001`, household])
  const rows = await care.query('select division from care_visit_correction where visit_id = $1', [id])
  await care.query('update household set division = $1 where id = $2', [division, household])

  expect(attempts.map((attempt) => attempt.status === 'rejected' && String(attempt.reason))).toEqual(
    Array(2).fill(expect.stringContaining('permission denied')),
  )
  expect(rows).toEqual([{ division: `${otherTownship}001` }])
})
