import { Alert } from 'antd'
import type { ReactNode } from 'react'
import { formText } from '#web/features/cases/form-text.zh.ts'
import { ActForm, type FormProps } from '#web/features/cases/forms/act-form.tsx'
import { ChoiceField, choices, NoteField } from '#web/features/cases/forms/fields.tsx'
import { caseText } from '#web/features/cases/text.zh.ts'
import { useSession } from '#web/features/session/api.ts'
import { longDay } from '#web/format.ts'

const nothing = (): Record<never, never> => ({})
const done = ({ onDone }: FormProps): { onDone?: () => void } => (onDone === undefined ? {} : { onDone })

/** Acts that ask for nothing but the will to do them. */
export function NoticeForm(props: FormProps): ReactNode {
  return <ActForm of={props.of} action="notice" given={nothing} {...done(props)} />
}
export function CloseNoticeForm(props: FormProps): ReactNode {
  const today = useSession().data?.today
  const { notice } = props.of
  const isRunning = notice !== null && today !== undefined && today <= notice.closesAfter
  return (
    <ActForm of={props.of} action="close-notice" isBlocked={isRunning} given={nothing} {...done(props)}>
      {isRunning ? <Alert type="info" showIcon title={caseText.noticeRunning(longDay(notice.closesAfter))} /> : null}
    </ActForm>
  )
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
    <ActForm<'confirm', { note: string; course: 'yes' | 'no' }>
      of={props.of}
      action="confirm"
      initial={{ course: 'yes' }}
      given={({ note, course }) => ({ note, approved: course === 'yes' })}
      {...done(props)}
    >
      <ChoiceField name="course" label={formText.confirmCourse} options={choices(formText.confirmCourses)} />
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
