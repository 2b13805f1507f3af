import type { Colour } from '#contracts/assistance'
import { addDays, addMonths, type Day } from '#kernel/day'
import { type Deadline, deadlineAfter, isWorkingDay, type WorkCalendar } from '#kernel/working-days'
import type { CaseState, RoundState } from './model.ts'
import { type Limit, procedureOf, reviewLimit, type StandardKey, type Standards } from './procedure.ts'

/** A running time of a case: the day it is due and how it was counted. */
export interface Clock {
  readonly standard: StandardKey
  readonly dueOn: Day
  /** From this day on the clock shows yellow, then orange; after the due day it is red. */
  readonly yellowOn: Day
  readonly orangeOn: Day
  readonly provisional: boolean
  /** Null for a time in months or days, which needs no working days. */
  readonly arithmetic: Deadline | null
  readonly pausedWorkingDays: number
}

/** The first day from which at most so many working days are left until the due day. */
function remaining(calendar: WorkCalendar, dueOn: Day, workingDays: number): Day {
  let at = dueOn
  for (let left = 0; left < workingDays; at = addDays(at, -1)) {
    if (isWorkingDay(calendar, at)) left++
  }
  return at
}

/** Undefined when the event lies before the first known year of the calendar. */
function clockOf(
  limit: Limit,
  of: { readonly from: Day; readonly pausedWorkingDays: number },
  standards: Standards,
  calendar: WorkCalendar,
): Clock | undefined {
  const amount = standards[limit.standard]
  const { pausedWorkingDays, from } = of
  const frame = (dueOn: Day): Pick<Clock, 'dueOn' | 'yellowOn' | 'orangeOn'> => ({
    dueOn,
    yellowOn: remaining(calendar, dueOn, standards.yellow),
    orangeOn: remaining(calendar, dueOn, standards.orange),
  })
  if (limit.unit !== 'working-days') {
    return {
      standard: limit.standard,
      ...frame(limit.unit === 'months' ? addMonths(from, amount) : addDays(from, amount)),
      provisional: false,
      arithmetic: null,
      pausedWorkingDays,
    }
  }
  const found = deadlineAfter(calendar, from, amount + pausedWorkingDays)
  if (!found.ok) return undefined
  return {
    standard: limit.standard,
    ...frame(found.deadline.dueOn),
    provisional: found.deadline.provisional,
    arithmetic: found.deadline,
    pausedWorkingDays,
  }
}

/** The time of the whole round: longer on a special ground, shorter where the township decides. */
export function totalClock(state: CaseState, standards: Standards, calendar: WorkCalendar): Clock | undefined {
  const { round } = state
  if (round?.acceptedOn == null || round.decided !== null) return undefined
  const procedure = procedureOf(state.programme, round.round)
  const limit = round.special
    ? (procedure.totalSpecial ?? procedure.total)
    : round.delegated
      ? (procedure.totalDelegated ?? procedure.total)
      : procedure.total
  if (limit === null) return undefined
  const from = round.death?.on ?? round.acceptedOn
  return clockOf(limit, { from, pausedWorkingDays: round.pausedWorkingDays }, standards, calendar)
}

/** The time of the present step: an opinion counts from the acceptance, every other step from its own beginning. */
export function stepClock(state: CaseState, standards: Standards, calendar: WorkCalendar): Clock | undefined {
  const { round, step } = state
  if (step === 'review') {
    return clockOf(reviewLimit, { from: state.stepSince, pausedWorkingDays: 0 }, standards, calendar)
  }
  if (round === null) return undefined
  const limit = procedureOf(state.programme, round.round).limits[step]
  if (limit === undefined) return undefined
  const from = beginOf(state, round)
  const pausedWorkingDays = step === 'opinion' ? round.pausedWorkingDays : state.stepPaused
  return clockOf(limit, { from, pausedWorkingDays }, standards, calendar)
}

/** The check runs from the township's request. @law 民发〔2021〕57号第十七条 */
function beginOf({ step, stepSince }: CaseState, round: RoundState): Day {
  if (step === 'opinion') return round.acceptedOn ?? stepSince
  return step === 'check' ? (round.checkRequestedOn ?? stepSince) : stepSince
}

/** What a desk sees at a glance. A clock that stands still is neither early nor late. */
export function colourOf(
  clock: { readonly dueOn: string; readonly yellowOn: string; readonly orangeOn: string },
  paused: boolean,
  today: Day,
): Colour {
  if (paused) return 'paused'
  if (today > clock.dueOn) return 'red'
  if (today >= clock.orangeOn) return 'orange'
  return today >= clock.yellowOn ? 'yellow' : 'green'
}

/** The more pressing of two clocks. */
export function earlier(a: Clock | undefined, b: Clock | undefined): Clock | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return a.dueOn <= b.dueOn ? a : b
}
