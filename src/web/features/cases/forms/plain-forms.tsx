import type { ReactNode } from 'react'
import { formText } from '#web/features/cases/form-text.zh.ts'
import { ActForm, type FormProps } from '#web/features/cases/forms/act-form.tsx'
import { NoteField } from '#web/features/cases/forms/fields.tsx'

const nothing = (): Record<never, never> => ({})
const done = ({ onDone }: FormProps): { onDone?: () => void } => (onDone === undefined ? {} : { onDone })

/** Acts that ask for nothing but the will to do them. */
export function NoticeForm(props: FormProps): ReactNode {
  return <ActForm of={props.of} action="notice" given={nothing} {...done(props)} />
}
export function CloseNoticeForm(props: FormProps): ReactNode {
  return <ActForm of={props.of} action="close-notice" given={nothing} {...done(props)} />
}
export function ResumeForm(props: FormProps): ReactNode {
  return <ActForm of={props.of} action="resume" given={nothing} {...done(props)} />
}

/** Acts that ask for one sentence. */
export function SendBackForm(props: FormProps): ReactNode {
  return (
    <ActForm<'send-back', { reason: string }>
      of={props.of}
      action="send-back"
      danger
      given={({ reason }) => ({ reason })}
      {...done(props)}
    >
      <NoteField name="reason" label={formText.sendBackReason} />
    </ActForm>
  )
}
export function WithdrawForm(props: FormProps): ReactNode {
  return (
    <ActForm<'withdraw', { reason: string }>
      of={props.of}
      action="withdraw"
      danger
      given={({ reason }) => ({ reason })}
      {...done(props)}
    >
      <NoteField name="reason" label={formText.withdrawReason} />
    </ActForm>
  )
}
export function ConfirmForm(props: FormProps): ReactNode {
  return (
    <ActForm<'confirm', { note: string }>
      of={props.of}
      action="confirm"
      given={({ note }) => ({ note })}
      {...done(props)}
    >
      <NoteField name="note" label={formText.confirmNote} />
    </ActForm>
  )
}
export function RaiseMatterForm(props: FormProps): ReactNode {
  return (
    <ActForm<'raise-matter', { question: string }>
      of={props.of}
      action="raise-matter"
      given={({ question }) => ({ question })}
      {...done(props)}
    >
      <NoteField name="question" label={formText.question} />
    </ActForm>
  )
}
