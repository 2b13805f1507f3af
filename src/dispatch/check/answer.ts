/** One thing that is wrong with a plan: a code and what it is about, to be put into words elsewhere. */
export interface Violation {
  readonly code:
    | 'unreadable-plan'
    | 'unknown-carer'
    | 'carer-twice'
    | 'unknown-stop'
    | 'stop-twice'
    | 'stop-missing'
    | 'stated-unserved-but-served'
    | 'starts-before-arrival'
    | 'starts-before-window'
    | 'starts-after-window'
    | 'outside-shift'
    | 'overworked'
    | 'over-capacity'
    | 'skill-missing'
    | 'refused-carer'
    | 'not-the-locked-carer'
    | 'not-when-it-began'
    | 'same-carer-for-both-parts'
    | 'parts-apart'
    | 'one-part-only'
    | 'meal-cold'
    | 'meal-without-canteen'
    | 'too-many-meals'
    | 'break-missing'
    | 'break-of-another'
    | 'starts-before-now'
    | 'no-way'
    | 'stated-cost-differs'
    | 'too-many-vehicles'
  readonly of: string
  readonly found?: number
  readonly allowed?: number
}

/** What a checker found out for itself, beside what the plan says. */
export interface CheckAnswer {
  readonly valid: boolean
  readonly violations: readonly Violation[]
  readonly cost: number
  readonly distance: number
  readonly tardiness: number
  readonly greatestTardiness: number
  readonly vehicles: number
  readonly unserved: readonly string[]
}

/** What a checker reads of a plan: who goes where, and when each stop starts. */
export interface StatedPlan {
  readonly total: number
  readonly routes: readonly {
    readonly carer: string
    readonly stops: readonly StatedStop[]
  }[]
  readonly unserved: readonly { readonly id: string }[]
}

export interface StatedStop {
  readonly kind: string
  readonly id: string
  readonly part: number
  readonly place: string
  readonly start: number
}

/** Room for the rounding of sums. */
export const tolerance = 1e-6

export function costDiffers(stated: number, found: number): readonly Violation[] {
  if (Math.abs(stated - found) <= tolerance * Math.max(1, Math.abs(found))) return []
  return [{ code: 'stated-cost-differs', of: '', found, allowed: stated }]
}
