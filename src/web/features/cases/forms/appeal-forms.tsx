import type { ReactNode } from 'react'
import type { CaseBody } from '#contracts/assistance'
import { formText } from '#web/features/cases/form-text.zh.ts'
import { ActForm, type FormProps } from '#web/features/cases/forms/act-form.tsx'
import { ChoiceField, choices, NoteField } from '#web/features/cases/forms/fields.tsx'

interface Lodged {
  readonly kind: CaseBody<'appeal'>['kind']
  readonly text: string
}

export function AppealForm({ of, onDone }: FormProps): ReactNode {
  return (
    <ActForm<'appeal', Lodged>
      of={of}
      action="appeal"
      {...(onDone === undefined ? {} : { onDone })}
      given={({ kind, text }) => ({ kind, text })}
    >
      <ChoiceField name="kind" label={formText.appealKind} options={choices(formText.appealKinds)} />
      <NoteField name="text" label={formText.appealText} />
    </ActForm>
  )
}

interface Judged {
  readonly upheld: 'yes' | 'no'
  readonly text: string
}

/** Decided by somebody who had no part in the decision. */
export function DecideAppealForm({ of, onDone }: FormProps): ReactNode {
  return (
    <ActForm<'decide-appeal', Judged>
      of={of}
      action="decide-appeal"
      {...(onDone === undefined ? {} : { onDone })}
      given={({ upheld, text }) => ({ upheld: upheld === 'yes', text })}
    >
      <ChoiceField name="upheld" label={formText.appealResult} options={choices(formText.appealChoices)} />
      <NoteField name="text" label={formText.appealReason} />
    </ActForm>
  )
}
