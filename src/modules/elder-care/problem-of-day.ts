import { type Service, type VisitStatus, skillOf } from '#contracts/elder-care'
import type { Mode } from '#contracts/facility'
import { type Carer, countyWeights, type Meal, type Place, type Problem, type Visit } from '#dispatch'

/** Degrees on the earth. */
export interface Point {
  readonly longitude: number
  readonly latitude: number
}

/** A visit of the day as the dispatcher needs it. Minutes are after midnight. */
export interface DayVisit {
  readonly id: string
  readonly service: Service
  readonly householdId: string
  /** The house, else the village; null when neither is on the map. */
  readonly point: Point | null
  readonly windowFrom: number
  readonly windowUntil: number
  readonly minutes: number
  readonly carersNeeded: number
  readonly status: VisitStatus
  readonly usualCarerId: string | null
  readonly refusedCarerIds: readonly string[]
  readonly canteen: (Point & { readonly id: string }) | null
  readonly arrivedAt: number | null
  /** Who is published to come, in the order of the parts. */
  readonly assigned: readonly string[]
}

export interface DayCarer extends Point {
  readonly id: string
  readonly skills: readonly string[]
  readonly from: number
  readonly until: number
  readonly mode: Mode
  readonly mostMinutes: number | null
  readonly mealCapacity: number
  readonly absentFrom: number | null
}

/** What the county's standards say of ways and meals. */
export interface DayStandards {
  readonly metresPerMinute: Readonly<Record<Mode, number>>
  readonly detour: number
  readonly warmMinutes: number
  readonly mealsOnRound: number
}

export interface DayQuestion {
  readonly day: string
  readonly visits: readonly DayVisit[]
  readonly carers: readonly DayCarer[]
  readonly standards: DayStandards
  /** Nothing that is not under way begins before this minute. */
  readonly now: number | null
}

const homeOf = (householdId: string): string => `home:${householdId}`
const baseOf = (carerId: string): string => `base:${carerId}`
const canteenOf = (facilityId: string): string => `canteen:${facilityId}`

const open: readonly VisitStatus[] = ['due', 'assigned', 'under-way']

/**
 * One day of a county as a problem of the engine. What is done, missed or called off is not in it; what is under way is
 * locked to whoever began it. Of visits without a point the ids come back: they are in no plan, and that has to be said.
 */
export function problemOfDay(question: DayQuestion): {
  readonly problem: Problem
  readonly placeless: readonly string[]
} {
  const { day, standards, now } = question
  const wanted = question.visits.filter(({ status }) => open.includes(status))
  const placed = wanted.filter(({ point }) => point !== null)
  const carers = question.carers.flatMap((carer) => carerOf(carer, placed))
  const places = new Map<string, Place>()
  const put = (id: string, { longitude, latitude }: Point): void => {
    places.set(id, { id, x: longitude, y: latitude })
  }
  for (const carer of question.carers) put(baseOf(carer.id), carer)
  for (const { householdId, point, canteen } of placed) {
    if (point !== null) put(homeOf(householdId), point)
    if (canteen !== null) put(canteenOf(canteen.id), canteen)
  }
  const pace = (mode: Mode) => ({ metresPerMinute: standards.metresPerMinute[mode], detour: standards.detour })
  const problem: Problem = {
    name: day,
    places: [...places.values()],
    travel: {
      kind: 'distance',
      on: 'earth',
      modes: { foot: pace('foot'), 'e-bike': pace('e-bike'), car: pace('car') },
    },
    carers,
    visits: placed.filter(({ canteen }) => canteen === null).map(visitOf),
    meals: placed.flatMap((visit) => mealOf(visit, standards)),
    mealsOnRound: standards.mealsOnRound,
    weights: countyWeights,
    ...(now === null ? {} : { now }),
  }
  return { problem, placeless: wanted.filter(({ point }) => point === null).map(({ id }) => id) }
}

/**
 * The shift ends when she falls ill, without overtime; whoever is absent all day is not there. What she has begun she
 * still ends, and goes home from there.
 */
function carerOf(carer: DayCarer, visits: readonly DayVisit[]): Carer[] {
  const isIll = carer.absentFrom !== null && carer.absentFrom < carer.until
  const begun = visits
    .filter(({ status, assigned }) => status === 'under-way' && assigned.includes(carer.id))
    .map((visit) => ({ over: (visit.arrivedAt ?? visit.windowFrom) + visit.minutes, home: homeOf(visit.householdId) }))
  const last = begun.toSorted((a, b) => a.over - b.over).at(-1)
  const until = Math.max(Math.min(carer.until, carer.absentFrom ?? carer.until), last?.over ?? 0)
  if (until <= carer.from) return []
  return [
    {
      id: carer.id,
      skills: carer.skills,
      from: carer.from,
      until,
      start: baseOf(carer.id),
      end: isIll && last !== undefined ? last.home : baseOf(carer.id),
      mode: carer.mode,
      ...(carer.mostMinutes === null ? {} : { maxWork: carer.mostMinutes }),
      ...(carer.mealCapacity > 0 ? { capacity: carer.mealCapacity } : {}),
    },
  ]
}

function visitOf(visit: DayVisit): Visit {
  const parts = Array.from({ length: Math.min(2, visit.carersNeeded) }, () => ({
    skills: [skillOf[visit.service]],
    minutes: visit.minutes,
  }))
  return {
    id: visit.id,
    place: homeOf(visit.householdId),
    parts,
    ...(parts.length === 2 ? { pairing: { kind: 'simultaneous' } } : {}),
    earliest: visit.windowFrom,
    latest: visit.windowUntil - visit.minutes,
    ...(visit.usualCarerId === null ? {} : { usual: visit.usualCarerId }),
    refused: visit.refusedCarerIds,
    ...(visit.status === 'under-way' ? { locked: visit.assigned, startedAt: visit.arrivedAt ?? visit.windowFrom } : {}),
  }
}

/** A meal that is under way is at the door already and needs nobody any more. */
function mealOf(visit: DayVisit, { warmMinutes }: DayStandards): Meal[] {
  const { canteen } = visit
  if (canteen === null || visit.status === 'under-way') return []
  return [
    {
      id: visit.id,
      canteen: canteenOf(canteen.id),
      place: homeOf(visit.householdId),
      earliest: visit.windowFrom,
      latest: visit.windowUntil,
      warmFor: warmMinutes,
      minutes: visit.minutes,
      skills: [skillOf.meal],
    },
  ]
}
