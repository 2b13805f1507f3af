import type { ReactNode } from 'react'
import type { Paper } from '#contracts/assistance'
import { paperNames } from '#messages/assistance'
import { formText } from '#web/features/cases/form-text.zh.ts'
import { ActForm, type FormProps } from '#web/features/cases/forms/act-form.tsx'
import { choices, ManyField } from '#web/features/cases/forms/fields.tsx'

interface Fields {
  readonly papers?: Paper[]
  readonly signedBy?: string[]
}

/** What was missing comes in, papers and signatures alike. */
export function PapersForm({ of, onDone }: FormProps): ReactNode {
  const unsigned = of.members.filter(({ personId }) => of.unsigned.includes(personId))
  return (
    <ActForm<'papers', Fields>
      of={of}
      action="papers"
      {...(onDone === undefined ? {} : { onDone })}
      given={({ papers = [], signedBy = [] }) => ({ papers, signedBy })}
    >
      {of.missing.length === 0 ? (
        <p>{formText.papersNone}</p>
      ) : (
        <ManyField
          name="papers"
          label={formText.papersGiven}
          options={choices(paperNames, of.missing)}
          isNeeded={false}
        />
      )}
      {unsigned.length === 0 ? null : (
        <ManyField
          name="signedBy"
          label={formText.signers}
          options={unsigned.map(({ personId, name }) => ({ value: personId, label: name }))}
          isNeeded={false}
        />
      )}
    </ActForm>
  )
}
