import type { Compiled } from '#siting/compile'
import type { Demand } from '#siting/problem'

/** Where one demand goes, and how far it is. */
export interface Served {
  readonly demand: string
  /** None where no open site can be reached or has room. */
  readonly site: string | null
  readonly way: number | null
}

/** How many people have a site within reach. */
export interface Coverage {
  readonly weight: number
  /** Of all people; 1 is everybody. */
  readonly share: number
  readonly demands: number
  /** The mean way of those who can reach a site at all. */
  readonly meanWay: number | null
  readonly longestWay: number | null
}

/** Two sites that serve the same people: the smaller catchment lies by more than half in the other. */
export interface Overlap {
  readonly sites: readonly [string, string]
  /** The people that both reach, of those that the smaller one reaches. */
  readonly share: number
}

export interface SitingPlan {
  readonly name: string
  /** All open sites, existing ones included. */
  readonly sites: readonly string[]
  readonly newSites: readonly string[]
  readonly cost: number
  readonly objective: number
  /** No choice of sites could have an objective better than this; none while nothing is proven. */
  readonly bound: number | null
  /** How far the objective is from the bound, of the bound: at most so far from the best possible. */
  readonly gap: number | null
  readonly optimal: boolean
  readonly served: readonly Served[]
  /** Demands that stay further than `within`, the furthest first; empty when no reach was asked for. */
  readonly beyond: readonly Served[]
  /** The way of each demand, in their order, to the nearest of the sites that stand already. */
  readonly waysBefore: readonly (number | null)[]
  readonly before: Coverage
  readonly after: Coverage
  readonly overlaps: readonly Overlap[]
  /** Demands and groups whose floor is not met with these sites. */
  readonly unmet: readonly { readonly kind: 'demand' | 'group'; readonly id: string }[]
}

/** What is known of an answer before it is explained. */
export interface Answer {
  /** New sites by their places in the problem's list. */
  readonly sites: readonly number[]
  /** The site of each demand where it is not simply the nearest. */
  readonly assigned?: Int32Array
  readonly bound: number | undefined
}

type Way = number | null

/** Says of an answer who goes where, who stays far, what was before, and which sites overlap. */
export function explain(compiled: Compiled, answer: Answer, waived: ReadonlySet<string>): SitingPlan {
  const { problem } = compiled
  const kept = problem.candidates.flatMap(({ existing }, site) => (existing === true ? [site] : []))
  const open = [...kept, ...answer.sites].sort((a, b) => a - b)
  const served = problem.demands.map((demand, row) => serve(compiled, demand, row, open, answer.assigned))
  const ways = served.map(({ way }) => way)
  const waysBefore = problem.demands.map((_, row) => nearest(compiled, row, kept).way)
  const unmet = unmetFloors(compiled, open, ways).filter(({ kind, id }) => !waived.has(`${kind} ${id}`))
  const objective = objectiveOf(compiled, answer.sites, ways)
  const bound = unmet.length > 0 ? undefined : boundOf(problem.goal === 'coverage', objective, answer.bound)
  const gap = bound === undefined ? null : gapOf(objective, bound)
  const name = (site: number): string => problem.candidates[site]?.id ?? ''
  return {
    name: problem.name,
    sites: open.map(name),
    newSites: answer.sites.map(name),
    cost: answer.sites.reduce((sum, site) => sum + (problem.candidates[site]?.cost ?? 1), 0),
    objective,
    bound: bound ?? null,
    gap,
    optimal: gap === 0,
    served,
    beyond: beyondReach(served, problem.within),
    waysBefore,
    before: coverageOf(compiled, waysBefore),
    after: coverageOf(compiled, ways),
    overlaps: overlapsOf(compiled, open),
    unmet,
  }
}

/** A bound never beyond the objective itself: what is nearer than a billionth is the objective. */
function boundOf(isGreat: boolean, objective: number, bound: number | undefined): number | undefined {
  if (bound === undefined || !Number.isFinite(bound)) return undefined
  const isThere = Math.abs(objective - bound) <= 1e-8 * Math.max(1, Math.abs(objective))
  if (isThere) return objective
  return isGreat ? Math.max(objective, bound) : Math.min(objective, bound)
}

function gapOf(objective: number, bound: number): number {
  if (objective === bound) return 0
  return Math.abs(objective - bound) / Math.max(1e-9, Math.abs(bound))
}

function nearest(
  { way }: Compiled,
  row: number,
  open: readonly number[],
): { readonly site: number; readonly way: Way } {
  let site = -1
  let least = Infinity
  for (const one of open) {
    const far = way(row, one)
    if (far < least) {
      least = far
      site = one
    }
  }
  return { site, way: site < 0 ? null : least }
}

