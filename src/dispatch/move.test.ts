import { expect, test } from 'vitest'
import {
  boardOf,
  type Carer,
  checkOwn,
  costOfMove,
  type CostTerms,
  countyWeights,
  makePlan,
  type Move,
  partsOf,
  type Plan,
  planAfterMove,
  prepare,
  type Problem,
  problemNow,
  replan,
  roundLimit,
  type Visit,
} from '#dispatch'
import { aCountyDay, anySmallDay } from '#dispatch/testing'

const aCarer = (id: string, more: Partial<Carer> = {}): Carer => ({
  id,
  skills: ['visit'],
  from: 480,
  until: 1020,
  start: 'station',
  end: 'station',
  mode: 'foot',
  ...more,
})
const aVisit = (id: string, more: Partial<Visit> = {}): Visit => ({
  id,
  place: 'north',
  parts: [{ skills: ['visit'], minutes: 30 }],
  earliest: 540,
  latest: 600,
  ...more,
})
/** A station, and houses 1 km north and 2 km east of it, at 100 metres a minute. */
const aProblem = (more: Partial<Problem> = {}): Problem => ({
  name: 'a small day',
  places: [
    { id: 'station', x: 0, y: 0 },
    { id: 'north', x: 0, y: 1000 },
    { id: 'east', x: 2000, y: 0 },
  ],
  travel: { kind: 'distance', on: 'plane', modes: { foot: { metresPerMinute: 100, detour: 1 } } },
  carers: [aCarer('Li'), aCarer('Wang')],
  visits: [aVisit('v1', { usual: 'Li' })],
  weights: countyWeights,
  ...more,
})
const planned = (problem: Problem, rounds = 200): Plan => makePlan(problem, { seed: 1, limit: roundLimit(rounds) }).plan
const sumOf = (terms: CostTerms): number => Object.values(terms).reduce((sum, term) => sum + term, 0)
const movesOf = (problem: Problem): readonly Move[] =>
  problem.visits.flatMap(({ id, parts }) =>
    parts.flatMap((_, part) => problem.carers.map(({ id: carer }) => ({ visit: id, part, carer }))),
  )

test('the cost of a move is told by term, with the minutes of both routes', () => {
  const problem = aProblem({ visits: [aVisit('v1', { usual: 'Li' }), aVisit('v2', { usual: 'Li', place: 'east' })] })
  const plan = planned(problem)

  const answer = costOfMove(boardOf(prepare(problem), plan), { visit: 'v1', part: 0, carer: 'Wang' })

  expect(answer).toMatchObject({ kind: 'possible', before: { continuity: 0 }, after: { continuity: 20 }, shifted: [] })
  const routes = answer.kind === 'possible' ? answer.routes : []
  expect(routes.map(({ carer, stops }) => [carer, ...stops.map(({ id, start }) => `${id} ${start}`)])).toEqual([
    ['Wang', 'v1 540'],
    ['Li', 'v2 540'],
  ])
})

test('a move that cannot be made says what stands in its way', () => {
  const problem = aProblem({
    carers: [
      aCarer('Li'),
      aCarer('Wang', { from: 700 }),
      aCarer('Zhao', { skills: [] }),
      aCarer('Sun'),
      aCarer('Zhou', { until: 570 }),
    ],
    visits: [aVisit('v1', { usual: 'Li', refused: ['Sun'] }), aVisit('v2', { locked: ['Li'] })],
  })
  const board = boardOf(prepare(problem), planned(problem))
  const reasonFor = (move: Partial<Move>) => {
    const answer = costOfMove(board, { visit: 'v1', part: 0, carer: 'Wang', ...move })
    return answer.kind === 'not-possible' ? answer.reason : answer.kind
  }

  expect(reasonFor({ visit: 'v9' })).toEqual({ code: 'unknown-visit' })
  expect(reasonFor({ carer: 'Nobody' })).toEqual({ code: 'unknown-carer' })
  expect(reasonFor({ carer: 'Li' })).toEqual({ code: 'already-with-this-carer' })
  expect(reasonFor({ carer: 'Wang' })).toEqual({ code: 'nobody-arrives-in-time', carer: 'Wang', minutesLate: 110 })
  expect(reasonFor({ carer: 'Zhao' })).toEqual({ code: 'no-carer-has-the-skills', part: 0 })
  expect(reasonFor({ carer: 'Sun' })).toEqual({ code: 'only-refused-carers-have-the-skills', part: 0 })
  expect(reasonFor({ carer: 'Zhou' })).toEqual({ code: 'no-room-in-any-shift', carer: 'Zhou', minutesOver: 10 })
  expect(reasonFor({ visit: 'v2' })).toEqual({ code: 'locked-to-another-carer', carer: 'Li' })
})

