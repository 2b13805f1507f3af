import {
  type Carer,
  countyWeights,
  type Meal,
  type Place,
  type Problem,
  type Travel,
  type Visit,
  weightNames,
} from '#dispatch/problem'

/** Something in a problem that cannot be planned with, and what was done about it. */
export interface Fault {
  readonly code:
    | 'duplicate-id'
    | 'unknown-place'
    | 'unknown-mode'
    | 'place-outside'
    | 'negative-time'
    | 'not-a-number'
    | 'window-ends-before-it-begins'
    | 'shift-ends-before-it-begins'
    | 'visit-longer-than-any-shift'
    | 'no-parts'
    | 'too-many-parts'
    | 'pairing-cannot-be'
    | 'matrix-of-wrong-size'
    | 'matrix-hole'
    | 'started-without-carer'
  readonly kind: 'place' | 'carer' | 'visit' | 'meal' | 'travel' | 'weights'
  readonly id: string
  readonly field?: string
  readonly value?: number
}

export interface Soundness {
  /** The problem without what cannot be planned with. */
  readonly problem: Problem
  readonly faults: readonly Fault[]
}

/** Takes out of a problem what cannot be planned with, naming each thing, so that the rest is planned. */
export function readFaults(problem: Problem): Soundness {
  const faults: Fault[] = []
  const keep = <T extends { readonly id: string }>(
    items: readonly T[],
    kind: Fault['kind'],
    faultsOf: (item: T) => readonly Omit<Fault, 'kind' | 'id'>[],
  ): readonly T[] => {
    const seen = new Set<string>()
    return items.filter((item) => {
      const found = seen.has(item.id) ? [{ code: 'duplicate-id' as const }] : faultsOf(item)
      seen.add(item.id)
      faults.push(...found.map((fault) => ({ ...fault, kind, id: item.id })))
      return found.length === 0
    })
  }
  const holes = travelFaults(problem.travel, problem.places)
  faults.push(...holes.faults)
  const places =
    problem.places.length === 0 ? [] : keep(problem.places, 'place', (place) => placeFaults(place, problem.travel))
  const known = new Set(places.map(({ id }) => id).filter((id) => !holes.cut.has(id)))
  const carers = keep(problem.carers, 'carer', (carer) => carerFaults(carer, known, problem.travel))
  const longest = Math.max(0, ...carers.map((carer) => (carer.overtimeUntil ?? carer.until) - carer.from))
  const visits = keep(problem.visits, 'visit', (visit) =>
    visitFaults(visit, known, carers.length > 0 ? longest : Infinity),
  )
  const taken = new Set(visits.map(({ id }) => id))
  const meals = keep(problem.meals ?? [], 'meal', (meal) =>
    taken.has(meal.id) ? [{ code: 'duplicate-id' as const }] : mealFaults(meal, known),
  )
  const weights = { ...problem.weights }
  for (const name of weightNames) {
    if (weights[name] >= 0) continue
    faults.push({ code: 'negative-time', kind: 'weights', id: '', field: name, value: weights[name] })
    weights[name] = countyWeights[name]
  }
  // Places stay as they are where ways are a matrix: rows and columns are theirs by position.
  const ground = problem.travel.kind === 'matrix' ? keepFirst(problem, places) : { places, travel: problem.travel }
  return { problem: { ...problem, ...ground, carers, visits, meals, weights }, faults }
}

/** Drops the rows and columns of places that were dropped. */
function keepFirst(problem: Problem, places: readonly Place[]): Pick<Problem, 'places' | 'travel'> {
  const { travel } = problem
  if (travel.kind !== 'matrix' || places.length === problem.places.length) return { places, travel }
  const at = places.map((place) => problem.places.indexOf(place))
  const cut = (rows: readonly (readonly number[])[]): readonly (readonly number[])[] =>
    at.map((from) => at.map((to) => rows[from]?.[to] ?? Number.NaN))
  const minutes = Object.fromEntries(Object.entries(travel.minutes).map(([mode, rows]) => [mode, cut(rows)]))
  return { places, travel: { kind: 'matrix', minutes } }
}

type Small = Omit<Fault, 'kind' | 'id'>

/** Names numbers that are missing or below nothing. */
function timeFaults(
  times: Readonly<Record<string, number | undefined>>,
  mayBeEndless: readonly string[] = [],
): readonly Small[] {
  return Object.entries(times).flatMap(([field, value]): readonly Small[] => {
    if (value === undefined || (value === Infinity && mayBeEndless.includes(field))) return []
    if (typeof value !== 'number' || !Number.isFinite(value)) return [{ code: 'not-a-number', field }]
    return value < 0 ? [{ code: 'negative-time', field, value }] : []
  })
}

function placeFaults(place: Place, travel: Travel): readonly Small[] {
  if (travel.kind === 'matrix') return []
  if (!Number.isFinite(place.x)) return [{ code: 'not-a-number', field: 'x' }]
  if (!Number.isFinite(place.y)) return [{ code: 'not-a-number', field: 'y' }]
  if (travel.on === 'earth' && (Math.abs(place.x) > 180 || Math.abs(place.y) > 90)) return [{ code: 'place-outside' }]
  return []
}

function placesKnown(places: Readonly<Record<string, string>>, known: ReadonlySet<string>): readonly Small[] {
  return Object.entries(places).flatMap(([field, id]) =>
    known.has(id) ? [] : [{ code: 'unknown-place' as const, field }],
  )
}

