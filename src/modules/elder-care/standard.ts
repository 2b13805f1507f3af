import type { Day } from '#kernel/day'
import { findStandard } from '#policy-files'
import type { Policies } from '#policy'
import { refuse } from './means.ts'

/** A standard of the place on the day. One that nobody has set is refused by its name, and never taken for zero. */
export function careStandard(policies: Policies, name: string, division: string, on: Day): number {
  return findStandard(policies, name, division, on) ?? refuse({ code: 'care-standard-missing', standard: name })
}
