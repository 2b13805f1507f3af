import { Form } from 'antd'
import type { ReactNode } from 'react'
import type { CaseDetail, ProposedOutcome } from '#contracts/assistance'
import { outcomeNames } from '#messages/assistance'
import { formText } from '#web/features/cases/form-text.zh.ts'
import { AmountField, ChoiceField, choices, NoteField, plainAmount } from '#web/features/cases/forms/fields.tsx'
import { isRecognition } from '#web/features/cases/programme-kind.ts'

export interface OtherwiseFields {
  readonly course: 'policy' | 'otherwise'
  readonly outcome?: ProposedOutcome
  readonly amount?: string
  readonly reason?: string
}

/** What may be said of somebody who receives nothing yet, and of somebody who does. */
function outcomesFor(of: CaseDetail): readonly ProposedOutcome[] {
  return of.grant === null ? ['grant', 'refuse'] : ['keep', 'change', 'stop', 'grace']
}

/** The officer's own word where it is not what the policies say: what, how much, and why. */
export function Otherwise({ of, asUsual }: { of: CaseDetail; asUsual: string }): ReactNode {
  const form = Form.useFormInstance<OtherwiseFields>()
  const course = Form.useWatch('course', form)
  const outcome = Form.useWatch('outcome', form)
  const paid = (outcome === 'grant' || outcome === 'change') && !isRecognition(of.programme)
  return (
    <>
      <ChoiceField
        name="course"
        label={formText.outcome}
        options={[
          { value: 'policy', label: asUsual },
          { value: 'otherwise', label: formText.otherwise },
        ]}
      />
      {course === 'otherwise' ? (
        <fieldset>
          <legend>{formText.otherwise}</legend>
          <p className="quiet">{formText.otherwiseHint}</p>
          <ChoiceField name="outcome" label={formText.outcome} options={choices(outcomeNames, outcomesFor(of))} />
          {paid ? <AmountField name="amount" label={formText.amount} /> : null}
          <NoteField name="reason" label={formText.otherwiseReason} />
        </fieldset>
      ) : null}
    </>
  )
}

/** As it is sent; nothing when the officer goes by the policies. */
export function otherwiseOf(fields: OtherwiseFields): {
  otherwise?: { outcome: ProposedOutcome; reason: string; amount?: string }
} {
  const { course, outcome, amount, reason } = fields
  if (course !== 'otherwise' || outcome === undefined || reason === undefined) return {}
  return { otherwise: { outcome, reason, ...(amount === undefined ? {} : { amount: plainAmount(amount) }) } }
}