function carerFaults(carer: Carer, known: ReadonlySet<string>, travel: Travel): readonly Small[] {
  const { from, until, overtimeUntil, maxWork, capacity, costPerMinute, fixedCost, breaks = [] } = carer
  const mode: readonly Small[] = canTravel(travel, carer.mode) ? [] : [{ code: 'unknown-mode', field: carer.mode }]
  const shift: readonly Small[] =
    until < from || (overtimeUntil ?? until) < until ? [{ code: 'shift-ends-before-it-begins' }] : []
  const pauses = breaks.flatMap((pause) => [
    ...timeFaults({
      'breaks.minutes': pause.minutes,
      'breaks.earliest': pause.earliest,
      'breaks.latest': pause.latest,
    }),
    ...(pause.latest < pause.earliest ? [{ code: 'window-ends-before-it-begins' as const, field: 'breaks' }] : []),
    ...(pause.place === undefined ? [] : placesKnown({ 'breaks.place': pause.place }, known)),
  ])
  const numbers = { from, until, overtimeUntil, maxWork, capacity, costPerMinute, fixedCost }
  return [
    ...timeFaults(numbers, ['until', 'overtimeUntil', 'maxWork', 'capacity']),
    ...shift,
    ...mode,
    ...placesKnown({ start: carer.start, end: carer.end }, known),
    ...pauses,
  ]
}

function canTravel(travel: Travel, mode: string): boolean {
  if (travel.kind === 'matrix') return Object.hasOwn(travel.minutes, mode)
  const way = travel.modes[mode]
  return way !== undefined && way.metresPerMinute > 0 && way.detour >= 0
}

function visitFaults(visit: Visit, known: ReadonlySet<string>, longestShift: number): readonly Small[] {
  const { parts, pairing, earliest, latest, latestAtAll, priority, load, startedAt } = visit
  const found: Small[] = [
    ...timeFaults({ earliest, latest, latestAtAll: latestAtAll ?? undefined, priority, load, startedAt }, [
      'latest',
      'latestAtAll',
    ]),
    ...parts.flatMap((part) => timeFaults({ 'parts.minutes': part.minutes })),
    ...placesKnown({ place: visit.place }, known),
  ]
  if (parts.length === 0) found.push({ code: 'no-parts' })
  if (parts.length > 2) found.push({ code: 'too-many-parts', value: parts.length })
  if (latest < earliest || (typeof latestAtAll === 'number' && latestAtAll < latest)) {
    found.push({ code: 'window-ends-before-it-begins', field: 'latest' })
  }
  const long = parts.find(({ minutes }) => minutes > longestShift)
  if (long !== undefined) found.push({ code: 'visit-longer-than-any-shift', value: long.minutes })
  if (pairing?.kind === 'sequence') {
    found.push(...timeFaults({ 'pairing.least': pairing.least, 'pairing.most': pairing.most }, ['pairing.most']))
    if (pairing.most < pairing.least) found.push({ code: 'pairing-cannot-be' })
  }
  if (startedAt !== undefined && visit.locked === undefined) found.push({ code: 'started-without-carer' })
  return found
}

function mealFaults(meal: Meal, known: ReadonlySet<string>): readonly Small[] {
  const { earliest, latest, warmFor, minutes, priority } = meal
  const window: readonly Small[] = latest < earliest ? [{ code: 'window-ends-before-it-begins', field: 'latest' }] : []
  return [
    ...timeFaults({ earliest, latest, warmFor, minutes, priority }),
    ...window,
    ...placesKnown({ place: meal.place, canteen: meal.canteen }, known),
  ]
}

/** Holes in a matrix: a place with a hole to or from most others is cut off, and so is each place of a single hole. */
function travelFaults(
  travel: Travel,
  places: readonly Place[],
): { readonly faults: readonly Fault[]; readonly cut: ReadonlySet<string> } {
  const faults: Fault[] = []
  const cut = new Set<string>()
  if (travel.kind === 'distance') {
    for (const [mode, { metresPerMinute, detour }] of Object.entries(travel.modes)) {
      if (!(metresPerMinute > 0))
        faults.push({ code: 'negative-time', kind: 'travel', id: mode, field: 'metresPerMinute' })
      if (!(detour >= 0)) faults.push({ code: 'negative-time', kind: 'travel', id: mode, field: 'detour' })
    }
    return { faults, cut }
  }
  for (const [mode, rows] of Object.entries(travel.minutes)) {
    if (rows.length !== places.length || rows.some((row) => row.length !== places.length)) {
      faults.push({ code: 'matrix-of-wrong-size', kind: 'travel', id: mode, value: rows.length })
    }
    const holes = places.map((place, from) => ({
      id: place.id,
      count: places.filter((_, to) => !isWay(rows[from]?.[to]) || !isWay(rows[to]?.[from])).length,
    }))
    // The place with the most holes is cut off first: what it takes along no longer counts for the others.
    for (let left = holes.filter(({ count }) => count > 0); left.length > 0; ) {
      const worst = left.reduce((a, b) => (b.count > a.count ? b : a))
      const at = places.findIndex(({ id }) => id === worst.id)
      cut.add(worst.id)
      faults.push({ code: 'matrix-hole', kind: 'travel', id: worst.id, field: mode, value: worst.count })
      left = left
        .filter(({ id }) => id !== worst.id)
        .map(({ id, count }) => {
          const other = places.findIndex((place) => place.id === id)
          const hole = !isWay(rows[at]?.[other]) || !isWay(rows[other]?.[at])
          return { id, count: hole ? count - 1 : count }
        })
        .filter(({ count }) => count > 0)
    }
  }
  return { faults, cut }
}

function isWay(minutes: number | undefined): boolean {
  return typeof minutes === 'number' && minutes >= 0 && Number.isFinite(minutes)
}
