import type { ReactNode } from 'react'
import type { PauseGround, SpecialGround } from '#contracts/assistance'
import { pauseNames, specialNames } from '#messages/assistance'
import { formText } from '#web/features/cases/form-text.zh.ts'
import { ActForm, type FormProps } from '#web/features/cases/forms/act-form.tsx'
import { choices, NoteField, PickField } from '#web/features/cases/forms/fields.tsx'

interface Grounded<G> {
  readonly ground: G
  readonly reason: string
}

/** The clock stands still on a lawful ground. */
export function PauseForm({ of, onDone }: FormProps): ReactNode {
  return (
    <ActForm<'pause', Grounded<PauseGround>>
      of={of}
      action="pause"
      {...(onDone === undefined ? {} : { onDone })}
      given={({ ground, reason }) => ({ ground, reason })}
    >
      <PickField name="ground" label={formText.pauseGround} options={choices(pauseNames)} />
      <NoteField name="reason" label={formText.note} />
    </ActForm>
  )
}

/** The longest of the lawful times, on a ground that allows it. */
export function SpecialForm({ of, onDone }: FormProps): ReactNode {
  return (
    <ActForm<'special', Grounded<SpecialGround>>
      of={of}
      action="special"
      {...(onDone === undefined ? {} : { onDone })}
      given={({ ground, reason }) => ({ ground, reason })}
    >
      <PickField name="ground" label={formText.specialGround} options={choices(specialNames)} />
      <NoteField name="reason" label={formText.note} />
    </ActForm>
  )
}
