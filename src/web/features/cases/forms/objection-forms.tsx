import { Form, Input } from 'antd'
import type { ReactNode } from 'react'
import type { CaseBody } from '#contracts/assistance'
import { formText } from '#web/features/cases/form-text.zh.ts'
import { ActForm, type FormProps } from '#web/features/cases/forms/act-form.tsx'
import { ChoiceField, choices, NoteField, PickField, required } from '#web/features/cases/forms/fields.tsx'
import { caseText } from '#web/features/cases/text.zh.ts'

interface Objected {
  readonly kind: CaseBody<'objection'>['kind']
  readonly by: string
  readonly text: string
}

/** Somebody objects to the notice, or complains under their name. */
export function ObjectionForm({ of, onDone }: FormProps): ReactNode {
  const isPosted = of.notice?.closed === false
  return (
    <ActForm<'objection', Objected>
      of={of}
      action="objection"
      {...(onDone === undefined ? {} : { onDone })}
      initial={{ kind: isPosted ? 'notice' : 'complaint' }}
      given={({ kind, by, text }) => ({ kind, by, text })}
    >
      <ChoiceField
        name="kind"
        label={formText.objectionKind}
        options={choices<Objected['kind']>(caseText.objectionKinds, isPosted ? ['notice', 'complaint'] : ['complaint'])}
      />
      <Form.Item name="by" label={formText.objectionBy} rules={[required]}>
        <Input maxLength={40} />
      </Form.Item>
      <NoteField name="text" label={formText.objectionText} />
    </ActForm>
  )
}

interface Answered {
  readonly number: string
  readonly upheld: 'yes' | 'no'
  readonly text: string
}

export function AnswerObjectionForm({ of, onDone }: FormProps): ReactNode {
  const waiting = of.objections.filter(({ answer }) => answer === null)
  const first = waiting[0]
  return (
    <ActForm<'answer-objection', Answered>
      of={of}
      action="answer-objection"
      {...(onDone === undefined ? {} : { onDone })}
      initial={first === undefined ? {} : { number: String(first.number) }}
      given={({ number, upheld, text }) => ({ number: Number(number), upheld: upheld === 'yes', text })}
    >
      <PickField
        name="number"
        label={formText.objectionNumber}
        options={waiting.map(({ number, by }) => ({
          value: String(number),
          label: `${caseText.objectionNumber(number)}　${by}`,
        }))}
      />
      <ChoiceField name="upheld" label={formText.upheld} options={choices(formText.upheldChoices)} />
      <NoteField name="text" label={formText.answer} />
    </ActForm>
  )
}
