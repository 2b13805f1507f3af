import { expect, test } from 'vitest'
import {
  type Carer,
  partsOf,
  checkOwn,
  countyWeights,
  makePlan,
  type Plan,
  type Problem,
  roundLimit,
  type Visit,
} from '#dispatch'
import { aCountyDay, anySmallDay } from '#dispatch/testing'
import { seededRandom } from '#kernel/random'

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
/** A station, and houses 1 km north, 2 km east and 10 km south of it, at 100 metres a minute. */
const aProblem = (more: Partial<Problem> = {}): Problem => ({
  name: 'a small day',
  places: [
    { id: 'station', x: 0, y: 0 },
    { id: 'north', x: 0, y: 1000 },
    { id: 'east', x: 2000, y: 0 },
    { id: 'south', x: 0, y: -10_000 },
  ],
  travel: { kind: 'distance', on: 'plane', modes: { foot: { metresPerMinute: 100, detour: 1 } } },
  carers: [aCarer('Li'), aCarer('Wang')],
  visits: [aVisit('v1')],
  weights: countyWeights,
  ...more,
})
const planned = (problem: Problem, rounds = 400): Plan => makePlan(problem, { seed: 1, limit: roundLimit(rounds) }).plan
const violationsOf = (problem: Problem, plan: Plan) => checkOwn(problem, plan, new Map()).violations
const stopOf = (plan: Plan, id: string, part = 0) =>
  plan.routes
    .flatMap(({ carer, stops }) => stops.map((stop) => ({ ...stop, carer })))
    .find((stop) => stop.id === id && stop.part === part && stop.kind !== 'break')
const shuffled = (problem: Problem): Problem => {
  const random = seededRandom(99)
  const mix = <T>(items: readonly T[]): readonly T[] =>
    items
      .map((item) => ({ item, key: random.next() }))
      .sort((a, b) => a.key - b.key)
      .map(({ item }) => item)
  return { ...problem, places: mix(problem.places), carers: mix(problem.carers), visits: mix(problem.visits) }
}

test('a visit is made in its window by someone who can', () => {
  const problem = aProblem({ carers: [aCarer('Li'), aCarer('Zhao', { skills: ['visit', 'bath'] })] })
  const bath = { ...problem, visits: [aVisit('v1', { parts: [{ skills: ['bath'], minutes: 30 }] })] }

  const plan = planned(bath)

  expect(stopOf(plan, 'v1')).toMatchObject({ carer: 'Zhao', start: 540, leave: 570 })
  expect(plan.distance).toBeCloseTo(20)
  expect(violationsOf(bath, plan)).toEqual([])
})

test('two carers begin together, and the one who comes first waits', () => {
  const parts = [
    { skills: ['visit'], minutes: 30 },
    { skills: ['visit'], minutes: 30 },
  ]
  const visits = [aVisit('lift', { parts, earliest: 480, latest: 700, pairing: { kind: 'simultaneous' } })]
  const carers = [aCarer('Li'), aCarer('Wang', { from: 600 })]
  const problem = aProblem({ visits, carers })

  const plan = planned(problem)

  expect(stopOf(plan, 'lift', 0)?.start).toBe(610)
  expect(stopOf(plan, 'lift', 1)?.start).toBe(610)
  expect(violationsOf(problem, plan)).toEqual([])
})

test('the second of two in sequence begins within the gap that was asked for', () => {
  const parts = [
    { skills: ['nurse'], minutes: 10 },
    { skills: ['visit'], minutes: 30 },
  ]
  const pairing = { kind: 'sequence', least: 20, most: 40 } as const
  const problem = aProblem({
    visits: [aVisit('dressing', { parts, earliest: 480, latest: 900, pairing })],
    carers: [aCarer('Li', { from: 700 }), aCarer('Nurse', { skills: ['nurse'] })],
  })

  const plan = planned(problem)

  const gap = (stopOf(plan, 'dressing', 1)?.start ?? 0) - (stopOf(plan, 'dressing', 0)?.start ?? 0)
  expect(gap).toBeGreaterThanOrEqual(20)
  expect(gap).toBeLessThanOrEqual(40)
  expect(violationsOf(problem, plan)).toEqual([])
})

