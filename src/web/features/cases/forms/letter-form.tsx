import type { ReactNode } from 'react'
import type { CaseBody } from '#contracts/assistance'
import { wayNames } from '#messages/notice'
import { formText } from '#web/features/cases/form-text.zh.ts'
import { ActForm, type FormProps } from '#web/features/cases/forms/act-form.tsx'
import { ChoiceField, choices, DayField } from '#web/features/cases/forms/fields.tsx'
import { useSession } from '#web/features/session/api.ts'

interface Fields {
  readonly on: string
  readonly how: CaseBody<'letter'>['how']
}

/** The decision reaches the household; the time for an appeal begins. */
export function LetterForm({ of, onDone }: FormProps): ReactNode {
  const today = useSession().data?.today
  return (
    <ActForm<'letter', Fields>
      of={of}
      action="letter"
      {...(onDone === undefined ? {} : { onDone })}
      initial={today === undefined ? {} : { on: today }}
      given={({ on, how }) => ({ on, how })}
    >
      <DayField name="on" label={formText.letterDay} />
      <ChoiceField name="how" label={formText.letterHow} options={choices(wayNames)} />
    </ActForm>
  )
}
