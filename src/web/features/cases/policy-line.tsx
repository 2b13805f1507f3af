import type { ReactNode } from 'react'
import type { CasePrefill, Programme } from '#contracts/assistance'
import { formText } from '#web/features/cases/form-text.zh.ts'
import { isOneOff, isRecognition } from '#web/features/cases/programme-kind.ts'
import { yuan } from '#web/format.ts'

function words(programme: Programme, policy: CasePrefill['policy']): string {
  const { eligible, total, cap, missing } = policy
  if (eligible === null || (isOneOff(programme) && eligible && cap === null)) {
    return formText.policyUnknown(missing.join('、'))
  }
  if (!eligible) return formText.policyNot
  if (isOneOff(programme)) return cap === null ? formText.policyRecognised : formText.policyCap(yuan(cap))
  if (isRecognition(programme)) return formText.policyRecognised
  return total === null ? formText.policyUnknown(missing.join('、')) : formText.policyEligible(yuan(total))
}

/** What the policies say about the household now, in one sentence; which facts are missing when they say nothing. */
export function PolicyLine({
  programme,
  policy,
}: {
  programme: Programme
  policy: CasePrefill['policy'] | undefined
}): ReactNode {
  const state = policy?.eligible === true ? 'yes' : policy?.eligible === false ? 'no' : 'unknown'
  return (
    <p className={`case-policy case-policy-${state}`} aria-live="polite">
      <span className="quiet">{formText.policySays}</span>{' '}
      <strong>{policy === undefined ? formText.policyReading : words(programme, policy)}</strong>
    </p>
  )
}
