import { Alert, App, Form, Input, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import type { AidDetail } from '#contracts/temporary-assistance'
import { type Step, useAidStep } from '#web/features/temporary-assistance/api.ts'
import { aidText, stepWords } from '#web/features/temporary-assistance/text.zh.ts'
import { newCommandKey } from '#web/request.ts'

interface Fields {
  readonly note?: string
}

/** Says what a step will do before it is done; the refusal stands in the same place. */
export function StepDialog({ aid, step, onClose }: { aid: AidDetail; step: Step; onClose: () => void }): ReactNode {
  const words = stepWords[step]
  const { message } = App.useApp()
  const [form] = Form.useForm<Fields>()
  const run = useAidStep(aid.id, step)
  // One key for the act: a second click, or a retry after a lost answer, is the same act.
  const [key, setKey] = useState(newCommandKey)
  const send = ({ note }: Fields): void =>
    run.mutate(
      { key, version: aid.version, ...(words.note === undefined ? {} : { note: note?.trim() ?? '' }) },
      {
        onSuccess: () => {
          void message.success(words.done)
          onClose()
        },
        onError: (problem) => {
          if (problem.status >= 400 && problem.status < 500) setKey(newCommandKey())
        },
      },
    )
  return (
    <Modal
      open
      title={words.title(aid.name, aid.amount)}
      okText={words.act}
      okButtonProps={{ danger: step === 'reject' || step === 'return' }}
      cancelText={aidText.cancel}
      confirmLoading={run.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p>{words.what}</p>
      <Form<Fields> form={form} layout="vertical" requiredMark={false} onFinish={send}>
        {words.note === undefined ? null : (
          <Form.Item
            name="note"
            label={words.note.label}
            rules={[{ required: true, whitespace: true, message: words.note.missing }]}
          >
            <Input.TextArea rows={3} maxLength={200} showCount placeholder={words.note.hint} />
          </Form.Item>
        )}
      </Form>
      {run.error === null ? null : <Alert type="error" showIcon title={run.error.message} role="alert" />}
    </Modal>
  )
}
