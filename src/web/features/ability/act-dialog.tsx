import { Alert, App, Form, Input, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { useNavigate } from 'react-router'
import type { AbilityDetail, Act } from '#contracts/ability-assessment'
import { useAbilityStep } from '#web/features/ability/api.ts'
import { abilityText, actWords } from '#web/features/ability/text.zh.ts'
import { useSession } from '#web/features/session/api.ts'
import { newCommandKey } from '#web/request.ts'

export type DialogAct = Exclude<Act, 'save' | 'sign'>

interface Fields {
  readonly note?: string
  readonly day?: string
}

/** Says what an act will do before it is done; the refusal stands in the same place. */
export function ActDialog({ of, act, onClose }: { of: AbilityDetail; act: DialogAct; onClose: () => void }): ReactNode {
  const words: { ask: string; act: string; hint: string; done: string; note?: string; day?: string } = actWords[act]
  const { message } = App.useApp()
  const navigate = useNavigate()
  const today = useSession().data?.today
  const [form] = Form.useForm<Fields>()
  const confirm = useAbilityStep(of.id, 'confirm')
  const review = useAbilityStep(of.id, 'review')
  const noted = useAbilityStep(of.id, act === 'confirm' || act === 'review' ? 'return' : act)
  const run = act === 'confirm' ? confirm : act === 'review' ? review : noted
  // One key for the act: a second click, or a retry after a lost answer, is the same act.
  const [key, setKey] = useState(newCommandKey)
  const then = {
    onSuccess: ({ id }: { id: string }) => {
      void message.success(words.done)
      onClose()
      if (act === 'review') void navigate(`/ability-assessments/${id}`)
    },
    onError: ({ status }: { status: number }) => {
      if (status >= 400 && status < 500) setKey(newCommandKey())
    },
  }
  const send = ({ note = '', day = '' }: Fields): void => {
    const step = { key, version: of.version }
    if (act === 'confirm') confirm.mutate(step, then)
    else if (act === 'review') review.mutate({ ...step, assessedOn: day }, then)
    else noted.mutate({ ...step, note: note.trim() }, then)
  }
  return (
    <Modal
      open
      title={words.ask}
      okText={words.act}
      okButtonProps={{ danger: act === 'discard' || act === 'return' }}
      cancelText={abilityText.cancel}
      confirmLoading={run.isPending}
      onCancel={onClose}
      onOk={() => form.submit()}
      destroyOnHidden
    >
      <p>{words.hint}</p>
      <Form<Fields> form={form} layout="vertical" requiredMark={false} initialValues={{ day: today }} onFinish={send}>
        {words.note === undefined ? null : (
          <Form.Item
            name="note"
            label={words.note}
            rules={[{ required: true, whitespace: true, message: abilityText.noteMissing }]}
          >
            <Input.TextArea rows={3} maxLength={1000} />
          </Form.Item>
        )}
        {words.day === undefined ? null : (
          <Form.Item name="day" label={words.day} rules={[{ required: true, message: abilityText.noteMissing }]}>
            <Input type="date" className="ability-day" {...(today === undefined ? {} : { max: today })} />
          </Form.Item>
        )}
      </Form>
      {run.error === null ? null : <Alert type="error" showIcon role="alert" title={run.error.message} />}
    </Modal>
  )
}
