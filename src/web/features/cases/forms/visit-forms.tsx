import { Form } from 'antd'
import type { ReactNode } from 'react'
import { formText } from '#web/features/cases/form-text.zh.ts'
import { ActForm, type FormProps } from '#web/features/cases/forms/act-form.tsx'
import { DayField, NameField, NamesField, NoteField } from '#web/features/cases/forms/fields.tsx'
import { drawn, SignaturePads } from '#web/features/cases/forms/signature-pad.tsx'
import { useSession } from '#web/features/session/api.ts'

interface Visited {
  readonly on: string
  readonly visitors: string[]
  readonly finding: string
}

/** The county's own visit. */
export function VisitForm({ of, onDone }: FormProps): ReactNode {
  const session = useSession().data
  const own = session?.officer.name
  return (
    <ActForm<'visit', Visited>
      of={of}
      action="visit"
      {...(onDone === undefined ? {} : { onDone })}
      initial={{
        ...(session === undefined ? {} : { on: session.today }),
        ...(own === undefined ? {} : { visitors: [own] }),
      }}
      given={({ on, visitors, finding }) => ({ on, visitors, finding })}
    >
      <div className="case-pair">
        <DayField name="on" label={formText.visitDay} />
        <NamesField name="visitors" label={formText.visitors} />
      </div>
      <NoteField name="finding" label={formText.visitFinding} />
    </ActForm>
  )
}

interface Heard {
  readonly on: string
  readonly heard: string
  readonly statement: string
  readonly paths?: Readonly<Record<string, string>>
}

function Pad(): ReactNode {
  const heard = Form.useWatch<string | undefined>('heard')?.trim() ?? ''
  if (heard === '') return null
  return (
    <fieldset>
      <legend>{formText.signatures}</legend>
      <Form.Item name="paths">
        <SignaturePads names={[heard]} />
      </Form.Item>
    </fieldset>
  )
}

/** What the household says before anything is taken away from it. */
export function HearingForm({ of, onDone }: FormProps): ReactNode {
  const today = useSession().data?.today
  return (
    <ActForm<'hearing', Heard>
      of={of}
      action="hearing"
      {...(onDone === undefined ? {} : { onDone })}
      initial={today === undefined ? {} : { on: today }}
      given={({ on, heard, statement, paths }) => ({
        on,
        heard,
        statement,
        signatures: drawn([heard.trim()], paths),
      })}
    >
      <div className="case-pair">
        <DayField name="on" label={formText.hearingDay} />
        <NameField
          name="heard"
          label={formText.heard}
          known={of.members.filter(({ adult }) => adult).map(({ name }) => name)}
        />
      </div>
      <NoteField name="statement" label={formText.statement} />
      <Pad />
    </ActForm>
  )
}
