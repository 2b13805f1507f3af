import type { Field } from '#dispatch/field'
import type { Blinks, Trial } from '#dispatch/find-place'
import { insertVisit } from '#dispatch/insert'
import { whole } from '#dispatch/numbers'
import type { Absent } from '#dispatch/ruin'
import type { State } from '#dispatch/state'

/** Puts the absent back one after the other, each where it costs least; who finds no place stays absent. */
export function recreate(field: Field, state: State, absent: Absent, trial: Trial, blinks: Blinks): void {
  let left = 0
  for (let at = 0; at < absent.count; at++) {
    const task = whole(absent.tasks, at)
    if (!insertVisit(field, state, task, trial, blinks)) absent.tasks[left++] = task
  }
  absent.count = left
}