test('a visit that nobody can make is left out with its reason, and the rest is planned', () => {
  const visits = [
    aVisit('v1'),
    aVisit('surgery', { parts: [{ skills: ['surgery'], minutes: 30 }] }),
    aVisit('unloved', { refused: ['Li', 'Wang'] }),
    aVisit('too-soon', { place: 'south', earliest: 480, latest: 500 }),
  ]
  const problem = aProblem({ visits })

  const plan = planned(problem)

  expect(new Map(plan.unserved.map(({ id, reason }) => [id, reason]))).toEqual(
    new Map<string, unknown>([
      ['surgery', { code: 'no-carer-has-the-skills', part: 0 }],
      ['unloved', { code: 'only-refused-carers-have-the-skills', part: 0 }],
      ['too-soon', { code: 'nobody-arrives-in-time', carer: 'Wang', minutesLate: 80 }],
    ]),
  )
  expect(stopOf(plan, 'v1')).toBeDefined()
  expect(violationsOf(problem, plan)).toEqual([])
})

test('a soft window lets a carer come late, at its cost', () => {
  const problem = aProblem({
    visits: [aVisit('far', { place: 'south', earliest: 480, latest: 500, latestAtAll: null })],
  })

  const plan = planned(problem)

  expect(stopOf(plan, 'far')?.start).toBe(580)
  expect(plan.tardiness).toBe(80)
  expect(plan.terms.lateness).toBe(160)
  expect(violationsOf(problem, plan)).toEqual([])
})

test('the usual carer comes, as long as that is not too dear', () => {
  const problem = aProblem({ visits: [aVisit('v1', { usual: 'Wang' })] })

  expect(stopOf(planned(problem), 'v1')?.carer).toBe('Wang')
})

test('a locked visit keeps its carer, and one that has begun keeps its minute', () => {
  const visits = [aVisit('v1', { locked: ['Wang'], startedAt: 555, earliest: 480 }), aVisit('v2', { place: 'east' })]
  const problem = aProblem({ visits, now: 560 })

  const plan = planned(problem)

  expect(stopOf(plan, 'v1')).toMatchObject({ carer: 'Wang', start: 555 })
  expect(stopOf(plan, 'v2')?.start).toBeGreaterThanOrEqual(560)
  expect(violationsOf(problem, plan)).toEqual([])
})

test('meals leave the canteen in a round and arrive warm', () => {
  const meal = { canteen: 'station', earliest: 660, latest: 750, warmFor: 40, minutes: 2 }
  const meals = [
    { ...meal, id: 'm1', place: 'north' },
    { ...meal, id: 'm2', place: 'north' },
    { ...meal, id: 'm3', place: 'south' },
  ]
  const problem = aProblem({ meals, visits: [] })

  const plan = planned(problem)

  const [route] = plan.routes
  expect(route?.stops.map(({ kind, id }) => `${kind} ${id}`)).toEqual(['canteen station', 'meal m1', 'meal m2'])
  expect(plan.unserved).toEqual([{ id: 'm3', reason: { code: 'nobody-brings-it-warm' } }])
  expect(violationsOf(problem, plan)).toEqual([])
})

test('a break is taken within its time', () => {
  const breaks = [{ minutes: 30, earliest: 690, latest: 720 }]
  const visits = [aVisit('v1', { earliest: 650, latest: 690 }), aVisit('v2', { earliest: 700, latest: 760 })]
  const problem = aProblem({ carers: [aCarer('Li', { breaks })], visits })

  const plan = planned(problem)

  expect(plan.routes[0]?.stops.map(({ kind }) => kind)).toEqual(['visit', 'break', 'visit'])
  expect(violationsOf(problem, plan)).toEqual([])
})

test('the order of the input does not matter', () => {
  const problem = aCountyDay({ carers: 12, visits: 80 })

  expect(planned(shuffled(problem), 800).total).toBe(planned(problem, 800).total)
})

test('a shuffled day of few rounds costs the same, whatever its shape', () => {
  const seeds = Array.from({ length: 25 }, (_, index) => index + 1)

  const apart = seeds.flatMap((seed) => {
    const problem = anySmallDay(seed)
    const [one, other] = [planned(problem, 80).total, planned(shuffled(problem), 80).total]
    return Math.abs(one - other) <= one / 100 ? [] : [{ seed, one, other }]
  })

  expect(apart).toEqual([])
})

