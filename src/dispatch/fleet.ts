import { endOf, type Field, startOf } from '#dispatch/field'
import type { Blinks, Trial } from '#dispatch/find-place'
import { real, whole } from '#dispatch/numbers'
import { recreate } from '#dispatch/recreate'
import { type Absent, countMisses, missesOf, orderAbsent, type Ruin, ruinRoute, ruinStrings } from '#dispatch/ruin'
import type { Limit } from '#dispatch/search'
import { costOf } from '#dispatch/price'
import { copyState, forgetTouched, type State } from '#dispatch/state'

/** What the search lends: its states and its scratch. `current` holds a plan before and the leanest plan after. */
export interface FleetWork {
  readonly current: State
  readonly candidate: State
  readonly best: State
  readonly ruin: Ruin
  readonly absent: Absent
  readonly keys: Float64Array
  readonly trial: Trial
  readonly blinks: Blinks
  readonly limit: Limit
}

/** So much of the time goes into emptying routes, the rest into shortening them. */
const share = 0.4

/**
 * Empties one route after the other. What was in it may stay absent for a while; a plan is taken over when fewer are
 * absent, or those who have found a place easily so far. Does nothing when somebody is absent from the start.
 */
export function reduceFleet(field: Field, work: FleetWork): void {
  const { current, candidate, best, ruin, absent, keys, trial, blinks, limit } = work
  if (absent.count > 0) return
  const misses = new Float64Array(field.tasks).fill(1)
  const kept: Absent = { tasks: new Int32Array(field.tasks), count: 0 }
  copyState(current, best)
  let cost = costOf(field, current)
  let missed = 0
  trial.opens = false
  for (let round = 0; round % 32 !== 0 || limit.spent(round) < share; round++) {
    if (kept.count === 0) {
      copyState(current, best)
      const carer = easiestRoute(field, current, misses)
      if (carer < 0) break
      forgetTouched(current)
      ruinRoute(field, current, carer, kept)
      cost = costOf(field, current)
      missed = missesOf(kept, misses)
    }
    copyState(current, candidate)
    absent.tasks.set(kept.tasks)
    absent.count = kept.count
    ruinStrings(field, candidate, ruin, absent)
    orderAbsent(field, absent, keys, ruin.random)
    recreate(field, candidate, absent, trial, blinks)
    const got = costOf(field, candidate)
    const gotMissed = missesOf(absent, misses)
    countMisses(absent, misses)
    const fewer = absent.count < kept.count || gotMissed < missed
    if (!fewer && (absent.count > kept.count || got > cost - 1 * Math.log(1 - ruin.random.next()))) continue
    copyState(candidate, current)
    kept.tasks.set(absent.tasks)
    kept.count = absent.count
    cost = got
    missed = missesOf(kept, misses)
  }
  trial.opens = true
  absent.count = 0
  copyState(best, current)
}

/** The route whose stops have been the easiest to place so far; −1 when only one is left. */
function easiestRoute(field: Field, state: State, misses: Float64Array): number {
  let easiest = -1
  let least = Infinity
  let used = 0
  for (let carer = 0; carer < field.carers; carer++) {
    if (whole(state.size, carer) === 0) continue
    used++
    let sum = 0
    const end = endOf(field, carer)
    for (let node = whole(state.next, startOf(field, carer)); node !== end; node = whole(state.next, node)) {
      sum += real(misses, node)
    }
    if (sum < least) {
      least = sum
      easiest = carer
    }
  }
  return used > 1 ? easiest : -1
}
