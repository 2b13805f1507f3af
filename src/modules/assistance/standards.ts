import type { Day } from '#kernel/day'
import { standardNames } from '#messages/assistance'
import { standardOf } from '#policy-files'
import type { EffectivePolicies } from '#policy-files/effective'
import type { StandardKey, Standards } from './procedure.ts'

// The keys of the table are the keys of the standards.
const keys = Object.keys(standardNames) as StandardKey[]

const kept = new WeakMap<EffectivePolicies, Map<string, Standards>>()

/** The numbers of the procedure in force on a day, by place; each place and day is looked up once. */
export function standardsBy(policies: EffectivePolicies, on: Day): (division: string) => Standards {
  const known = kept.get(policies) ?? new Map<string, Standards>()
  kept.set(policies, known)
  return (division) => {
    const place = `${on} ${division}`
    const found = known.get(place)
    if (found !== undefined) return found
    const entries = keys.map((key) => [key, standardOf(policies, standardNames[key], division, on)] as const)
    // One entry for each key.
    const standards = Object.fromEntries(entries) as Record<StandardKey, number>
    known.set(place, standards)
    return standards
  }
}
