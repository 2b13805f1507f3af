import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chooseSites, type Goal, roundLimit, type SitingPlan, type SitingProblem } from '#siting'
import { aCounty, aSmallProblem } from '#siting/testing'
import { seededRandom } from '#kernel/random'

const solve = (problem: SitingProblem, rounds = 300, seed = 1) =>
  chooseSites(problem, { seed, limit: roundLimit(rounds) })

function planOf(problem: SitingProblem, rounds = 300): SitingPlan {
  const { plan } = solve(problem, rounds)
  if (plan === undefined) throw new Error('no plan')
  return plan
}

// The oracle knows nothing of the engine: it tries every set of sites, and for capacities every way to give rows away.

const far = (problem: SitingProblem, demand: number, site: number): number => {
  const a = problem.demands[demand]
  const b = problem.candidates[site]
  if (a === undefined || b === undefined || problem.ways.kind === 'matrix') throw new Error('the oracle needs points')
  const way = Math.hypot(a.x - b.x, a.y - b.y)
  return problem.ways.whole === true ? Math.floor(way) : way
}

function allowedSets(problem: SitingProblem): readonly (readonly number[])[] {
  const sets: number[][] = []
  for (let bits = 0; bits < 1 << problem.candidates.length; bits++) {
    const open = problem.candidates.map((_, site) => site).filter((site) => (bits >> site) & 1)
    const fresh = open.filter((site) => problem.candidates[site]?.existing !== true)
    const standing = problem.candidates.filter(({ existing }) => existing === true).length
    if (open.length - fresh.length !== standing) continue
    const cost = fresh.reduce((sum, site) => sum + (problem.candidates[site]?.cost ?? 1), 0)
    const isFree = problem.goal === 'cover-all'
    if (!isFree && (fresh.length > (problem.newSites ?? Infinity) || cost > (problem.budget ?? Infinity))) continue
    sets.push(open)
  }
  return sets
}

/** The least cost of giving each demand as a whole to one open site with room; infinite where nothing fits. */
function cheapestAssignment(problem: SitingProblem, open: readonly number[]): number {
  const reach = problem.floor?.within ?? Infinity
  const left = problem.candidates.map(({ capacity }) => capacity ?? Infinity)
  let best = Infinity
  const give = (row: number, cost: number): void => {
    if (cost >= best) return
    const demand = problem.demands[row]
    if (demand === undefined) {
      best = cost
      return
    }
    const load = demand.load ?? demand.weight
    for (const site of open) {
      const way = far(problem, row, site)
      if ((left[site] ?? 0) < load || way > reach) continue
      left[site] = (left[site] ?? 0) - load
      give(row + 1, cost + demand.weight * way)
      left[site] = (left[site] ?? 0) + load
    }
  }
  give(0, 0)
  return best
}

/** The best value by trying everything, coverage with its sign turned; infinite where the floors cannot be met. */
function bestByTrying(problem: SitingProblem): number {
  const { demands, candidates, floor, within = 0 } = problem
  const reach = (goal: number): number => Math.min(floor?.within ?? Infinity, goal)
  return allowedSets(problem).reduce((least, open) => {
    const ways = demands.map((_, row) => Math.min(Infinity, ...open.map((site) => far(problem, row, site))))
    const groups = new Set(open.map((site) => candidates[site]?.group))
    if (floor?.everyGroup === true && demands.some(({ group }) => !groups.has(group))) return least
    if (ways.some((way) => way > reach(problem.goal === 'cover-all' ? within : Infinity))) return least
    if (ways.includes(Infinity)) return problem.goal === 'coverage' ? Math.min(least, 0) : least
    const cost = open.reduce((sum, site) => {
      const one = candidates[site]
      return one === undefined || one.existing === true ? sum : sum + (one.cost ?? 1)
    }, 0)
    const values: Readonly<Record<Goal, () => number>> = {
      median: () => demands.reduce((sum, { weight }, row) => sum + weight * (ways[row] ?? 0), 0),
      coverage: () => -demands.reduce((sum, { weight }, row) => sum + ((ways[row] ?? 0) <= within ? weight : 0), 0),
      'cover-all': () => cost,
      center: () => Math.max(...ways),
      capacitated: () => cheapestAssignment(problem, open),
    }
    return Math.min(least, values[problem.goal]())
  }, Infinity)
}

