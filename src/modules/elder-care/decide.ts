import {
  type CarePlanOpening,
  type Difficulty,
  type ElderCareRefusal,
  type VisitFinishing,
  type VisitStatus,
} from '#contracts/elder-care'
import { ageOn, type Day } from '#kernel/day'
import { monthOf } from '#kernel/month'

type Fault = ElderCareRefusal | undefined

/** What is known of the elder and the place when an agreement is made. */
export interface CarePlanFacts {
  readonly today: Day
  readonly birthDay: Day | null
  readonly elderAge: number
  /** The level of the assessment in force; null when nobody has assessed. */
  readonly level: number | null
  readonly levelForCare: number
  readonly difficulties: readonly Difficulty[]
  readonly service: { readonly minutes: number }
}

/** A birth day that nobody knows does not stand in the way: the officer has the person before them. */
export function faultOfAge(birthDay: Day | null, elderAge: number, today: Day): Fault {
  if (birthDay === null) return undefined
  const age = ageOn(birthDay, today)
  return age < elderAge ? { code: 'elder-too-young', age } : undefined
}

/** Who pays must be shown: an assessment of the level that the county sets, or a difficulty that is registered. */
function faultOfGround({ ground, service }: CarePlanOpening, facts: CarePlanFacts): Fault {
  if (ground === 'assessment' && (facts.level === null || facts.level < facts.levelForCare))
    return { code: 'care-plan-ground-missing', ground }
  const isVisit = service === 'check-visit'
  if ((ground === 'special-difficulty' || isVisit) && facts.difficulties.length === 0)
    return { code: 'care-plan-ground-missing', ground: 'special-difficulty' }
  // The monthly visit is the only thing that a difficulty alone entitles to, and nobody pays for one.
  return (ground === 'special-difficulty') === isVisit
    ? undefined
    : { code: 'care-plan-ground-missing', ground: isVisit ? 'special-difficulty' : 'assessment' }
}

/** What is wrong with an agreement; undefined when nothing is. */
export function faultOfCarePlan(opening: CarePlanOpening, facts: CarePlanFacts): Fault {
  const { service, weekdays, monthly, windowFrom, windowUntil, canteenId, firstDay, lastDay } = opening
  const young = faultOfAge(facts.birthDay, facts.elderAge, facts.today)
  if (young !== undefined) return young
  if (weekdays.length > 0 === monthly > 0) return { code: 'care-plan-rhythm' }
  if (lastDay !== null && lastDay < firstDay) return { code: 'care-plan-days-backwards' }
  if (windowUntil - windowFrom < facts.service.minutes)
    return { code: 'care-plan-window-too-short', minutes: facts.service.minutes }
  if (service === 'meal' && canteenId === null) return { code: 'care-plan-needs-canteen' }
  if (service !== 'meal' && canteenId !== null) return { code: 'care-plan-no-canteen' }
  return faultOfGround(opening, facts)
}

/** A visit as far as its steps depend on it. */
export interface VisitState {
  readonly status: VisitStatus
  readonly version: number
  readonly day: Day
  readonly service: string
}

const stepsFrom = {
  start: ['assigned'],
  finish: ['due', 'assigned', 'under-way'],
  miss: ['due', 'assigned', 'under-way'],
  cancel: ['due', 'assigned'],
  correct: ['done'],
} as const satisfies Record<string, readonly VisitStatus[]>
export type VisitStep = keyof typeof stepsFrom

/** A monthly visit may be made on any day of its month, whatever day it was laid on. */
function hasCome({ service, day }: VisitState, today: Day): boolean {
  return service === 'check-visit' ? monthOf(day) <= monthOf(today) : day <= today
}

/** What forbids a step of a visit now. */
export function faultOfStep(visit: VisitState, step: VisitStep, version: number, today: Day): Fault {
  const from: readonly VisitStatus[] = stepsFrom[step]
  if (visit.version !== version) return { code: 'visit-changed-meanwhile' }
  if (!from.includes(visit.status)) return { code: 'visit-not-in-this-state' }
  // What is called off is called off before; nothing else is told of a day that has not come.
  return step !== 'cancel' && !hasCome(visit, today) ? { code: 'visit-not-yet' } : undefined
}

/** The day on which a visit was made that is told of today: of a check visit any day of its month will do. */
export function madeOnOf({ service, day }: VisitState, { madeOn }: VisitFinishing, today: Day): string {
  return madeOn ?? (service === 'check-visit' && monthOf(day) === monthOf(today) ? today : day)
}

/** A proof must be one: a day and times that can be, and a call only where a call is a visit. */
export function faultOfProof(visit: VisitState, proof: VisitFinishing, today: Day): Fault {
  if (proof.leftAt < proof.arrivedAt) return { code: 'visit-times-backwards' }
  const madeOn = madeOnOf(visit, proof, today)
  const fits = visit.service === 'check-visit' ? madeOn.startsWith(monthOf(visit.day)) : madeOn === visit.day
  if (!fits || madeOn > today) return { code: 'visit-made-on-other-day' }
  return proof.way !== 'visit' && visit.service !== 'check-visit' ? { code: 'visit-not-by-phone' } : undefined
}
