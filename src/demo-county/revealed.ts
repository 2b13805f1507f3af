import type { Calendar } from '#demo-county/calendar'
import type { Household, Person, SurveyField } from '#demo-county/population'
import { columnsOf } from '#demo-county/truth-columns'
import { decide, type Decision } from '#demo-county/truth-decide'
import { indicatorsOf, type EventCode, type Hit } from '#demo-county/truth-indicators'
import { standardsOn } from '#demo-county/truth-standards'

/** What dirt took from the files of one household. */
export interface Losses {
  readonly records: Set<object>
  /** Members whom no file can be matched to, since their own line in the register has no usable number. */
  readonly persons: Set<Person>
  readonly survey: Set<SurveyField>
  kind: boolean
}

export function noLosses(): Losses {
  return { records: new Set(), persons: new Set(), survey: new Set(), kind: false }
}

/** More than any household has, in fen. */
const plenty = 1e12

/** Each code, by whether it follows from the category, and whether other members' files matter to it. */
const needs: Record<EventCode, 'category' | 'low-income' | 'household' | 'member'> = {
  M01: 'low-income',
  M02: 'category',
  M04: 'low-income',
  D01: 'member',
  J01: 'household',
  F01: 'household',
  X01: 'member',
  X02: 'household',
  X03: 'member',
  N01: 'household',
  P01: 'member',
  Q01: 'category',
  Q02: 'category',
  Q03: 'category',
}

/** The household with every value that a lost cell may have had, as far as it matters. */
function possibleHouseholds(household: Household, losses: Losses): Household[] {
  let possible = losses.kind
    ? [
        { ...household, kind: 'urban' as const },
        { ...household, kind: 'rural' as const },
      ]
    : [household]
  for (const field of losses.survey) {
    possible = possible.flatMap((one) =>
      [0, plenty].map((value) => ({ ...one, survey: { ...one.survey, [field]: value } })),
    )
  }
  return possible
}

function recordsOf(person: Person): object[] {
  const { death, disability, unemployment } = person
  const single = [death?.police, death?.cremation, disability, unemployment].filter(
    (r) => r !== null && r !== undefined,
  )
  return [
    ...single,
    ...person.wages,
    ...person.pensions,
    ...person.settlements,
    ...person.vehicles,
    ...person.houses,
    ...person.benefits,
  ]
}

/**
 * Which events can still be found out from the files. An event is revealed when it follows from what is left,
 * whatever the lost values were; one that hangs on a member without a usable number is not.
 */
export function revealedOf(
  household: Household,
  hits: readonly Hit[],
  losses: Losses,
  calendar: Calendar,
): ReadonlySet<EventCode> {
  const untouched = losses.records.size === 0 && losses.persons.size === 0 && losses.survey.size === 0 && !losses.kind
  if (untouched || hits.length === 0) return new Set(hits.map((hit) => hit.code))
  const gone = new Set(losses.records)
  for (const person of losses.persons) for (const record of recordsOf(person)) gone.add(record)
  const seen: { decision: Decision; hits: readonly Hit[] }[] = possibleHouseholds(household, losses).map((one) => {
    const columns = columnsOf(one, calendar, (record) => gone.has(record))
    const standards = standardsOn(one.division, one.kind, calendar.asOf)
    const decision = decide(columns, standards, calendar.asOf)
    return { decision, hits: indicatorsOf(columns, decision, standards, calendar) }
  })
  const oneCategory = new Set(seen.map(({ decision }) => decision.category)).size === 1
  const onRegister = seen.every(({ decision }) => decision.registerCategory !== null)
  const unmatched = new Set([...losses.persons].map((person) => person.number))
  const revealed = new Set<EventCode>()
  for (const { code, member } of hits) {
    if (!seen.every((one) => one.hits.some((hit) => hit.code === code))) continue
    const need = needs[code]
    if (need === 'category' && !oneCategory) continue
    if (need === 'low-income' && !oneCategory && !onRegister) continue
    if (unmatched.size > 0 && (need !== 'member' || unmatched.has(member))) continue
    revealed.add(code)
  }
  return revealed
}
