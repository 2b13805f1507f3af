import type { RegistrationKind } from '#contracts/temporary-assistance'
import type { Day } from '#kernel/day'
import { type Fen, parseYuan } from '#kernel/fen'
import { answer, type Policies } from '#policy'
import { policyNames, registrationNames } from './messages.zh.ts'

/** What may be given at most here and now, by the policies; undefined where no standard has been published. */
export function findCap(policies: Policies, division: string, kind: RegistrationKind, today: Day): Fen | undefined {
  const row = { division, registrationKind: registrationNames[kind], members: [], obligors: [] }
  const value = answer(policies, [policyNames.cap], row, today).values[policyNames.cap]
  return typeof value === 'string' ? parseYuan(value) : undefined
}
