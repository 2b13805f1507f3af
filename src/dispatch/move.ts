import type { StatedPlan } from '#dispatch/check/answer'
import type { Compiled } from '#dispatch/compile'
import { extractPlan, routeOf, termsOf } from '#dispatch/extract'
import { endOf, startOf } from '#dispatch/field'
import { findPlaceWith, newTrial } from '#dispatch/find-place'
import type { Prepared } from '#dispatch/make-plan'
import type { CostTerms, Plan, Route, UnservedReason } from '#dispatch/plan'
import { startFrom } from '#dispatch/previous'
import { peakOf, priceRoute } from '#dispatch/price'
import { retimeTouched } from '#dispatch/relax'
import { restore } from '#dispatch/search'
import { copyState, emptyState, forgetTouched, link, type State, touch, unlink } from '#dispatch/state'
import { retimeAll } from '#dispatch/timing'
import { missOf, nobodyFor } from '#dispatch/unserved'

/** A plan laid out so that single moves can be weighed quickly. It is not changed by that. */
export interface Board {
  readonly compiled: Compiled
  readonly state: State
}

/** One part of a visit goes to this carer. */
export interface Move {
  readonly visit: string
  readonly part: number
  readonly carer: string
}

/** Why a move cannot be made: it names nobody or nothing, or what stands in the way of it. */
export type MoveRefusal =
  | UnservedReason
  | { readonly code: 'unknown-visit' }
  | { readonly code: 'unknown-carer' }
  | { readonly code: 'already-with-this-carer' }
  | { readonly code: 'same-carer-for-both-parts' }
  | { readonly code: 'no-room-for-the-break' }
  | { readonly code: 'other-part-has-no-carer' }
  | { readonly code: 'locked-to-another-carer'; readonly carer: string }

export type MoveAnswer =
  | {
      readonly kind: 'possible'
      /** The cost of the plan by term, as it stands and after the move. */
      readonly before: CostTerms
      readonly after: CostTerms
      /** The route that the part comes into and the one it leaves, with their new minutes; only the first if it was in none. */
      readonly routes: readonly Route[]
      /** Other routes that the move delays or advances, through visits by two. */
      readonly shifted: readonly Route[]
    }
  | { readonly kind: 'not-possible'; readonly reason: MoveRefusal }

/**
 * Lays out a plan for weighing moves. `plan` should be one that holds for the problem; what does not hold of it stands
 * outside all routes.
 */
export function boardOf({ compiled }: Prepared, plan: StatedPlan): Board {
  const state = emptyState(compiled.field)
  restore(compiled.field, startFrom(compiled, plan), state)
  return { compiled, state }
}

/**
 * Weighs a move without making it: what the plan would cost by term, and when everybody concerned would arrive. The part
 * goes to its cheapest place in the carer's route; the other part of a visit by two stays where it is.
 */
export function costOfMove(board: Board, move: Move): MoveAnswer {
  const { compiled, state } = board
  const tried = tryMove(board, move)
  if (tried.kind === 'not-possible') return tried
  const concerned = tried.to === tried.from || tried.from < 0 ? [tried.to] : [tried.to, tried.from]
  const shifted = compiled.carers
    .map((_, carer) => carer)
    .filter((carer) => !concerned.includes(carer) && isShifted(compiled, state, tried.state, carer))
  const routes = (of: readonly number[]): readonly Route[] => of.map((carer) => routeOf(compiled, tried.state, carer))
  return {
    kind: 'possible',
    before: termsOf(compiled, state),
    after: termsOf(compiled, tried.state),
    routes: routes(concerned),
    shifted: routes(shifted),
  }
}

/** The plan after a move; `before` is the plan in force, which the changes are told against. */
export function planAfterMove(
  board: Board,
  move: Move,
  before?: StatedPlan,
): { readonly kind: 'moved'; readonly plan: Plan } | { readonly kind: 'not-possible'; readonly reason: MoveRefusal } {
  const tried = tryMove(board, move)
  if (tried.kind === 'not-possible') return tried
  return { kind: 'moved', plan: extractPlan(board.compiled, tried.state, before) }
}