/** True when somebody's floor can be met by no candidate, so that the engine waives it and the oracle does not. */
const hasWaiver = (faults: readonly { readonly code: string }[]): boolean =>
  faults.some(({ code }) => code.startsWith('no-candidate') || code.startsWith('group') || code.startsWith('load'))

test.each(['median', 'coverage', 'cover-all', 'center', 'capacitated'] as const)(
  'what is chosen for %s is what trying everything finds, and the bound is never better than that',
  (goal) => {
    let proven = 0
    let compared = 0
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), (seed) => {
        const problem = aSmallProblem(goal, seed)
        const { plan, faults } = solve(problem, 3000)
        if (plan === undefined || hasWaiver(faults)) return
        const best = bestByTrying(problem)
        const sign = goal === 'coverage' ? -1 : 1
        if (best === Infinity) {
          expect(plan.unmet).not.toEqual([])
          return
        }
        compared++
        expect(plan.unmet).toEqual([])
        expect(sign * plan.objective).toBeCloseTo(best, 6)
        if (plan.bound !== null) expect(sign * plan.bound).toBeLessThanOrEqual(best + 1e-6)
        if (plan.optimal) proven++
      }),
      { numRuns: 60, seed: 7 },
    )
    expect(compared).toBeGreaterThan(10)
    expect(proven).toBeGreaterThan(compared * 0.5)
  },
)

const shuffled = (problem: SitingProblem): SitingProblem => {
  const random = seededRandom(99)
  const mix = <T>(items: readonly T[]): readonly T[] =>
    items
      .map((item) => ({ item, key: random.next() }))
      .sort((a, b) => a.key - b.key)
      .map(({ item }) => item)
  return { ...problem, demands: mix(problem.demands), candidates: mix(problem.candidates) }
}

test('the order of the lists changes nothing, and the same seed gives the same plan', () => {
  const county = aCounty({ villages: 60, newSites: 6 })

  const plan = planOf(county, 50)

  expect(planOf(county, 50)).toEqual(plan)
  expect(planOf(shuffled(county), 50)).toEqual(plan)
})

test('twenty new stations of a county come with a bound within half a per cent', () => {
  const plan = planOf(aCounty({ villages: 160, newSites: 20 }), 300)

  expect(plan.newSites).toHaveLength(20)
  expect(plan.gap).toBeLessThan(0.005)
  expect(plan.after.share).toBeGreaterThan(plan.before.share)
  expect(plan.beyond.every(({ way }) => way === null || way > 15)).toBe(true)
})

/** Three villages on a line, 0, 1 and 10 km along it, each also a candidate. */
const aLine = (more: Partial<SitingProblem> = {}): SitingProblem => {
  const places = [
    { id: 'a', x: 0, y: 0 },
    { id: 'b', x: 1000, y: 0 },
    { id: 'c', x: 10_000, y: 0 },
  ]
  return {
    name: 'a line',
    goal: 'median',
    newSites: 1,
    ways: { kind: 'distance', on: 'plane', detour: 1 },
    demands: places.map((place) => ({ ...place, weight: 10 })),
    candidates: places,
    ...more,
  }
}

test('a floor moves the site to where everybody has one near enough', () => {
  const free = planOf(aLine())
  const fair = planOf(aLine({ newSites: 2, floor: { within: 1000 } }))

  expect(free.sites).toEqual(['b'])
  expect(fair.sites).toContain('c')
  expect(fair.unmet).toEqual([])
})

test('a floor that so few sites cannot meet is named with whom it leaves out, and no bound is claimed', () => {
  const plan = planOf(aLine({ floor: { within: 1000 } }))

  expect(plan.unmet).toEqual([{ kind: 'demand', id: 'c' }])
  expect(plan).toMatchObject({ bound: null, optimal: false })
})

