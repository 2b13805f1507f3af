import { countyWeights } from '#dispatch/problem'
import type { CostTerms, DayPlan, DispatchDay } from '#contracts/elder-care'
import { type PartKey, partKey } from '#web/features/dispatch/board-rows.ts'

interface Placed {
  readonly visitId: string
  readonly part: number
  readonly carerId: string
  readonly start: number
}

export interface Change {
  readonly kind: 'carer' | 'time' | 'added' | 'dropped'
  readonly visitId: string
  readonly part: number
  readonly before: Placed | undefined
  readonly after: Placed | undefined
}

/** A start that moves by less is the same time to whoever waits, in minutes. */
const sameTime = 5

function placedIn(plan: DayPlan): ReadonlyMap<PartKey, Placed> {
  return new Map(
    plan.routes.flatMap(({ carerId, stops }) =>
      stops.flatMap(({ visitId, part, start }) =>
        visitId === null ? [] : [[partKey(visitId, part), { visitId, part, carerId, start }] as const],
      ),
    ),
  )
}

function kindOf(before: Placed | undefined, after: Placed | undefined): Change['kind'] | undefined {
  if (before === undefined) return after === undefined ? undefined : 'added'
  if (after === undefined) return 'dropped'
  if (before.carerId !== after.carerId) return 'carer'
  return Math.abs(before.start - after.start) > sameTime ? 'time' : undefined
}

/**
 * What publishing the draft would change for carers and elders, by part. What is over or called off is in no draft and
 * is no change.
 */
export function changesOf(day: Pick<DispatchDay, 'visits' | 'draft' | 'published'>): ReadonlyMap<PartKey, Change> {
  const { draft, published } = day
  if (draft === null || published === null) return new Map()
  const open = new Set(
    day.visits
      .filter(
        ({ status, service }) =>
          status === 'due' || status === 'assigned' || (status === 'under-way' && service !== 'meal'),
      )
      .map(({ id }) => id),
  )
  const [before, after] = [placedIn(published), placedIn(draft)]
  const keys = [...new Set([...before.keys(), ...after.keys()])]
  return new Map(
    keys.flatMap((key) => {
      const [was, is] = [before.get(key), after.get(key)]
      const kind = kindOf(was, is)
      const one = is ?? was
      if (kind === undefined || one === undefined || !open.has(one.visitId)) return []
      return [[key, { kind, visitId: one.visitId, part: one.part, before: was, after: is }] as const]
    }),
  )
}

/** How many visits change in each way; a visit by two that changes both counts once. */
export function countChanges(changes: ReadonlyMap<PartKey, Change>): Readonly<Record<Change['kind'], number>> {
  const visits = (kind: Change['kind']): number =>
    new Set([...changes.values()].filter((change) => change.kind === kind).map(({ visitId }) => visitId)).size
  return { carer: visits('carer'), time: visits('time'), added: visits('added'), dropped: visits('dropped') }
}

/** What one term costs a unit of what officers count: a minute, a visit. */
const weights: Readonly<Record<string, number>> = { ...countyWeights }

export interface TermDifference {
  readonly term: string
  /** More than before, in the term's own unit: minutes, visits. */
  readonly of: number
}

/** The terms that differ enough to be told, the weightiest first. */
export function termDifferences(before: CostTerms, after: CostTerms): TermDifference[] {
  return Object.keys({ ...before, ...after })
    .map((term) => ({ term, weighted: (after[term] ?? 0) - (before[term] ?? 0) }))
    .filter(({ weighted }) => Math.abs(weighted) >= 0.5)
    .toSorted((one, other) => Math.abs(other.weighted) - Math.abs(one.weighted))
    .map(({ term, weighted }) => ({ term, of: weighted / (weights[term] ?? 1) }))
}
