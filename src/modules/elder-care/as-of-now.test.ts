import fc from 'fast-check'
import { expect, test } from 'vitest'
import { boardOf, checkOwn, makePlan, planAfterMove, prepare, roundLimit } from '#dispatch'
import { asOfNow, obstacleOf, startsOf } from './as-of-now.ts'
import { type DayCarer, type DayQuestion, type DayVisit, problemOfDay } from './problem-of-day.ts'

const aVisit = (id: string, given: Partial<DayVisit> = {}): DayVisit => ({
  id,
  service: 'cleaning',
  householdId: id,
  point: { longitude: 116.3 + Number(id) * 0.004, latitude: 26.3 },
  windowFrom: 540,
  windowUntil: 1020,
  minutes: 40,
  carersNeeded: 1,
  status: 'assigned',
  usualCarerId: null,
  refusedCarerIds: [],
  canteen: null,
  arrivedAt: null,
  assigned: [],
  ...given,
})

const aCarer = (id: string): DayCarer => ({
  id,
  longitude: 116.31,
  latitude: 26.31,
  skills: ['cleaning'],
  from: 480,
  until: 1080,
  mode: 'e-bike',
  mostMinutes: null,
  mealCapacity: 0,
  absentFrom: null,
})

function aDay(visits: readonly DayVisit[], carers = ['a', 'b']) {
  const question: DayQuestion = {
    day: '2026-11-02',
    visits,
    carers: carers.map(aCarer),
    standards: {
      metresPerMinute: { foot: 70, 'e-bike': 300, car: 500 },
      detour: 1.4,
      warmMinutes: 40,
      mealsOnRound: 20,
    },
    now: null,
  }
  return { question, plan: makePlan(problemOfDay(question).problem, { seed: 1, limit: roundLimit(50) }).plan }
}

/** What becomes of the plan when the visit goes to the other carer at a minute of the day. */
function movedAt(of: ReturnType<typeof aDay>, visitId: string, now: number) {
  const bound = asOfNow(of, { visitId, now })
  const { problem } = problemOfDay(bound.question)
  const holder = of.plan.routes.find(({ stops }) => stops.some(({ id }) => id === visitId))?.carer
  const carer = holder === 'a' ? 'b' : 'a'
  const moved = planAfterMove(boardOf(prepare(problem), bound.plan), { visit: visitId, part: 0, carer })
  return { moved, problem, carer }
}

test('a visit that is dragged at noon begins after noon, whatever way would be shorter, and what was before stays', () => {
  fc.assert(
    fc.property(fc.integer({ min: 540, max: 970 }), fc.integer({ min: 0, max: 7 }), (now, which) => {
      const day = aDay(Array.from({ length: 8 }, (_, index) => aVisit(String(index))))
      const before = startsOf(day.plan.routes)
      const visitId = String(which)

      const { moved, problem, carer } = movedAt(day, visitId, now)

      if (moved.kind !== 'moved') throw new Error(JSON.stringify(moved.reason))
      const after = startsOf(moved.plan.routes)
      expect(after.get(visitId) ?? 0).toBeGreaterThanOrEqual(now)
      expect(moved.plan.routes.find(({ stops }) => stops.some(({ id }) => id === visitId))?.carer).toBe(carer)
      for (const [id, start] of before) {
        if (id === visitId) continue
        if (start < now) expect(Math.abs((after.get(id) ?? 0) - start)).toBeLessThanOrEqual(1)
        else expect(after.get(id) ?? 0).toBeGreaterThanOrEqual(now)
      }
      expect(moved.plan.unserved).toEqual([])
      expect(checkOwn(problem, { ...moved.plan, unserved: [] }, new Map()).violations).toEqual([])
    }),
    { numRuns: 40 },
  )
})

test('on another day a move is weighed with the day as it is', () => {
  const day = aDay([aVisit('1'), aVisit('2')])

  expect(asOfNow(day, { visitId: '1', now: null })).toEqual(day)
})

test('what is begun or over is not moved, nor what would have had to begin by now', () => {
  const { plan } = aDay([aVisit('1'), aVisit('2', { carersNeeded: 2 })])
  const started = startsOf(plan.routes).get('2') ?? 0
  const obstacle = (visit: DayVisit, now: number | null) => obstacleOf(visit, { plan, now })

  expect(
    (['under-way', 'done', 'missed', 'cancelled'] as const).map((status) => obstacle(aVisit('1', { status }), null)),
  ).toEqual(Array(4).fill('begun'))
  expect([obstacle(aVisit('1'), 980), obstacle(aVisit('1'), 981), obstacle(aVisit('1'), null)]).toEqual([
    undefined,
    'past',
    undefined,
  ])
  const pair = aVisit('2', { carersNeeded: 2 })
  expect([obstacle(pair, started), obstacle(pair, Math.floor(started) + 1)]).toEqual([undefined, 'past'])
})
