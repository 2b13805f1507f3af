import { Form } from 'antd'
import type { ReactNode } from 'react'
import { formText } from '#web/features/cases/form-text.zh.ts'
import { ActForm, type FormProps } from '#web/features/cases/forms/act-form.tsx'
import {
  AmountField,
  ChoiceField,
  choices,
  NamesField,
  NoteField,
  plainAmount,
} from '#web/features/cases/forms/fields.tsx'
import { isRecognition } from '#web/features/cases/programme-kind.ts'

interface Fields {
  readonly approved: 'yes' | 'no'
  readonly amount?: string
  readonly attendees: string[]
  readonly minutes: string
}

function Amount(): ReactNode {
  const approved = Form.useWatch<Fields['approved'] | undefined>('approved')
  return approved === 'yes' ? <AmountField name="amount" label={formText.amount} /> : null
}

/** What the meeting has resolved, with those who were there and its minutes. */
export function ResolveMatterForm({ of, onDone }: FormProps): ReactNode {
  return (
    <ActForm<'resolve-matter', Fields>
      of={of}
      action="resolve-matter"
      {...(onDone === undefined ? {} : { onDone })}
      given={({ approved, amount, attendees, minutes }) => ({
        approved: approved === 'yes',
        attendees,
        minutes,
        ...(approved === 'yes' && amount !== undefined ? { amount: plainAmount(amount) } : {}),
      })}
    >
      <ChoiceField name="approved" label={formText.matterApproved} options={choices(formText.matterChoices)} />
      {isRecognition(of.programme) ? null : <Amount />}
      <NamesField name="attendees" label={formText.attendees} />
      <NoteField name="minutes" label={formText.minutes} />
    </ActForm>
  )
}
