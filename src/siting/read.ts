import { field, listOf } from '#siting/formats/json'
import {
  type Candidate,
  type Demand,
  type Floor,
  type Goal,
  goals,
  type SitingProblem,
  type Ways,
} from '#siting/problem'

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const number = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN)

/** The named fields that are there, read. */
function given<K extends string, T>(value: unknown, names: readonly K[], read: (of: unknown) => T): { [key in K]?: T } {
  const found: { [key in K]?: T } = {}
  for (const name of names) {
    const of = field(value, name)
    if (of !== undefined && of !== null) found[name] = read(of)
  }
  return found
}

/**
 * Reads a problem of our own format from unknown JSON. What is not a number becomes none and what is not a text becomes
 * empty, which `readFaults` then names with the id it belongs to; a file without its lists or without a goal throws.
 */
export function readSitingProblem(value: unknown): SitingProblem {
  const goal = field(value, 'goal')
  const floor = field(value, 'floor')
  return {
    name: text(field(value, 'name')),
    goal: readGoal(goal),
    ...given(value, ['newSites', 'budget', 'within'], number),
    ...(floor === undefined || floor === null ? {} : { floor: readFloor(floor) }),
    ways: readWays(field(value, 'ways')),
    demands: listOf(field(value, 'demands'), 'demands').map(readDemand),
    candidates: listOf(field(value, 'candidates'), 'candidates').map(readCandidate),
  }
}

function readGoal(value: unknown): Goal {
  const goal = goals.find((known) => known === value)
  if (goal === undefined) throw new Error(`the field goal should be one of ${goals.join(', ')}`)
  return goal
}

function readFloor(value: unknown): Floor {
  return { ...given(value, ['within'], number), everyGroup: field(value, 'everyGroup') === true }
}

/** Places are written `x` and `y`, or `lon` and `lat`. */
function readPlace(value: unknown): { readonly id: string; readonly x: number; readonly y: number } {
  return {
    id: text(field(value, 'id')),
    x: number(field(value, 'x') ?? field(value, 'lon')),
    y: number(field(value, 'y') ?? field(value, 'lat')),
  }
}

function readDemand(value: unknown): Demand {
  return {
    ...readPlace(value),
    weight: number(field(value, 'weight') ?? 1),
    ...given(value, ['load'], number),
    ...given(value, ['group'], text),
  }
}

function readCandidate(value: unknown): Candidate {
  return {
    ...readPlace(value),
    existing: field(value, 'existing') === true,
    ...given(value, ['cost', 'capacity'], number),
    ...given(value, ['group'], text),
  }
}

function readWays(value: unknown): Ways {
  if (text(field(value, 'kind')) === 'matrix') {
    return { kind: 'matrix', rows: listOf(field(value, 'rows'), 'rows').map((row) => listOf(row, 'rows').map(number)) }
  }
  return {
    kind: 'distance',
    on: text(field(value, 'on')) === 'plane' ? 'plane' : 'earth',
    detour: number(field(value, 'detour') ?? 1),
    ...given(value, ['metresPerMinute', 'radius'], number),
    whole: field(value, 'whole') === true,
  }
}
