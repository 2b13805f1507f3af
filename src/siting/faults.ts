import { type Candidate, type Demand, goals, type SitingProblem } from '#siting/problem'
import { isWay } from '#siting/ways'

/** Something in a problem that cannot be planned with, and what was done about it. */
export interface Fault {
  readonly code:
    | 'duplicate-id'
    | 'not-a-number'
    | 'negative'
    | 'place-outside'
    | 'matrix-of-wrong-size'
    | 'matrix-hole'
    | 'no-way-to-any-candidate'
    | 'no-candidate-within-reach'
    | 'no-candidate-within-floor'
    | 'group-without-candidate'
    | 'more-sites-than-candidates'
    | 'load-above-every-capacity'
    | 'capacity-too-small'
    | 'goal-unknown'
    | 'number-of-sites-missing'
    | 'reach-missing'
    | 'nothing-to-plan'
  readonly kind: 'demand' | 'candidate' | 'group' | 'ways' | 'goal'
  readonly id: string
  readonly field?: string
  readonly value?: number
}

export interface Soundness {
  /** The problem without what cannot be planned with; none when nothing is left to plan. */
  readonly problem: SitingProblem | undefined
  readonly faults: readonly Fault[]
}

type Small = Omit<Fault, 'kind' | 'id'>

/** Takes out of a problem what cannot be planned with, naming each thing, so that the rest is planned. */
export function readFaults(problem: SitingProblem): Soundness {
  const faults: Fault[] = [...goalFaults(problem)]
  const isHopeless = faults.length > 0
  const demands = keep(problem.demands, 'demand', (demand) => demandFaults(demand, problem), faults)
  const candidates = keep(problem.candidates, 'candidate', (one) => candidateFaults(one, problem), faults)
  const cut = cutMatrix(problem, demands, candidates, faults)
  const { newSites } = problem
  const open = cut.candidates.filter(({ existing }) => existing !== true).length
  const tooMany = newSites !== undefined && newSites > open
  if (tooMany) {
    faults.push({ code: 'more-sites-than-candidates', kind: 'goal', id: '', field: 'newSites', value: open })
  }
  if (isHopeless) return { problem: undefined, faults }
  if (cut.demands.length === 0 || cut.candidates.length === 0) {
    faults.push({
      code: 'nothing-to-plan',
      kind: 'goal',
      id: '',
      field: cut.demands.length === 0 ? 'demands' : 'candidates',
    })
    return { problem: undefined, faults }
  }
  return { problem: { ...problem, ...cut, ...(tooMany ? { newSites: open } : {}) }, faults }
}

/** What makes the whole problem pointless: no goal that is known, or one without its number. */
function goalFaults({ goal, newSites, budget, within, floor }: SitingProblem): readonly Fault[] {
  const at = { kind: 'goal', id: '' } as const
  const faults: Fault[] = []
  if (!goals.includes(goal)) faults.push({ ...at, code: 'goal-unknown', field: String(goal) })
  if (goal !== 'cover-all' && newSites === undefined && budget === undefined) {
    faults.push({ ...at, code: 'number-of-sites-missing' })
  }
  if ((goal === 'coverage' || goal === 'cover-all') && within === undefined)
    faults.push({ ...at, code: 'reach-missing' })
  const numbers = { newSites, budget, within, 'floor.within': floor?.within }
  for (const small of numberFaults(numbers)) faults.push({ ...at, ...small })
  if (newSites !== undefined && newSites >= 0 && !Number.isInteger(newSites)) {
    faults.push({ ...at, code: 'not-a-number', field: 'newSites', value: newSites })
  }
  return faults
}

function keep<T extends { readonly id: string }>(
  items: readonly T[],
  kind: Fault['kind'],
  faultsOf: (item: T) => readonly Small[],
  faults: Fault[],
): readonly T[] {
  const seen = new Set<string>()
  return items.filter((item) => {
    const found = seen.has(item.id) ? [{ code: 'duplicate-id' as const }] : faultsOf(item)
    seen.add(item.id)
    faults.push(...found.map((fault) => ({ ...fault, kind, id: item.id })))
    return found.length === 0
  })
}

