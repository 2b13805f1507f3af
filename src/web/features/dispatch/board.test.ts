import { expect, test } from 'vitest'
import type { CarerRoute, DayPlan, DispatchCarer, DispatchDay, RouteStop, VisitRow } from '#contracts/elder-care'
import { figuresOf, rowsOf, shownRows } from '#web/features/dispatch/board-rows.ts'
import { candidatesFor } from '#web/features/dispatch/candidates.ts'
import { clockTime, minuteNow, readTime } from '#web/features/dispatch/clock.ts'
import { changesOf, countChanges, termDifferences } from '#web/features/dispatch/compare.ts'
import { drawnOf, placeOf, spanOf } from '#web/features/dispatch/span.ts'

function aVisit(id: string, given: Partial<VisitRow> = {}): VisitRow {
  return {
    id,
    version: 1,
    planId: '1',
    householdId: '1',
    personId: '1',
    name: `老人${id}`,
    division: '360735100001',
    place: '琴江镇',
    service: 'cleaning',
    day: '2026-11-03',
    windowFrom: 480,
    windowUntil: 960,
    minutes: 60,
    carersNeeded: 1,
    status: 'assigned',
    reason: null,
    longitude: 116.3,
    latitude: 26.3,
    approximate: false,
    carers: [],
    madeOn: null,
    arrivedAt: null,
    leftAt: null,
    way: null,
    note: null,
    corrected: false,
    ...given,
  }
}

function aCarer(id: string, given: Partial<DispatchCarer> = {}): DispatchCarer {
  return {
    id,
    name: `人员${id}`,
    facilityName: '琴江镇服务中心',
    providerName: null,
    skills: ['cleaning'],
    mode: 'e-bike',
    from: 480,
    until: 1020,
    longitude: 116.3,
    latitude: 26.3,
    absentFrom: null,
    ...given,
  }
}

function aStop(visitId: string | null, start: number, given: Partial<RouteStop> = {}): RouteStop {
  return {
    kind: 'visit',
    visitId,
    part: 0,
    longitude: 116.3,
    latitude: 26.3,
    arrive: start,
    start,
    leave: start + 60,
    ...given,
  }
}

const aRoute = (carerId: string, ...stops: RouteStop[]): CarerRoute => ({
  carerId,
  leave: (stops[0]?.start ?? 500) - 20,
  back: (stops.at(-1)?.leave ?? 500) + 20,
  travel: 40,
  work: 60,
  stops,
})

const aPlan = (status: DayPlan['status'], ...routes: CarerRoute[]): DayPlan => ({
  id: status,
  status,
  cause: 'new',
  madeBy: '陈思远',
  madeAt: '2026-11-02T00:00:00.000Z',
  seconds: 5,
  routes,
  unserved: [],
  broken: [],
  terms: {},
  total: 0,
  travelMinutes: 40,
  lateMinutes: 0,
  changes: null,
})

const aDay = (given: Partial<DispatchDay>): DispatchDay => ({
  day: '2026-11-03',
  unproved: 0,
  mayPlan: true,
  carers: [aCarer('1'), aCarer('2')],
  visits: [],
  draft: null,
  published: null,
  ...given,
})

test('what publishing would change is told by visit: another carer, another time, new, dropped', () => {
  const visits = ['a', 'b', 'c', 'd', 'e'].map((id) => aVisit(id))
  const published = aPlan('published', aRoute('1', aStop('a', 500), aStop('b', 600), aStop('c', 700), aStop('e', 800)))
  const draft = aPlan(
    'draft',
    aRoute('1', aStop('b', 640), aStop('e', 803)),
    aRoute('2', aStop('a', 500), aStop('d', 600)),
  )

  const changes = changesOf(aDay({ visits, draft, published }))

  expect([...changes.values()].map(({ visitId, kind }) => [visitId, kind])).toEqual([
    ['a', 'carer'],
    ['b', 'time'],
    ['c', 'dropped'],
    ['d', 'added'],
  ])
  expect(countChanges(changes)).toEqual({ carer: 1, time: 1, added: 1, dropped: 1 })
})

test('what is done, called off or under way as a meal is in no draft and is no change', () => {
  const visits = [
    aVisit('done', { status: 'done' }),
    aVisit('off', { status: 'cancelled' }),
    aVisit('meal', { status: 'under-way', service: 'meal' }),
  ]
  const published = aPlan('published', aRoute('1', ...visits.map(({ id }) => aStop(id, 500))))

  expect(changesOf(aDay({ visits, published, draft: aPlan('draft') })).size).toBe(0)
})

test('a visit by two that changes both carers counts once', () => {
  const visits = [aVisit('a', { carersNeeded: 2 })]
  const published = aPlan('published', aRoute('1', aStop('a', 500)), aRoute('2', aStop('a', 500, { part: 1 })))
  const draft = aPlan('draft', aRoute('3', aStop('a', 500)), aRoute('4', aStop('a', 500, { part: 1 })))

  expect(countChanges(changesOf(aDay({ visits, published, draft }))).carer).toBe(1)
})

test('a difference of costs is told in minutes and visits, the weightiest first, and trifles are not', () => {
  const before = { travel: 100, lateness: 0, continuity: 20, fairness: 7 }
  const after = { travel: 112, lateness: 40, continuity: 0, fairness: 7.2 }

  expect(termDifferences(before, after)).toEqual([
    { term: 'lateness', of: 20 },
    { term: 'continuity', of: -1 },
    { term: 'travel', of: 12 },
  ])
})

