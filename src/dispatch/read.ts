import { field, listOf } from '#dispatch/formats/json'
import {
  type Break,
  type Carer,
  countyWeights,
  type Meal,
  type Pairing,
  type Part,
  type Problem,
  type Travel,
  type Visit,
  type Weights,
  weightNames,
} from '#dispatch/problem'
import type { StatedPlan } from '#dispatch/check/answer'

/**
 * Reads a problem of our own format from unknown JSON. What is not a number becomes none and what is not a text becomes
 * empty, which `readFaults` then names with the id it belongs to; only a file without the lists themselves throws.
 */
export function readProblem(value: unknown): Problem {
  const now = field(value, 'now')
  const most = field(value, 'mealsOnRound')
  return {
    name: text(field(value, 'name')),
    places: listOf(field(value, 'places'), 'places').map((place) => ({
      id: text(field(place, 'id')),
      x: number(field(place, 'x') ?? 0),
      y: number(field(place, 'y') ?? 0),
    })),
    travel: readTravel(field(value, 'travel')),
    carers: listOf(field(value, 'carers'), 'carers').map(readCarer),
    visits: listOf(field(value, 'visits'), 'visits').map(readVisit),
    meals: listOf(field(value, 'meals') ?? [], 'meals').map(readMeal),
    weights: readWeights(field(value, 'weights') ?? {}),
    fleetFirst: field(value, 'fleetFirst') === true,
    ...(most === undefined ? {} : { mealsOnRound: number(most) }),
    ...(now === undefined ? {} : { now: number(now) }),
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const number = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN)
const texts = (value: unknown, name: string): readonly string[] => listOf(value ?? [], name).map(text)

/** The named fields that are there, read. */
function given<K extends string, T>(value: unknown, names: readonly K[], read: (of: unknown) => T): { [key in K]?: T } {
  const found: { [key in K]?: T } = {}
  for (const name of names) {
    const of = field(value, name)
    if (of !== undefined && of !== null) found[name] = read(of)
  }
  return found
}

function readCarer(value: unknown): Carer {
  return {
    id: text(field(value, 'id')),
    skills: texts(field(value, 'skills'), 'skills'),
    from: number(field(value, 'from')),
    until: number(field(value, 'until')),
    start: text(field(value, 'start')),
    end: text(field(value, 'end') ?? field(value, 'start')),
    mode: text(field(value, 'mode')),
    breaks: listOf(field(value, 'breaks') ?? [], 'breaks').map(readBreak),
    ...given(value, ['overtimeUntil', 'costPerMinute', 'fixedCost', 'maxWork', 'capacity'], number),
  }
}

function readBreak(value: unknown): Break {
  return {
    minutes: number(field(value, 'minutes')),
    earliest: number(field(value, 'earliest')),
    latest: number(field(value, 'latest')),
    ...given(value, ['place'], text),
  }
}

function readPart(value: unknown): Part {
  return { skills: texts(field(value, 'skills'), 'skills'), minutes: number(field(value, 'minutes')) }
}

function readPairing(value: unknown): Pairing {
  if (text(field(value, 'kind')) !== 'sequence') return { kind: 'simultaneous' }
  return { kind: 'sequence', least: number(field(value, 'least')), most: number(field(value, 'most')) }
}

function readVisit(value: unknown): Visit {
  const endless = field(value, 'latestAtAll') === null
  return {
    id: text(field(value, 'id')),
    place: text(field(value, 'place')),
    parts: listOf(field(value, 'parts') ?? [], 'parts').map(readPart),
    earliest: number(field(value, 'earliest')),
    latest: number(field(value, 'latest')),
    ...given(value, ['latestAtAll', 'priority', 'load', 'startedAt'], number),
    ...(endless ? { latestAtAll: null } : {}),
    ...given(value, ['usual'], text),
    ...given(value, ['preferred', 'refused', 'locked'], (list) => texts(list, 'carers of a visit')),
    ...given(value, ['pairing'], readPairing),
  }
}

function readMeal(value: unknown): Meal {
  return {
    id: text(field(value, 'id')),
    canteen: text(field(value, 'canteen')),
    place: text(field(value, 'place')),
    earliest: number(field(value, 'earliest')),
    latest: number(field(value, 'latest')),
    warmFor: number(field(value, 'warmFor')),
    minutes: number(field(value, 'minutes')),
    skills: texts(field(value, 'skills'), 'skills'),
    ...given(value, ['priority'], number),
  }
}

function readTravel(value: unknown): Travel {
  if (text(field(value, 'kind')) === 'matrix') {
    const modes = Object.entries(objectOf(field(value, 'minutes'))).map(([mode, rows]) => [
      mode,
      listOf(rows, 'minutes').map((row) => listOf(row, 'minutes').map(number)),
    ])
    return { kind: 'matrix', minutes: Object.fromEntries(modes) }
  }
  const modes = Object.entries(objectOf(field(value, 'modes'))).map(([mode, way]) => [
    mode,
    { metresPerMinute: number(field(way, 'metresPerMinute')), detour: number(field(way, 'detour') ?? 1) },
  ])
  return {
    kind: 'distance',
    on: text(field(value, 'on')) === 'plane' ? 'plane' : 'earth',
    modes: Object.fromEntries(modes),
  }
}

function objectOf(value: unknown): object {
  if (typeof value !== 'object' || value === null) throw new Error('the field travel should describe each mode')
  return value
}

function readWeights(value: unknown): Weights {
  return { ...countyWeights, ...given(value, weightNames, number) }
}

/** Reads a plan as the checker wants it: who goes where and when. Throws on a file that is none. */
export function readStatedPlan(value: unknown): StatedPlan {
  return {
    total: number(field(value, 'total')),
    routes: listOf(field(value, 'routes'), 'routes').map((route) => ({
      carer: text(field(route, 'carer')),
      stops: listOf(field(route, 'stops'), 'stops').map((stop) => ({
        kind: text(field(stop, 'kind')),
        id: text(field(stop, 'id')),
        part: number(field(stop, 'part')),
        place: text(field(stop, 'place')),
        start: number(field(stop, 'start')),
      })),
    })),
    unserved: listOf(field(value, 'unserved') ?? [], 'unserved').map((one) => ({ id: text(field(one, 'id')) })),
  }
}
