import type { Day } from '#kernel/day'
import type { StatedFact } from '#modules/exchange'
import type { Assessed } from './level.ts'
import { yesNo } from './messages.zh.ts'

/** What a confirmed assessment says about the person, from its day on. */
export function factsOf(personId: string, assessedOn: Day, of: Assessed, level: number): readonly StatedFact[] {
  const stated = (fact: StatedFact['fact'], value: string): StatedFact => ({
    subject: 'person',
    subjectId: personId,
    fact,
    value,
    validFrom: assessedOn,
  })
  return [
    stated('abilityScore', String(of.score)),
    stated('abilityComa', yesNo(of.coma)),
    stated('abilityDisorder', yesNo(of.disorder)),
    stated('careIncidents', String(of.incidents)),
    stated('abilityLevel', String(level)),
  ]
}