test('a carer without calls takes her break once a visit is moved to her', () => {
  const breaks = [{ minutes: 30, earliest: 540, latest: 570 }]
  const problem = aProblem({ carers: [aCarer('Li'), aCarer('Wang', { breaks })] })
  const plan = planned(problem)

  const moved = planAfterMove(boardOf(prepare(problem), plan), { visit: 'v1', part: 0, carer: 'Wang' })

  expect(plan.routes.map(({ carer }) => carer)).toEqual(['Li'])
  const stops = moved.kind === 'moved' ? moved.plan.routes.flatMap((route) => route.stops) : []
  expect(stops.map(({ kind }) => kind).sort()).toEqual(['break', 'visit'])
})

test('whatever the day, a plan after a move holds before the checker at the cost that was told', () => {
  const seeds = Array.from({ length: 80 }, (_, index) => index + 1)
  let tried = 0

  const wrong = seeds.flatMap((seed) => {
    const problem = anySmallDay(seed)
    const plan = planned(problem, 60)
    const board = boardOf(prepare(problem), plan)
    return movesOf(problem).flatMap((move) => {
      const answer = costOfMove(board, move)
      const moved = planAfterMove(board, move)
      if (answer.kind === 'not-possible' || moved.kind === 'not-possible') {
        return answer.kind === moved.kind ? [] : [{ seed, move }]
      }
      tried++
      const { cost, violations } = checkOwn(problem, moved.plan, new Map())
      const isTold = Math.abs(cost - sumOf(answer.after)) < 1e-6 * cost + 1e-6
      const isSame = Math.abs(plan.total - sumOf(answer.before)) < 1e-6 * plan.total + 1e-6
      return violations.length === 0 && isTold && isSame ? [] : [{ seed, move, violations, cost }]
    })
  })

  expect(wrong).toEqual([])
  expect(tried).toBeGreaterThan(200)
})

test('the routes that a move shifts through a visit by two are told as well', () => {
  const parts = [
    { skills: ['visit'], minutes: 30 },
    { skills: ['bath'], minutes: 30 },
  ]
  const problem = aProblem({
    carers: [aCarer('Li'), aCarer('Late', { from: 600 }), aCarer('Bath', { skills: ['bath'] })],
    visits: [aVisit('lift', { parts, latest: 700, usual: 'Li', pairing: { kind: 'simultaneous' } })],
  })
  const board = boardOf(prepare(problem), planned(problem))

  const answer = costOfMove(board, { visit: 'lift', part: 0, carer: 'Late' })

  const shifted = answer.kind === 'possible' ? answer.shifted : []
  expect(shifted.map(({ carer, stops }) => [carer, stops[0]?.start])).toEqual([['Bath', 610]])
})

test('after a carer falls ill, what has begun stays and hers goes to others', () => {
  const problem = aCountyDay({ carers: 20, visits: 90 })
  const plan = planned(problem, 800)
  const now = 600
  const ill = plan.routes[0]?.carer ?? ''
  const begun = new Map(
    plan.routes
      .filter(({ carer }) => carer !== ill)
      .flatMap(({ stops }) => stops.filter(({ kind, start }) => kind === 'visit' && start < now))
      .map(({ id, start }) => [id, start]),
  )

  const next = replan(problem, plan, { now, absent: [ill], begun }, { seed: 1, limit: roundLimit(600) })

  expect(checkOwn(next.problem, next.plan, partsOf(plan)).violations).toEqual([])
  const starts = new Map(next.plan.routes.flatMap(({ stops }) => stops.map(({ id, start }) => [id, start])))
  const kept = next.problem.visits.filter(({ startedAt }) => startedAt !== undefined).map(({ id }) => id)
  expect(kept.length).toBeGreaterThan(10)
  expect(kept.filter((id) => Math.abs((starts.get(id) ?? 0) - (begun.get(id) ?? 0)) > 120)).toEqual([])
  expect(next.plan.routes.map(({ carer }) => carer)).not.toContain(ill)
})

test('a lock on an absent carer is lifted, and a visit that she has begun is made anew by another', () => {
  const problem = aProblem({ visits: [aVisit('v1', { locked: ['Li'] }), aVisit('v2', { usual: 'Li' })] })
  const plan = planned(problem)

  const left = problemNow(problem, plan, { now: 545, absent: ['Li'], begun: new Map([['v2', 540]]) })

  expect(left.visits.map(({ id, locked, startedAt }) => ({ id, locked, startedAt }))).toEqual([
    { id: 'v1', locked: undefined, startedAt: undefined },
    { id: 'v2', locked: undefined, startedAt: undefined },
  ])
  expect(left.carers.map(({ id }) => id)).toEqual(['Wang'])
})
