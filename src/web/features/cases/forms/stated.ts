import type { CaseBody } from '#contracts/assistance'
import { type FactDefinition, type FactName, facts } from '#facts'

export const householdFacts: readonly FactName[] = [
  'registrationKind',
  'businessIncome',
  'propertyIncome',
  'transferIncome',
  'financialAssets',
  'educationSpending',
  'rehabilitationSpending',
  'obligorsListed',
]
export const memberFacts: readonly FactName[] = ['selfCareFailures', 'studentStage', 'custody']
export const childFacts: readonly FactName[] = [
  'fatherStatus',
  'fatherTermMonths',
  'fatherDisabilityType',
  'fatherDisabilityLevel',
  'motherStatus',
  'motherTermMonths',
  'motherDisabilityType',
  'motherDisabilityLevel',
  'childPlacement',
]
/** What departments find out when they look for means. */
export const meansFacts: readonly FactName[] = ['businessIncome', 'propertyIncome', 'transferIncome', 'financialAssets']

export function definitionOf(fact: FactName): FactDefinition {
  return facts[fact]
}

/** What was written of each subject: household or person, then fact. */
export type Written = Readonly<Record<string, Readonly<Partial<Record<FactName, string>>> | undefined>>

type Stated = CaseBody<'survey'>['facts']

/** Only what has been written is stated: an empty field means that nobody has looked, never that there is none. */
export function statedOf(written: Written | undefined, householdId: string): Stated {
  return Object.entries(written ?? {}).flatMap(([subjectId, of]) =>
    // The fields are named by the catalogue.
    (Object.entries(of ?? {}) as [FactName, string | undefined][]).flatMap(([fact, text]) => {
      const value = text?.trim() ?? ''
      const isHousehold = definitionOf(fact).subject === 'household'
      if (value === '') return []
      return [
        isHousehold
          ? { subject: 'household' as const, subjectId: householdId, fact, value }
          : { subject: 'person' as const, subjectId: subjectId.replace(/^p/, ''), fact, value },
      ]
    }),
  )
}