test('a demand with no candidate within the floor is named, and the rest is planned with a bound', () => {
  const problem = aLine({ floor: { within: 2000 } })
  const { plan, faults } = solve({ ...problem, candidates: problem.candidates.slice(0, 2) })

  expect(faults).toEqual([{ code: 'no-candidate-within-floor', kind: 'demand', id: 'c' }])
  expect(plan).toMatchObject({ sites: ['b'], optimal: true, unmet: [] })
})

test('existing sites are kept and cost nothing, and the budget holds for the new ones', () => {
  const candidates = aLine().candidates.map((site) => ({ ...site, cost: 5, existing: site.id === 'a' }))
  const rich = planOf({ ...aLine({ candidates, budget: 5 }), newSites: 3 })
  const poor = planOf({ ...aLine({ candidates, budget: 4 }), newSites: 3 })

  expect(rich).toMatchObject({ sites: ['a', 'c'], newSites: ['c'], cost: 5 })
  expect(poor).toMatchObject({ sites: ['a'], newSites: [], cost: 0 })
})

test('who stays beyond the reach and which sites overlap is told', () => {
  const candidates = aLine().candidates.map((site) => ({ ...site, existing: site.id !== 'c' }))
  const plan = planOf(aLine({ candidates, within: 1500, newSites: 0 }))

  expect(plan.beyond).toEqual([{ demand: 'c', site: 'b', way: 9000 }])
  expect(plan.overlaps).toEqual([{ sites: ['a', 'b'], share: 1 }])
  expect(plan.after).toMatchObject({ weight: 20, demands: 2, longestWay: 9000 })
})

test.each([
  [
    'a demand that is there twice',
    { demands: [...aLine().demands, ...aLine().demands.slice(0, 1)] },
    'duplicate-id',
    'a',
  ],
  ['a weight below nothing', { demands: [{ id: 'z', x: 0, y: 0, weight: -1 }, ...aLine().demands] }, 'negative', 'z'],
  [
    'a coordinate that is missing',
    { candidates: [{ id: 'z', x: Number.NaN, y: 0 }, ...aLine().candidates] },
    'not-a-number',
    'z',
  ],
  ['more sites than candidates', { newSites: 4 }, 'more-sites-than-candidates', ''],
  [
    'a load above every capacity',
    {
      goal: 'capacitated',
      demands: [{ id: 'z', x: 0, y: 0, weight: 1, load: 99 }, ...aLine().demands],
      candidates: aLine().candidates.map((site) => ({ ...site, capacity: 40 })),
    },
    'load-above-every-capacity',
    'z',
  ],
  [
    'too little capacity',
    { goal: 'capacitated', candidates: aLine().candidates.map((site) => ({ ...site, capacity: 15 })) },
    'capacity-too-small',
    '',
  ],
  [
    'a group without a candidate',
    { floor: { everyGroup: true }, demands: [{ id: 'z', x: 0, y: 0, weight: 1, group: 'north' }, ...aLine().demands] },
    'group-without-candidate',
    'north',
  ],
] as const satisfies readonly (readonly [string, Partial<SitingProblem>, string, string])[])(
  '%s is named, and the rest is planned',
  (_, more, code, id) => {
    const { plan, faults } = solve(aLine(more))

    expect(faults).toContainEqual(expect.objectContaining({ code, id }))
    expect(plan?.sites.length).toBeGreaterThan(0)
  },
)

test('a matrix with a hole names the demand and takes the hole for no way', () => {
  const rows = [
    [0, Number.NaN, 9],
    [4, 0, 9],
    [9, 9, 0],
  ]
  const { plan, faults } = solve(aLine({ newSites: 2, ways: { kind: 'matrix', rows } }))

  expect(faults).toEqual([{ code: 'matrix-hole', kind: 'demand', id: 'a', value: 1 }])
  expect(plan).toMatchObject({ sites: ['a', 'c'], objective: 40, optimal: true })
})

test('a problem without its number of sites, or with no place at all, is answered by faults alone', () => {
  const { newSites, ...endless } = aLine()

  expect(newSites).toBe(1)
  expect(solve(endless)).toEqual({
    plan: undefined,
    faults: [{ code: 'number-of-sites-missing', kind: 'goal', id: '' }],
  })
  expect(solve(aLine({ candidates: [] })).plan).toBeUndefined()
})