/** Names numbers that are missing or below nothing. */
function numberFaults(numbers: Readonly<Record<string, number | undefined>>): readonly Small[] {
  return Object.entries(numbers).flatMap(([field, value]): readonly Small[] => {
    if (value === undefined) return []
    if (!Number.isFinite(value)) return [{ code: 'not-a-number', field }]
    return value < 0 ? [{ code: 'negative', field, value }] : []
  })
}

function placeFaults(place: { readonly x: number; readonly y: number }, problem: SitingProblem): readonly Small[] {
  const { ways } = problem
  if (ways.kind === 'matrix') return []
  if (!Number.isFinite(place.x)) return [{ code: 'not-a-number', field: 'x' }]
  if (!Number.isFinite(place.y)) return [{ code: 'not-a-number', field: 'y' }]
  if (ways.on === 'earth' && (Math.abs(place.x) > 180 || Math.abs(place.y) > 90)) return [{ code: 'place-outside' }]
  return []
}

function demandFaults(demand: Demand, problem: SitingProblem): readonly Small[] {
  const { weight, load } = demand
  const rooms = problem.candidates.map(({ capacity }) => capacity ?? Infinity)
  const widest = rooms.reduce((most, room) => (room > most ? room : most), 0)
  const heavy = problem.goal === 'capacitated' && (load ?? weight) > widest
  return [
    ...placeFaults(demand, problem),
    ...numberFaults({ weight, load }),
    ...(heavy ? [{ code: 'load-above-every-capacity' as const, value: load ?? weight }] : []),
  ]
}

function candidateFaults(candidate: Candidate, problem: SitingProblem): readonly Small[] {
  const { cost, capacity } = candidate
  return [...placeFaults(candidate, problem), ...numberFaults({ cost, ...(capacity === Infinity ? {} : { capacity }) })]
}

/** Names the holes of a matrix, which then count as no way, and drops the rows and columns of what was dropped. */
function cutMatrix(
  problem: SitingProblem,
  demands: readonly Demand[],
  candidates: readonly Candidate[],
  faults: Fault[],
): Pick<SitingProblem, 'demands' | 'candidates' | 'ways'> {
  const { ways } = problem
  if (ways.kind === 'distance') {
    for (const small of numberFaults({ detour: ways.detour, metresPerMinute: ways.metresPerMinute })) {
      faults.push({ ...small, kind: 'ways', id: '' })
    }
    const speed = ways.metresPerMinute ?? 1
    const isSound = ways.detour >= 0 && speed > 0 && Number.isFinite(ways.detour) && Number.isFinite(speed)
    if (speed === 0) faults.push({ code: 'not-a-number', kind: 'ways', id: '', field: 'metresPerMinute', value: 0 })
    return { demands: isSound ? demands : [], candidates, ways }
  }
  const columnOf = new Map(problem.candidates.map((candidate, index) => [candidate, index]))
  const rowOf = new Map(problem.demands.map((demand, index) => [demand, index]))
  if (ways.rows.length !== problem.demands.length) {
    faults.push({ code: 'matrix-of-wrong-size', kind: 'ways', id: '', value: ways.rows.length })
  }
  const columns = candidates.map((candidate) => columnOf.get(candidate) ?? -1)
  const kept: Demand[] = []
  const rows: (readonly number[])[] = []
  for (const demand of demands) {
    const row = ways.rows[rowOf.get(demand) ?? -1] ?? []
    const cells = columns.map((column) => row[column] ?? Number.NaN)
    const holes = cells.filter((cell) => !isWay(cell) && cell !== Infinity).length
    if (row.length !== problem.candidates.length) {
      faults.push({ code: 'matrix-of-wrong-size', kind: 'demand', id: demand.id, value: row.length })
    } else if (holes > 0) faults.push({ code: 'matrix-hole', kind: 'demand', id: demand.id, value: holes })
    if (cells.some(isWay)) {
      kept.push(demand)
      rows.push(cells)
    } else if (cells.length > 0) faults.push({ code: 'no-way-to-any-candidate', kind: 'demand', id: demand.id })
  }
  return { demands: kept, candidates, ways: { kind: 'matrix', rows } }
}