test.each([1, 2, 3, 4])('day %i of many carers is served whole after a few rounds for each visit', (seed) => {
  const problem = aCountyDay({ carers: 50, visits: 300, seed })

  const plan = planned(problem, 1000)

  expect(plan.unserved).toEqual([])
  expect(violationsOf(problem, plan)).toEqual([])
})

test('of a day with too little room, few visits are left out after a few rounds, whatever the seed', () => {
  const problem = aCountyDay({ carers: 50, visits: 370, seed: 3 })

  const left = [1, 2].map((seed) => makePlan(problem, { seed, limit: roundLimit(1000) }).plan.unserved.length)

  expect(left.filter((count) => count > 13)).toEqual([])
})

test('two carers with long routes become one, though every single stop would cost more in the other route', () => {
  const round = (place: string, first: number): Visit[] =>
    Array.from({ length: 14 }, (_, index) => {
      const earliest = first + index * 40
      return aVisit(`${place}-${index}`, {
        place,
        parts: [{ skills: [], minutes: 20 }],
        earliest,
        latest: earliest + 10,
      })
    })
  const north = { id: 'far north', x: 0, y: 10_000 }
  const beside = { id: 'beside it', x: 3000, y: 10_000 }
  const free = aProblem({
    places: [...aProblem().places, north, beside],
    travel: { kind: 'distance', on: 'plane', modes: { foot: { metresPerMinute: 200, detour: 1 } } },
    carers: [aCarer('Li', { from: 0, until: 1440 }), aCarer('Wang', { from: 0, until: 1440 })],
    visits: [...round(north.id, 100), ...round(beside.id, 700)],
    weights: { ...countyWeights, fairness: 0, stability: 0 },
  })
  const visits = free.visits.map((visit) => ({ ...visit, locked: [visit.place === north.id ? 'Li' : 'Wang'] }))
  const before = planned({ ...free, visits }, 50)

  const { plan } = makePlan(free, { seed: 1, limit: roundLimit(3000), before })

  expect(before.routes).toHaveLength(2)
  expect(plan.routes).toHaveLength(1)
  expect(violationsOf(free, plan)).toEqual([])
})

test('a carer who makes no calls has no route and no break, whatever her break would cost', () => {
  const breaks = [{ minutes: 30, earliest: 690, latest: 720, place: 'south' }]
  const problem = aProblem({ carers: [aCarer('Li'), aCarer('Wang', { breaks, fixedCost: 10 })] })

  const plan = planned(problem)

  expect(plan.routes.map(({ carer }) => carer)).toEqual(['Li'])
  expect(plan).toMatchObject({ unserved: [], distance: 20 })
  expect(violationsOf(problem, plan)).toEqual([])
})

test('a carer with calls who takes no break is found out by the checker', () => {
  const breaks = [{ minutes: 30, earliest: 690, latest: 720 }]
  const problem = aProblem({ carers: [aCarer('Li', { breaks })] })
  const plan = planned(problem)
  const restless = plan.routes.map((route) => ({ ...route, stops: route.stops.filter(({ kind }) => kind !== 'break') }))

  const codes = violationsOf(problem, { ...plan, routes: restless }).map(({ code }) => code)

  expect(codes).toContain('break-missing')
})

test('a county day with pairs, breaks and meals holds before the checker, at its stated cost', () => {
  const problem = aCountyDay({ carers: 30, visits: 150, meals: 30 })

  const plan = planned(problem, 600)

  expect(violationsOf(problem, plan)).toEqual([])
  expect(plan.unserved.length).toBeLessThan(20)
})

test('whatever the day, the plan and the plan without one carer hold before the checker', () => {
  const seeds = Array.from({ length: 60 }, (_, index) => index + 1)

  const found = seeds.flatMap((seed) => {
    const problem = anySmallDay(seed)
    const before = planned(problem, 100)
    const fewer = { ...problem, carers: problem.carers.slice(1) }
    const { plan } = makePlan(fewer, { seed, limit: roundLimit(60), before })
    return [...violationsOf(problem, before), ...checkOwn(fewer, plan, partsOf(before)).violations]
  })

  expect(found).toEqual([])
})

