import type { AbilityForm, AbilityOutcome, Item } from '#contracts/ability-assessment'
import { items } from '#contracts/ability-assessment'
import type { Day } from '#kernel/day'
import { answer, type Policies } from '#policy'
import { standardOf } from '#policy-files'
import { countIncidents, type Rules, scoreOf } from './decide.ts'
import { adjustmentOf, itemNames, policyNames } from './messages.zh.ts'

/** What the level is worked out from. */
export interface Assessed {
  readonly score: number
  readonly coma: boolean
  /** Diagnosed dementia or another mental or behavioural disorder. */
  readonly disorder: boolean
  /** Incidents within the days that count. */
  readonly incidents: number
}

/** What a form without gaps says. */
export function assessedOf(form: AbilityForm, rules: Pick<Rules, 'incidentDays'>): Assessed {
  const { coma, dementia, disorder } = form.findings
  return {
    score: scoreOf(form),
    coma: coma === true,
    disorder: dementia === true || disorder === true,
    incidents: countIncidents(form, rules.incidentDays),
  }
}

/** The level that the policies give to a full form, for a place and a day. @law GB/T 42195-2022 */
export function levelOf(
  policies: Policies,
  of: Assessed,
  at: { readonly division: string; readonly on: Day },
): AbilityOutcome {
  const elder = {
    isApplicant: true,
    abilityScore: String(of.score),
    abilityComa: of.coma,
    abilityDisorder: of.disorder,
    careIncidents: String(of.incidents),
  }
  const row = { division: at.division, members: [elder], obligors: [] }
  const { firstLevel, adjustment, level } = policyNames
  const { values } = answer(policies, [firstLevel, adjustment, level], row, at.on)
  const made = values[adjustment]
  const known = typeof made === 'string' ? adjustmentOf[made] : undefined
  if (known === undefined) throw new Error('The policies give an unknown adjustment')
  return { score: of.score, firstLevel: whole(values[firstLevel]), adjustment: known, level: whole(values[level]) }
}

function whole(value: unknown): number {
  const number = typeof value === 'string' ? Number(value) : Number.NaN
  if (!Number.isInteger(number)) throw new Error('The policies give no level')
  return number
}

/** The most that each item gives, by the newest row for the place and the day. */
function mostOf(policies: Policies, division: string, on: Day): Readonly<Record<Item, number>> {
  const of = (item: Item): number =>
    standardOf(
      {
        ...policies,
        parameters: policies.parameters.filter(({ dimensions }) => dimensions[policyNames.item] === itemNames[item]),
      },
      policyNames.most,
      division,
      on,
    )
  // Made from all items, one entry each.
  return Object.fromEntries(items.map((item) => [item, of(item)])) as Record<Item, number>
}

/** The rules of an assessment in a place on a day. */
export function rulesOf(policies: Policies, division: string, on: Day): Rules {
  const number = (name: string): number => standardOf(policies, name, division, on)
  return {
    most: mostOf(policies, division, on),
    elderAge: number(policyNames.elderAge),
    assessors: number(policyNames.assessors),
    professionals: number(policyNames.professionals),
    incidentDays: number(policyNames.incidentDays),
    objectionDays: number(policyNames.objectionDays),
  }
}
