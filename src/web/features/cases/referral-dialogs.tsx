import { Alert, App, Form, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import {
  type ReferralAnswer,
  type ReferralDepartment,
  referralDepartments,
  referralResults,
  type ReferralRow,
} from '#contracts/assistance'
import { referralDepartmentNames, referralResultNames } from '#messages/assistance'
import { useAnswerReferral, useAskReferral } from '#web/features/cases/api.ts'
import { ChoiceField, choices, NoteField, PickField } from '#web/features/cases/forms/fields.tsx'
import { referralText } from '#web/features/cases/text.zh.ts'
import { newCommandKey, type Problem } from '#web/request.ts'
import '#web/features/cases/forms/forms.css'

interface Sending<F> {
  readonly title: string
  readonly okText: string
  readonly error: Problem | null
  readonly isPending: boolean
  readonly children: ReactNode
  readonly send: (fields: F) => void
  readonly onClose: () => void
}

function Dialog<F extends object>({ title, okText, error, isPending, children, send, onClose }: Sending<F>): ReactNode {
  const [form] = Form.useForm<F>()
  return (
    <Modal
      open
      title={title}
      okText={okText}
      cancelText={referralText.cancel}
      confirmLoading={isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<F> form={form} layout="vertical" requiredMark={false} onFinish={send}>
        {children}
      </Form>
      {error === null ? null : <Alert type="error" showIcon title={error.message} role="alert" />}
    </Modal>
  )
}

/** What a department has given, or why it has not. */
export function AnswerDialog({ of, onClose }: { of: ReferralRow; onClose: () => void }): ReactNode {
  const { message } = App.useApp()
  const answer = useAnswerReferral(of.id)
  const [key, setKey] = useState(newCommandKey)
  const send = (fields: Pick<ReferralAnswer, 'result' | 'answer'>): void =>
    answer.mutate(
      { key, version: of.version, ...fields },
      {
        onSuccess: () => {
          void message.success(referralText.answerDone)
          onClose()
        },
        onError: () => setKey(newCommandKey()),
      },
    )
  return (
    <Dialog<Pick<ReferralAnswer, 'result' | 'answer'>>
      title={`${referralText.answer}：${of.headName}　${referralDepartmentNames[of.department]}`}
      okText={referralText.answer}
      error={answer.error}
      isPending={answer.isPending}
      send={send}
      onClose={onClose}
    >
      <p>{of.ask}</p>
      <ChoiceField name="result" label={referralText.result} options={choices(referralResultNames, referralResults)} />
      <NoteField name="answer" label={referralText.answerText} />
    </Dialog>
  )
}

interface Asked {
  readonly department: ReferralDepartment
  readonly ask: string
}

/** What is not ours to decide goes to its department. */
export function AskDialog({ householdId, onClose }: { householdId: string; onClose: () => void }): ReactNode {
  const { message } = App.useApp()
  const ask = useAskReferral()
  const [key, setKey] = useState(newCommandKey)
  const send = (fields: Asked): void =>
    ask.mutate(
      { key, householdId, ...fields },
      {
        onSuccess: () => {
          void message.success(referralText.askDone)
          onClose()
        },
        onError: () => setKey(newCommandKey()),
      },
    )
  return (
    <Dialog<Asked>
      title={referralText.open}
      okText={referralText.send}
      error={ask.error}
      isPending={ask.isPending}
      send={send}
      onClose={onClose}
    >
      <PickField
        name="department"
        label={referralText.department}
        options={choices(referralDepartmentNames, referralDepartments)}
      />
      <NoteField name="ask" label={referralText.ask} />
    </Dialog>
  )
}