test('when a carer falls ill the others keep nearly everything', () => {
  const problem = aCountyDay({ carers: 30, visits: 150 })
  const before = planned(problem, 1500)
  const ill = before.routes[0]?.carer ?? ''
  const without = { ...problem, carers: problem.carers.filter(({ id }) => id !== ill) }

  const { plan } = makePlan(without, { seed: 1, limit: roundLimit(600), before })

  const parts = before.routes.filter(({ carer }) => carer !== ill).flatMap(({ stops }) => stops)
  const hers = new Set(before.routes[0]?.stops.map(({ id, part }) => `${id}/${part}`))
  const moved = [...(plan.changes?.otherCarer ?? []), ...(plan.changes?.otherTime ?? [])].filter(
    (key) => !hers.has(key),
  )
  expect(moved.length).toBeLessThanOrEqual(parts.length / 10)
  expect(checkOwn(without, plan, partsOf(before)).violations).toEqual([])
})

test('what cannot be planned with is named, and the rest is planned', () => {
  const problem = aProblem({
    carers: [aCarer('Li'), aCarer('Li'), aCarer('Ghost', { start: 'nowhere' }), aCarer('Back', { until: 400 })],
    visits: [
      aVisit('v1'),
      aVisit('v1'),
      aVisit('lost', { place: 'nowhere' }),
      aVisit('backwards', { latest: 500 }),
      aVisit('negative', { parts: [{ skills: [], minutes: -5 }] }),
      aVisit('endless', { parts: [{ skills: [], minutes: 900 }] }),
      aVisit('crowd', { parts: [1, 2, 3].map((minutes) => ({ skills: [], minutes })) }),
    ],
  })

  const { plan, faults } = makePlan(problem, { seed: 1, limit: roundLimit(50) })

  expect(faults.map(({ kind, id, code }) => `${kind} ${id} ${code}`)).toEqual([
    'carer Li duplicate-id',
    'carer Ghost unknown-place',
    'carer Back shift-ends-before-it-begins',
    'visit v1 duplicate-id',
    'visit lost unknown-place',
    'visit backwards window-ends-before-it-begins',
    'visit negative negative-time',
    'visit endless visit-longer-than-any-shift',
    'visit crowd too-many-parts',
  ])
  expect(stopOf(plan, 'v1')).toBeDefined()
  expect(plan.unserved.map(({ id }) => id).sort()).toEqual(['backwards', 'crowd', 'endless', 'lost', 'negative'])
})

test('a hole in the matrix cuts one place off', () => {
  const minutes = {
    foot: [
      [0, 5, 6],
      [5, 0, Number.NaN],
      [6, 7, 0],
    ],
  }
  const places = ['station', 'north', 'east'].map((id) => ({ id, x: 0, y: 0 }))
  const problem = aProblem({
    places,
    travel: { kind: 'matrix', minutes },
    visits: [aVisit('v1'), aVisit('v2', { place: 'east' })],
  })

  const { plan, faults } = makePlan(problem, { seed: 1, limit: roundLimit(50) })

  expect(faults.map(({ kind, id, code }) => `${kind} ${id} ${code}`)).toEqual([
    'travel north matrix-hole',
    'visit v1 unknown-place',
  ])
  expect(stopOf(plan, 'v2')?.carer).toBeDefined()
})

test('the checker sees through a plan that was tampered with', () => {
  const problem = aProblem()
  const plan = planned(problem)
  const [route] = plan.routes
  if (route === undefined) throw new Error('no route')
  const hurried = { ...plan, routes: [{ ...route, stops: route.stops.map((stop) => ({ ...stop, start: 480 })) }] }
  const empty = { ...plan, routes: [] }
  const cheaper = { ...plan, total: plan.total - 1 }
  const stranger = { ...plan, routes: [{ ...route, carer: 'Nobody' }] }

  const codes = (of: Plan) => violationsOf(problem, of).map(({ code }) => code)

  expect(codes(hurried)).toEqual(['starts-before-arrival', 'starts-before-window'])
  expect(codes(empty)).toContain('stop-missing')
  expect(codes(cheaper)).toEqual(['stated-cost-differs'])
  expect(codes(stranger)).toContain('unknown-carer')
})
