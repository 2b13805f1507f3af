import type { ReactNode } from 'react'
import { formText } from '#web/features/cases/form-text.zh.ts'
import { ActForm, type FormProps } from '#web/features/cases/forms/act-form.tsx'
import { Otherwise, type OtherwiseFields, otherwiseOf } from '#web/features/cases/forms/otherwise-fields.tsx'

/** The decision: as the opinion says, or otherwise with a reason and a second person. */
export function DecisionForm({ of, onDone }: FormProps): ReactNode {
  return (
    <ActForm<'decision', OtherwiseFields>
      of={of}
      action="decision"
      {...(onDone === undefined ? {} : { onDone })}
      initial={{ course: 'policy' }}
      given={otherwiseOf}
    >
      <Otherwise of={of} asUsual={formText.byOpinion} />
    </ActForm>
  )
}