type Tried =
  | { readonly kind: 'tried'; readonly state: State; readonly to: number; readonly from: number }
  | { readonly kind: 'not-possible'; readonly reason: MoveRefusal }

function tryMove({ compiled, state: now }: Board, move: Move): Tried {
  const { field, tasks, carers } = compiled
  const node = tasks.findIndex(
    (task) => task.kind === 'visit' && task.visit.id === move.visit && task.part === move.part,
  )
  if (node < 0) return refused({ code: 'unknown-visit' })
  const to = carers.findIndex(({ id }) => id === move.carer)
  if (to < 0) return refused({ code: 'unknown-carer' })
  const from = now.route[node] ?? -1
  if (from === to) return refused({ code: 'already-with-this-carer' })
  const other = field.partner[node] ?? -1
  const otherRoute = other < 0 ? -1 : (now.route[other] ?? -1)
  if (other >= 0 && otherRoute < 0) return refused({ code: 'other-part-has-no-carer' })
  if (other >= 0 && otherRoute === to) return refused({ code: 'same-carer-for-both-parts' })
  const task = tasks[node]
  const locked = task?.kind === 'visit' ? task.visit.locked?.[move.part] : undefined
  if (locked !== undefined && locked !== move.carer) return refused({ code: 'locked-to-another-carer', carer: locked })
  const forbidden = nobodyFor(compiled, node, [to])
  if (forbidden !== undefined) return refused(forbidden)

  const without = emptyState(field)
  copyState(now, without)
  if (from >= 0) takeOut(compiled, without, node, from)
  const state = emptyState(field)
  // Someone who had no calls has no break yet; it goes where the visit leaves room for it, or else the other way round.
  const pauses = pausesMissing(compiled, without, to)
  const orders =
    pauses.length === 0
      ? [[node]]
      : [
          [node, ...pauses],
          [...pauses, node],
        ]
  const fits = orders.some((order) => {
    copyState(without, state)
    return order.every((one) => putIn(compiled, state, one, to))
  })
  if (!fits) return refused(missOf(compiled, without, node, to)?.reason ?? { code: 'no-room-for-the-break' })
  for (const pause of from < 0 ? [] : pausesMissing(compiled, state, from)) putIn(compiled, state, pause, from)
  return { kind: 'tried', state, to, from }
}

/** The breaks of a carer that stand in no route. */
function pausesMissing({ field }: Compiled, state: State, carer: number): readonly number[] {
  const found: number[] = []
  field.restOf.forEach((whose, task) => {
    if (whose === carer && (state.route[task] ?? -1) < 0) found.push(task)
  })
  return found
}

function refused(reason: MoveRefusal): Tried {
  return { kind: 'not-possible', reason }
}

/** Takes a part out of its route, and with it the breaks that were taken where it was. */
function takeOut({ field }: Compiled, state: State, node: number, carer: number): void {
  unlink(state, node)
  const pauses: number[] = []
  const end = endOf(field, carer)
  for (let at = state.next[startOf(field, carer)] ?? end; at !== end; at = state.next[at] ?? end) {
    const here = state.exit[state.prev[at] ?? -1] ?? -1
    if (field.isBreak[at] === 1 && state.entry[at] !== here) pauses.push(at)
  }
  for (const pause of pauses) unlink(state, pause)
  touch(state, carer)
  retimeTouched(field, state)
  forgetTouched(state)
}

/** Puts a task into its cheapest place with a carer and times everything anew. False when there is none. */
function putIn({ field }: Compiled, state: State, node: number, carer: number): boolean {
  const trial = newTrial(field)
  findPlaceWith(field, state, node, carer, trial)
  if (trial.before < 0) return false
  link(field, state, node, trial.before)
  if (!retimeAll(field, state)) throw new Error(`task ${node} was tried with success and then waits in a ring`)
  for (let one = 0; one < field.carers; one++) priceRoute(field, state, one)
  state.peak = peakOf(field, state)
  return true
}

function isShifted({ field }: Compiled, before: State, after: State, carer: number): boolean {
  const end = endOf(field, carer)
  for (let node = startOf(field, carer); node !== end; node = after.next[node] ?? end) {
    if (Math.abs((before.start[node] ?? 0) - (after.start[node] ?? 0)) > 1e-6) return true
  }
  return false
}
