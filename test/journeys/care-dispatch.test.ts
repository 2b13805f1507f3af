import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays } from '#kernel/day'
import { today } from '../county.ts'
import { aCareDesk, type CareDesk, proof, statusesOf, village } from './care-desk.ts'
import { occupyTurns } from './occupied-turns.ts'

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
  readonly stops: readonly {
    readonly kind: string
    readonly visitId: string | null
    readonly part: number
    readonly longitude: number
  }[]
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

test('while too much is reckoned already a plan is refused, and an illness is not half recorded', async () => {
  const on = addDays(today, 6)
  await care.onDay(6, on)
  const free = occupyTurns(care.desk.app.turns)
  const [carerId] = care.carers
  const ill = { carerId, fromMinute: 0, reason: '发烧' }

  const plan = await care.told(`/api/dispatch/${on}/plan`, { seconds: 1, from: 'nothing' })
  const replan = await care.told(`/api/dispatch/${on}/absence`, ill)
  free()
  await care.saved(`/api/dispatch/${on}/absence`, ill)

  expect([plan.status, plan.body.code, plan.body.title]).toEqual([
    503,
    'dispatch-too-many-at-once',
    '正在计算的任务较多，请稍后再试。',
  ])
  expect([replan.status, replan.body.code]).toEqual([503, 'dispatch-too-many-at-once'])
})

test('by the clock of the county: a move or a new plan begins after now, and what is begun or over is not moved', async () => {
  const on = addDays(today, 7)
  for (const index of [7, 8, 9]) await care.onDay(index, on, { service: 'mobility', windowUntil: 900 })
  care.desk.moveTo(on, 0)
  const first = await care.planned(on)
  await care.saved(`/api/dispatch/${on}/publish`, { planId: first })
  const { published, visits, carers } = await care.boardOf(on)
  const [begun, free] = visitIdsOf(published.routes)
  const versionOf = (id: string | undefined) => visits.find((visit: { id: string }) => visit.id === id).version
  const start = { version: versionOf(begun), at: 600, longitude: null, latitude: null }
  await care.saved(`/api/care-visits/${begun}/start`, start)
  const holder = (id: string | undefined) =>
    published.routes.find((route: Route) => visitIdsOf([route]).includes(id ?? '')).carerId
  const toAnother = (visitId: string | undefined) => ({
    planId: first,
    visitId,
    part: 0,
    carerId: carers.find(({ id }: { id: string }) => id !== holder(visitId)).id,
  })
  const preview = async (visitId: string | undefined) =>
    (await (await care.as('county')).post(`/api/dispatch/${on}/preview`, toAnother(visitId))).body

  const underWay = await preview(begun)
  const movedBegun = await care.told(`/api/dispatch/${on}/move`, toAnother(begun))
  const inTheMorning = await preview(free)
  care.desk.moveTo(on, 800)
  const inTheAfternoon = await preview(free)
  care.desk.moveTo(on, 895)
  const tooLate = await care.told(`/api/dispatch/${on}/move`, toAnother(free))
  care.desk.moveTo(on, 800)
  const moved = await care.saved(`/api/dispatch/${on}/move`, toAnother(free))
  const { draft } = await care.boardOf(on)
  care.desk.moveTo(on, 770)
  await care.planned(on)
  const { draft: anew } = await care.boardOf(on)
  care.desk.moveTo(today)

  expect(underWay).toMatchObject({ allowed: false, reason: expect.stringContaining('已经开始') })
  expect([movedBegun.body.code, movedBegun.body.title]).toEqual([
    'dispatch-move-impossible',
    expect.stringContaining('已经开始'),
  ])
  expect([inTheMorning.allowed, inTheMorning.startsAt < 800]).toEqual([true, true])
  expect([inTheAfternoon.allowed, inTheAfternoon.startsAt >= 800]).toEqual([true, true])
  expect([tooLate.body.code, tooLate.body.title]).toEqual([
    'dispatch-move-impossible',
    expect.stringContaining('时间已经过去'),
  ])
  const [stop] = draft.routes.flatMap(({ stops }: Route) => stops.filter(({ visitId }) => visitId === free))
  expect([draft.id, stop.start >= 800]).toEqual([moved, true])
  const begins = anew.routes
    .flatMap(({ stops }: Route) => stops)
    .filter(({ visitId }: { visitId: string | null }) => visitId !== null && visitId !== begun)
    .map(({ start: at }: { start: number }) => at >= 770)
  expect(begins).toEqual([true, true])
})

test('of a visit by two the part that is named goes to another, the other stays where it is', async () => {
  const on = addDays(today, 8)
  await care.onDay(10, on, { service: 'bathing' })
  const planId = await care.planned(on)
  const { draft, carers } = await care.boardOf(on)
  const [visitId] = visitIdsOf(draft.routes)
  const holders = (plan: { readonly routes: readonly Route[] }): string[] =>
    plan.routes
      .flatMap(({ carerId, stops }) =>
        stops.flatMap((stop) => (stop.visitId === visitId ? [{ ...stop, carerId }] : [])),
      )
      .toSorted((a, b) => a.part - b.part)
      .map(({ carerId }) => carerId)
  const [first, second] = holders(draft)
  const third = carers.find(({ id }: { id: string }) => id !== first && id !== second).id

  await care.saved(`/api/dispatch/${on}/move`, { planId, visitId, part: 1, carerId: third })
  const moved = (await care.boardOf(on)).draft
  const both = await care.told(`/api/dispatch/${on}/move`, { planId: moved.id, visitId, part: 1, carerId: first })

  expect(holders(moved)).toEqual([first, third])
  expect(both.body.title).toContain('两人不能是同一人')
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
  const plan = { seconds: 1, from: 'nothing' }
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