function serve(
  compiled: Compiled,
  demand: Demand,
  row: number,
  open: readonly number[],
  assigned: Int32Array | undefined,
): Served {
  if (assigned === undefined) {
    const { site, way } = nearest(compiled, row, open)
    return { demand: demand.id, site: compiled.problem.candidates[site]?.id ?? null, way }
  }
  const site = assigned[row] ?? -1
  const way = site < 0 ? Infinity : compiled.way(row, site)
  const has = way !== Infinity
  return {
    demand: demand.id,
    site: has ? (compiled.problem.candidates[site]?.id ?? null) : null,
    way: has ? way : null,
  }
}

function objectiveOf({ problem }: Compiled, sites: readonly number[], ways: readonly Way[]): number {
  const { demands, goal, within = Infinity } = problem
  switch (goal) {
    case 'coverage':
      return demands.reduce((sum, { weight }, row) => (reaches(ways[row], within) ? sum + weight : sum), 0)
    case 'cover-all':
      return sites.reduce((sum, site) => sum + (problem.candidates[site]?.cost ?? 1), 0)
    case 'center':
      return ways.reduce<number>((most, way) => Math.max(most, way ?? 0), 0)
    case 'median':
    case 'capacitated':
      return demands.reduce((sum, { weight }, row) => sum + weight * (ways[row] ?? 0), 0)
  }
}

const reaches = (way: Way | undefined, within: number): boolean => way !== undefined && way !== null && way <= within

function beyondReach(served: readonly Served[], within: number | undefined): readonly Served[] {
  if (within === undefined) return []
  const far = (way: Way): number => way ?? Infinity
  return served
    .filter(({ way }) => !reaches(way, within))
    .sort((a, b) => (far(a.way) === far(b.way) ? 0 : far(b.way) - far(a.way)))
}

function coverageOf({ problem }: Compiled, ways: readonly Way[]): Coverage {
  const { demands, within = Infinity } = problem
  let weight = 0
  let all = 0
  let count = 0
  let walked = 0
  let walkers = 0
  let longest: Way = null
  demands.forEach((demand, row) => {
    const way = ways[row] ?? null
    all += demand.weight
    if (reaches(way, within)) {
      weight += demand.weight
      count++
    }
    if (way === null) return
    walked += way * demand.weight
    walkers += demand.weight
    longest = longest === null || way > longest ? way : longest
  })
  return {
    weight,
    share: all > 0 ? weight / all : 1,
    demands: count,
    meanWay: walkers > 0 ? walked / walkers : null,
    longestWay: longest,
  }
}

/** Pairs of sites of which the smaller reaches for more than half the same people as the other. */
function overlapsOf({ problem, way }: Compiled, open: readonly number[]): readonly Overlap[] {
  const { within, demands, candidates } = problem
  if (within === undefined) return []
  const reached = open.map((site) => new Set(demands.flatMap((_, row) => (way(row, site) <= within ? [row] : []))))
  const weigh = (rows: Iterable<number>): number => [...rows].reduce((sum, row) => sum + (demands[row]?.weight ?? 0), 0)
  const weights = reached.map(weigh)
  return open
    .flatMap((a, first) =>
      open.slice(first + 1).flatMap((b, later): readonly Overlap[] => {
        const second = first + 1 + later
        const other = reached[second] ?? new Set()
        const least = Math.min(weights[first] ?? 0, weights[second] ?? 0)
        const both = weigh([...(reached[first] ?? [])].filter((row) => other.has(row)))
        if (least === 0 || both * 2 <= least) return []
        return [{ sites: [candidates[a]?.id ?? '', candidates[b]?.id ?? ''], share: both / least }]
      }),
    )
    .sort((a, b) => b.share - a.share)
}

function unmetFloors({ problem, way }: Compiled, open: readonly number[], ways: readonly Way[]): SitingPlan['unmet'] {
  const { demands, candidates, floor, goal, within } = problem
  const reach = floor?.within ?? Infinity
  const near = (row: number): boolean => {
    if (goal === 'capacitated') return reaches(ways[row], reach)
    return open.some((site) => way(row, site) <= reach)
  }
  const mustReach = goal === 'cover-all' ? Math.min(reach, within ?? Infinity) : reach
  const far = demands.filter(
    (_, row) =>
      (floor?.within !== undefined && !near(row)) ||
      (goal === 'cover-all' && !open.some((site) => way(row, site) <= mustReach)) ||
      (goal === 'capacitated' && ways[row] === null) ||
      ((goal === 'median' || goal === 'center') && ways[row] === null),
  )
  const groups = new Set(floor?.everyGroup === true ? demands.flatMap(({ group }) => group ?? []) : [])
  for (const site of open) groups.delete(candidates[site]?.group ?? '')
  return [
    ...far.map(({ id }) => ({ kind: 'demand' as const, id })),
    ...[...groups].sort().map((id) => ({ kind: 'group' as const, id })),
  ]
}
