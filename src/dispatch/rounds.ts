import type { Meal, Problem } from '#dispatch/problem'

/** Meals that one carer fetches at a canteen together and hands over one after the other. */
export interface MealRound {
  readonly id: string
  readonly canteen: string
  readonly stops: readonly { readonly meal: Meal; readonly after: readonly number[] }[]
  /** When the meals may be fetched, so that all are handed over in their windows and warm. */
  readonly earliest: number
  readonly latest: number
  readonly skills: readonly string[]
  /** From the canteen to the last door, by travel profile. */
  readonly minutes: readonly number[]
}

/** The most meals on a round where the problem names no number. */
const usualMost = 12

/**
 * Ties meals of one canteen to rounds: each round grows by the meal that lengthens it least, as long as all of it stays
 * warm and in its windows by every mode by which its first meal is, and within the number that a carer can carry.
 */
export function makeRounds(
  problem: Problem,
  placeOf: ReadonlyMap<string, number>,
  travel: Float64Array,
  profiles: number,
): readonly MealRound[] {
  const left = new Map(
    (problem.meals ?? [])
      .toSorted((a, b) => a.latest - b.latest || (a.id < b.id ? -1 : 1))
      .map((meal) => [meal.id, meal]),
  )
  const rounds: MealRound[] = []
  const places = placeOf.size
  const way = (profile: number, from: string, to: string): number =>
    travel[(profile * places + (placeOf.get(from) ?? 0)) * places + (placeOf.get(to) ?? 0)] ?? Infinity
  const most = problem.mealsOnRound ?? usualMost
  for (const [, first] of left) {
    left.delete(first.id)
    let round = roundOf([first], profiles, way)
    if (round === undefined) {
      // Too far to arrive warm by any mode: the meal stands alone, and the plan will say so.
      rounds.push({ ...emptyRound(first), minutes: Array.from({ length: profiles }, () => Infinity) })
      continue
    }
    while (round.stops.length < most) {
      const grown = cheapestGrowth(round, [...left.values()], profiles, way)
      if (grown === undefined) break
      round = grown.round
      left.delete(grown.meal)
    }
    rounds.push(round)
  }
  return rounds
}

type Way = (profile: number, from: string, to: string) => number

function emptyRound(meal: Meal): Omit<MealRound, 'minutes'> {
  const { id, canteen, skills = [], earliest, latest } = meal
  return { id: `round-${id}`, canteen, stops: [{ meal, after: [] }], earliest, latest, skills }
}

function cheapestGrowth(
  round: MealRound,
  meals: readonly Meal[],
  profiles: number,
  way: Way,
): { readonly round: MealRound; readonly meal: string } | undefined {
  const own = round.stops.map(({ meal }) => meal)
  let best: { readonly round: MealRound; readonly meal: string; readonly longer: number } | undefined
  for (const meal of meals) {
    if (meal.canteen !== round.canteen) continue
    for (let at = own.length; at >= 0; at--) {
      const tried = roundOf(own.toSpliced(at, 0, meal), profiles, way)
      if (tried === undefined || !losesNoMode(round, tried)) continue
      const quickest = round.minutes.indexOf(Math.min(...round.minutes))
      const longer = (tried.minutes[quickest] ?? 0) - (round.minutes[quickest] ?? 0)
      // What adds more way than a trip of its own there and back is better fetched by itself.
      if (longer > 2 * way(quickest, meal.canteen, meal.place) + meal.minutes) continue
      if (best === undefined || longer < best.longer) best = { round: tried, meal: meal.id, longer }
    }
  }
  return best
}

/**
 * The round over these meals in this order, or undefined when by every mode some meal would be cold or out of its window.
 * By a mode that is too slow it takes forever.
 */
function roundOf(meals: readonly Meal[], profiles: number, way: Way): MealRound | undefined {
  const [first] = meals
  if (first === undefined) return undefined
  const trips = Array.from({ length: profiles }, (_, profile) => tripOf(meals, profile, way))
  const possible = trips.filter((trip) => trip !== undefined)
  const earliest = Math.max(...possible.map((trip) => trip.earliest))
  const latest = Math.min(...possible.map((trip) => trip.latest))
  if (possible.length === 0 || earliest > latest) return undefined
  return {
    id: `round-${first.id}`,
    canteen: first.canteen,
    stops: meals.map((meal, index) => ({ meal, after: trips.map((trip) => trip?.after[index] ?? Infinity) })),
    earliest,
    latest,
    skills: [...new Set(meals.flatMap(({ skills = [] }) => skills))],
    minutes: trips.map((trip) => trip?.minutes ?? Infinity),
  }
}

interface Trip {
  /** Minutes from the canteen to each door. */
  readonly after: readonly number[]
  readonly minutes: number
  readonly earliest: number
  readonly latest: number
}

function tripOf(meals: readonly Meal[], profile: number, way: Way): Trip | undefined {
  const after: number[] = []
  let clock = 0
  let earliest = -Infinity
  let latest = Infinity
  let here = meals[0]?.canteen ?? ''
  for (const meal of meals) {
    clock += way(profile, here, meal.place)
    if (clock > meal.warmFor) return undefined
    after.push(clock)
    earliest = Math.max(earliest, meal.earliest - clock)
    latest = Math.min(latest, meal.latest - clock)
    clock += meal.minutes
    here = meal.place
  }
  return earliest > latest ? undefined : { after, minutes: clock, earliest, latest }
}

/** True when the grown round can be made by every mode that the round before could. */
function losesNoMode(before: MealRound, grown: MealRound): boolean {
  return before.minutes.every(
    (minutes, profile) => minutes === Infinity || (grown.minutes[profile] ?? Infinity) < Infinity,
  )
}
