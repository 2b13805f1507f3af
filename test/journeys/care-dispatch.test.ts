import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays } from '#kernel/day'
import { today } from '../county.ts'
import { aCareDesk, type CareDesk, proof, statusesOf, village } from './care-desk.ts'

let care: CareDesk
let inVillage: number
let elsewhere: number

beforeAll(async () => {
  care = await aCareDesk()
  inVillage = care.elders.findIndex(({ division }) => division === village)
  elsewhere = care.elders.findIndex(({ division }) => division !== village)
}, 120_000)
afterAll(() => care.close())

interface Route {
  readonly carerId: string
  readonly stops: readonly { readonly kind: string; readonly visitId: string | null; readonly longitude: number }[]
}
const visitIdsOf = (routes: readonly Route[]) =>
  routes.flatMap(({ stops }) => stops.flatMap(({ visitId }) => (visitId === null ? [] : [visitId])))

test('a village sees in the plan of the day whoever comes to it, and no other house of the county', async () => {
  await care.onDay(inVillage, today)
  await care.onDay(elsewhere, today)
  const planId = await care.planned(today)
  await care.saved(`/api/dispatch/${today}/publish`, { planId })

  const county = (await care.boardOf(today)).published
  const seen = await care.boardOf(today, 'village')
  const own = seen.visits.map(({ id }: { id: string }) => id)

  expect(visitIdsOf(county.routes).length).toBe(2)
  expect(own.length).toBe(1)
  expect(visitIdsOf(seen.published.routes)).toEqual(own)
})

test('a plan whose carer cannot come any more says so and is not published; the next one is', async () => {
  const on = addDays(today, 1)
  await care.onDay(0, on)
  await care.onDay(1, on)
  const planId = await care.planned(on)
  const [busy] = (await care.boardOf(on)).draft.routes.filter(({ stops }: Route) => stops.length > 0)
  const ill = { firstDay: on, lastDay: on, fromMinute: 0, reason: '发烧' }
  await care.saved(`/api/carers/${busy.carerId}/absences`, ill)

  const { draft } = await care.boardOf(on)
  const refused = await care.told(`/api/dispatch/${on}/publish`, { planId })
  const next = await care.planned(on, { from: 'plan' })
  await care.saved(`/api/dispatch/${on}/publish`, { planId: next })
  const { published } = await care.boardOf(on)

  expect(draft.broken.toSorted()).toEqual(visitIdsOf([busy]).toSorted())
  expect([refused.body.code, refused.body.facts.visits]).toEqual(['dispatch-plan-broken', draft.broken.length])
  expect([published.broken, published.unserved]).toEqual([[], []])
})

test('published again as it was, a plan makes nobody’s open visit stale', async () => {
  const on = addDays(today, 2)
  await care.onDay(2, on)
  const first = await care.planned(on)
  await care.saved(`/api/dispatch/${on}/publish`, { planId: first })
  const before = (await care.boardOf(on)).visits

  const again = await care.planned(on, { from: 'plan' })
  await care.saved(`/api/dispatch/${on}/publish`, { planId: again })
  const after = (await care.boardOf(on)).visits

  expect(after).toEqual(before)
})

test('two dispatchers plan or move at the same moment: one does, the other is told, nothing is lost', async () => {
  const on = addDays(today, 3)
  for (const index of [3, 4]) await care.onDay(index, on, { service: 'mobility' })
  const plan = { seconds: 1, from: 'nothing', now: null }
  const plans = await Promise.all(
    ['county', 'county2'].map((login) => care.told(`/api/dispatch/${on}/plan`, plan, login)),
  )
  const { draft, carers } = await care.boardOf(on)
  const moves = visitIdsOf(draft.routes).map((visitId) => {
    const from = draft.routes.find((route: Route) => visitIdsOf([route]).includes(visitId)).carerId
    const other = carers.find(({ id }: { id: string }) => id !== from).id
    return { planId: draft.id, visitId, part: 0, carerId: other }
  })

  const moved = await Promise.all(
    moves.map((move, index) => care.told(`/api/dispatch/${on}/move`, move, index === 0 ? 'county' : 'county2')),
  )

  expect(statusesOf(plans)).toEqual([200, 409])
  expect(statusesOf(moved)).toEqual([200, 409])
  expect(moved.find(({ status }) => status === 409)?.body.code).toBe('dispatch-plan-changed-meanwhile')
})

test('whoever arrives while a plan is published arrives once: the visit stays hers', async () => {
  const on = today
  const [visit] = (await care.boardOf(on)).visits.filter(({ status }: { status: string }) => status === 'assigned')
  const planId = await care.planned(on)
  const start = { version: visit.version, at: 600, longitude: null, latitude: null }

  const [started, published] = await Promise.all([
    care.told(`/api/care-visits/${visit.id}/start`, start, 'township'),
    care.told(`/api/dispatch/${on}/publish`, { planId }),
  ])
  const [after] = (await care.boardOf(on)).visits.filter(({ id }: { id: string }) => id === visit.id)

  expect(published.status).toBe(200)
  expect([started.status, after.status]).toEqual(
    started.status === 200 ? [200, 'under-way'] : [409, expect.stringMatching(/^(assigned|due)$/)],
  )
  if (started.status === 200) expect(after.carers).toEqual(visit.carers)
})

test('of drafts that were replaced only that they were is kept; what was in force is kept', async () => {
  const on = addDays(today, 4)
  await care.onDay(5, on)
  await care.planned(on)
  const second = await care.planned(on)
  await care.saved(`/api/dispatch/${on}/publish`, { planId: second })
  const third = await care.planned(on)
  await care.saved(`/api/dispatch/${on}/publish`, { planId: third })

  const kept = await care.query<{ status: string; kept: boolean; wasInForce: boolean }>(
    `select status, answer is not null as kept, published_at is not null as "wasInForce" from dispatch_plan
     where day = $1 order by id`,
    [on],
  )

  expect(kept).toEqual([
    { status: 'superseded', kept: false, wasInForce: false },
    { status: 'superseded', kept: true, wasInForce: true },
    { status: 'published', kept: true, wasInForce: true },
  ])
})

test('a visit of a day that is over and of which nobody has told stands on a list until somebody does', async () => {
  const on = addDays(today, 5)
  await care.onDay(inVillage, on, { service: 'medical' })
  care.desk.moveTo(addDays(on, 1))
  const list = async () => (await care.asked('/api/elder-care/unproved-visits', 'village')).items
  const [visit] = (await list()).filter(({ day }: { day: string }) => day === on)

  const board = await care.boardOf(addDays(on, 1))
  const alone = await care.told(`/api/care-visits/${visit.id}/finish`, proof(visit.version), 'village')
  const unknown = await care.told(`/api/care-visits/${visit.id}/finish`, proof(visit.version, { carerIds: ['999999'] }))
  const tooMany = await care.told(
    `/api/care-visits/${visit.id}/finish`,
    proof(visit.version, { carerIds: care.carers.slice(0, 2) }),
  )
  const named = proof(visit.version, { carerIds: care.carers.slice(0, 1) })
  await care.saved(`/api/care-visits/${visit.id}/finish`, named, 'village')
  const after = await list()
  care.desk.moveTo(today)

  expect(board.unproved).toBeGreaterThan(0)
  expect([alone.body.code, unknown.body.code, tooMany.body.code]).toEqual([
    'visit-carer-missing',
    'visit-carer-unknown',
    'visit-carer-missing',
  ])
  expect(after.map(({ id }: { id: string }) => id)).not.toContain(visit.id)
})
