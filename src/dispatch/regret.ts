import type { Field } from '#dispatch/field'
import { type Blinks, findPlaceWith, listCarers, type Trial } from '#dispatch/find-place'
import { insertBehind, insertVisit } from '#dispatch/insert'
import { real, whole } from '#dispatch/numbers'
import type { Absent } from '#dispatch/ruin'
import type { State } from '#dispatch/state'

/** Scratch of `recreateByRegret`: the visits by one carer that wait, and what each would cost with whom. */
export interface Regret {
  readonly waiting: Int32Array
  /** By place in `waiting` and by carer; infinite where she has no place or was not looked at. */
  readonly costs: Float64Array
  /** The carer with whom it costs least, or −1, and how much more it costs with the next best. */
  readonly carer: Int32Array
  readonly regret: Float64Array
  count: number
}

/** So many are weighed against each other at most; more than these are absent at once only while nothing is planned. */
const mostWaiting = 40

export function newRegret({ carers }: Field): Regret {
  return {
    waiting: new Int32Array(mostWaiting),
    costs: new Float64Array(mostWaiting * carers),
    carer: new Int32Array(mostWaiting),
    regret: new Float64Array(mostWaiting),
    count: 0,
  }
}

/**
 * Puts the absent back in the order of regret: next comes always the one for whom it would cost most to get its second
 * best carer and not its best, so that who fits in one route only is not crowded out by who fits in many. Visits by two
 * and breaks come before all others, as `recreate` has it. Who finds no place stays absent. Packs tighter than
 * `recreate` and varies less. After Ropke and Pisinger, An adaptive large neighborhood search heuristic.
 */
export function recreateByRegret(
  field: Field,
  state: State,
  absent: Absent,
  trial: Trial,
  blinks: Blinks,
  scratch: Regret,
): void {
  let left = 0
  scratch.count = 0
  for (let at = 0; at < absent.count; at++) {
    const task = whole(absent.tasks, at)
    const isSingle = whole(field.partner, task) < 0 && whole(field.restOf, task) < 0
    if (isSingle && scratch.count < mostWaiting) scratch.waiting[scratch.count++] = task
    else if (!insertVisit(field, state, task, trial, blinks)) absent.tasks[left++] = task
  }
  weighAll(field, state, trial, scratch)
  for (let at = mostRegretted(scratch); at >= 0; at = mostRegretted(scratch)) {
    const task = whole(scratch.waiting, at)
    const carer = whole(scratch.carer, at)
    findPlaceWith(field, state, task, carer, trial)
    if (trial.before < 0) {
      // Somebody put in since has delayed her through a visit by two.
      scratch.costs[at * field.carers + carer] = Infinity
      rank(field, scratch, at)
      continue
    }
    insertBehind(field, state, task, trial.before)
    remove(field, scratch, at)
    weighAgain(field, state, trial, scratch, carer)
  }
  for (let at = 0; at < scratch.count; at++) absent.tasks[left++] = whole(scratch.waiting, at)
  absent.count = left
}

function weighAll(field: Field, state: State, trial: Trial, scratch: Regret): void {
  scratch.costs.fill(Infinity, 0, scratch.count * field.carers)
  for (let at = 0; at < scratch.count; at++) {
    listCarers(field, state, whole(scratch.waiting, at), trial)
    for (let one = 0; one < trial.listedCarers; one++) weigh(field, state, trial, scratch, at, whole(trial.carers, one))
    rank(field, scratch, at)
    if (!trial.isThorough || whole(scratch.carer, at) >= 0) continue
    for (let carer = 0; carer < field.carers; carer++) weigh(field, state, trial, scratch, at, carer)
    rank(field, scratch, at)
  }
}

/** After a route has changed. What it has changed in others through visits by two is found out when it matters. */
function weighAgain(field: Field, state: State, trial: Trial, scratch: Regret, carer: number): void {
  for (let at = 0; at < scratch.count; at++) {
    if (real(scratch.costs, at * field.carers + carer) === Infinity) continue
    weigh(field, state, trial, scratch, at, carer)
    rank(field, scratch, at)
  }
}

function weigh(field: Field, state: State, trial: Trial, scratch: Regret, at: number, carer: number): void {
  findPlaceWith(field, state, whole(scratch.waiting, at), carer, trial)
  scratch.costs[at * field.carers + carer] = trial.before < 0 ? Infinity : trial.cost
}

/** Staying absent counts as one more carer, at the price of being left out. */
function rank(field: Field, { waiting, costs, carer, regret }: Regret, at: number): void {
  let least = real(field.unserved, whole(waiting, at))
  let second = least
  let best = -1
  for (let who = 0; who < field.carers; who++) {
    const cost = real(costs, at * field.carers + who)
    if (cost < least) {
      second = least
      least = cost
      best = who
    } else if (cost < second) second = cost
  }
  carer[at] = best
  regret[at] = second - least
}

/** Who is to be put in next; −1 when nobody who waits has a place. */
function mostRegretted({ carer, regret, count }: Regret): number {
  let found = -1
  for (let at = 0; at < count; at++) {
    if (whole(carer, at) >= 0 && (found < 0 || real(regret, at) > real(regret, found))) found = at
  }
  return found
}

function remove({ carers }: Field, scratch: Regret, at: number): void {
  const last = --scratch.count
  scratch.waiting[at] = whole(scratch.waiting, last)
  scratch.carer[at] = whole(scratch.carer, last)
  scratch.regret[at] = real(scratch.regret, last)
  scratch.costs.copyWithin(at * carers, last * carers, (last + 1) * carers)
}