test('what is done stays on the row of whoever was there, though the plan has it no more', () => {
  const done = aVisit('a', {
    status: 'done',
    arrivedAt: 505,
    leftAt: 560,
    carers: [{ part: 0, carerId: '2', startsAt: 500 }],
  })

  const rows = rowsOf(aDay({ visits: [done] }), aPlan('draft'))

  expect(rows.map(({ id, blocks }) => [id, blocks.map(({ start, leave }) => [start, leave])])).toEqual([
    ['1', []],
    ['2', [[505, 560]]],
  ])
})

test('a start after the last that was agreed is late, of a meal after the end of its window', () => {
  const visits = [aVisit('a', { windowUntil: 560 }), aVisit('m', { windowUntil: 560, service: 'meal', minutes: 5 })]
  const plan = aPlan('draft', aRoute('1', aStop('a', 530), aStop('m', 558, { kind: 'meal' })))

  const [row] = rowsOf(aDay({ visits }), plan)

  expect(row?.blocks.map(({ late }) => late)).toEqual([30, 0])
})

test('a plan that still has somebody whose shift was taken away keeps her row', () => {
  const plan = aPlan('published', aRoute('9', aStop('a', 500)))

  const rows = rowsOf(aDay({ visits: [aVisit('a')] }), plan)

  expect(rows.map(({ id, carer }) => [id, carer?.name])).toEqual([
    ['1', '人员1'],
    ['2', '人员2'],
    ['9', undefined],
  ])
})

test('a visit whose carer cannot come any more is marked where it stands', () => {
  const plan = { ...aPlan('published', aRoute('1', aStop('a', 500), aStop('b', 600))), broken: ['b'] }

  const [row] = rowsOf(aDay({ visits: [aVisit('a'), aVisit('b')] }), plan)

  expect(row?.blocks.map(({ isBroken }) => isBroken)).toEqual([false, true])
})

test('the figures count what is wanted, done included, called off and missed not', () => {
  const visits = [
    aVisit('a'),
    aVisit('b', { status: 'done' }),
    aVisit('c', { status: 'cancelled' }),
    aVisit('d', { status: 'due' }),
  ]

  expect(figuresOf(aDay({ visits }), aPlan('draft', aRoute('1', aStop('a', 500))))).toEqual({
    visits: 3,
    served: 2,
    unserved: 1,
    travelMinutes: 40,
    lateMinutes: 0,
  })
})

test('rows are found by the name of the carer or of an elder of hers, and those with nothing to do can be left out', () => {
  const rows = rowsOf(aDay({ visits: [aVisit('a')] }), aPlan('draft', aRoute('2', aStop('a', 500))))
  const found = (text: string, onlyBusy = false) => shownRows(rows, { text, onlyBusy }).map(({ id }) => id)

  expect([found(''), found('', true), found('老人a'), found('人员1'), found('没有')]).toEqual([
    ['1', '2'],
    ['2'],
    ['2'],
    ['1'],
    [],
  ])
})

test('only who can and is there may take a visit over, the nearest on her way first', () => {
  const day = aDay({
    visits: [aVisit('a'), aVisit('b', { longitude: 116.9 })],
    carers: [
      aCarer('has-it'),
      aCarer('far', { longitude: 116.9 }),
      aCarer('passes-by', { longitude: 116.8 }),
      aCarer('cannot', { skills: ['meals'] }),
      aCarer('ill', { absentFrom: 0 }),
    ],
  })
  const plan = aPlan(
    'draft',
    aRoute('has-it', aStop('a', 500)),
    aRoute('passes-by', aStop('b', 500, { longitude: 116.301 })),
  )

  expect(candidatesFor(aVisit('a'), rowsOf(day, plan), { from: 'has-it' }).map(({ id }) => id)).toEqual([
    'passes-by',
    'far',
  ])
})

test('meals fetched at once are one round, and what follows is not', () => {
  const [row] = rowsOf(
    aDay({ visits: [aVisit('m'), aVisit('n'), aVisit('a')] }),
    aPlan(
      'draft',
      aRoute(
        '1',
        aStop(null, 650, { kind: 'canteen', leave: 655 }),
        aStop('m', 660, { kind: 'meal', leave: 665 }),
        aStop('n', 670, { kind: 'meal', leave: 675 }),
        aStop('a', 700),
      ),
    ),
  )

  expect(
    drawnOf(row?.blocks ?? []).map(({ kind, start, leave, blocks }) => [kind, start, leave, blocks.length]),
  ).toEqual([
    ['round', 650, 675, 3],
    ['visit', 700, 760, 1],
  ])
})

test('the board shows seven to nineteen, and more when somebody is out before or after', () => {
  const rows = (start: number) =>
    rowsOf(aDay({ visits: [aVisit('a')] }), aPlan('draft', aRoute('1', aStop('a', start))))

  expect([spanOf(rows(500)), spanOf(rows(400)), spanOf(rows(1100))]).toEqual([
    { from: 420, until: 1140 },
    { from: 360, until: 1140 },
    { from: 420, until: 1200 },
  ])
  expect(placeOf({ from: 420, until: 1140 }, 300, 600)).toEqual({ left: '0.000%', width: '25.000%' })
})

test('times are written and read to the minute, and now is only on the day that it is', () => {
  expect([clockTime(485.4), readTime('08:05'), readTime('25:00'), readTime('8.05')]).toEqual([
    '08:05',
    485,
    undefined,
    undefined,
  ])
  expect([
    minuteNow('2026-11-03', new Date(2026, 10, 3, 9, 30)),
    minuteNow('2026-11-04', new Date(2026, 10, 3)),
  ]).toEqual([570, null])
})
