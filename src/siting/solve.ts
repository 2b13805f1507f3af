import { compile, floorsOf, groupsOf, hasRoom } from '#siting/compile'
import type { Fault } from '#siting/faults'
import type { Limit } from '#siting/limit'
import { type Answer, explain, type SitingPlan } from '#siting/plan'
import type { SitingProblem } from '#siting/problem'
import { solveCenter } from '#siting/solve-center'
import { solveCoverage, solveCoverAll } from '#siting/solve-cover'
import { type Asked, solveCapacitated, solveMedian } from '#siting/solve-median'
import { seededRandom } from '#kernel/random'

export interface SitingOptions {
  readonly seed: number
  readonly limit: Limit
}

export interface Sited {
  /** None when nothing is left to plan; the faults say why. */
  readonly plan: SitingPlan | undefined
  /** What in the problem could not be planned with; the rest is planned. */
  readonly faults: readonly Fault[]
}

/**
 * Chooses sites, and says how far from the best possible they are at most. The same problem, seed and count of rounds
 * give the same plan, in whatever order the problem lists its things.
 */
export function chooseSites(problem: SitingProblem, { seed, limit }: SitingOptions): Sited {
  const { compiled, faults: found } = compile(problem)
  if (compiled === undefined) return { plan: undefined, faults: found }
  const faults: Fault[] = [...found]
  const groups = groupsOf(compiled, faults)
  const floors = floorsOf(compiled, faults)
  if (problem.goal === 'capacitated' && !hasRoom(compiled)) {
    faults.push({ code: 'capacity-too-small', kind: 'goal', id: '' })
  }
  const answer = answerTo({ compiled, groups, floors, random: seededRandom(seed), limit }, faults)
  const waived = new Set(faults.filter(({ code }) => waivers.has(code)).map(({ kind, id }) => `${kind} ${id}`))
  return { plan: explain(compiled, answer, waived), faults }
}

/** Faults that take somebody's floor away, so that it is not asked of the plan. */
const waivers: ReadonlySet<Fault['code']> = new Set([
  'no-candidate-within-reach',
  'no-candidate-within-floor',
  'group-without-candidate',
])

function answerTo(asked: Asked, faults: Fault[]): Answer {
  switch (asked.compiled.problem.goal) {
    case 'median':
      return solveMedian(asked)
    case 'capacitated':
      return solveCapacitated(asked)
    case 'coverage':
      return solveCoverage(asked)
    case 'cover-all':
      return solveCoverAll(asked, faults)
    case 'center':
      return solveCenter(asked)
  }
}
