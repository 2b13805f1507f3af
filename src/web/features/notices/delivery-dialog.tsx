import { App, Form, Input, Radio } from 'antd'
import type { ReactNode } from 'react'
import { type DeliveryWay, deliveryWays } from '#contracts/assistance'
import { type LetterRow } from '#contracts/notice'
import { kindNames, wayNames } from '#messages/notice'
import { useDelivery } from '#web/features/notices/api.ts'
import { letterText } from '#web/features/notices/text.zh.ts'
import { ActDialog, useAct } from '#web/ui/act.tsx'
import { useSession } from '#web/features/session/api.ts'

interface Fields {
  readonly deliveredOn: string
  readonly way: DeliveryWay
  readonly note: string
}

/** When and how a letter came into somebody's hands; the days of a complaint run from there. */
export function DeliveryDialog({ letter, onClose }: { letter: LetterRow; onClose: () => void }): ReactNode {
  const [form] = Form.useForm<Fields>()
  const { message } = App.useApp()
  const today = useSession().data?.today
  const deliver = useDelivery(letter.id)
  const act = useAct(deliver)
  const send = ({ deliveredOn, way, note }: Fields): void =>
    act(
      (key) => ({ key, deliveredOn, way, note: note.trim() }),
      () => {
        void message.success(letterText.done)
        onClose()
      },
    )
  return (
    <ActDialog
      title={letterText.deliverTitle(kindNames[letter.kind])}
      what={letterText.deliverWhat}
      act={letterText.deliver}
      pending={deliver.isPending}
      error={deliver.error}
      onOk={() => form.submit()}
      onClose={onClose}
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={today === undefined ? {} : { deliveredOn: today }}
        onFinish={send}
      >
        <Form.Item
          name="deliveredOn"
          label={letterText.deliveredOn}
          rules={[{ required: true, message: letterText.deliveredOnMissing }]}
        >
          <Input type="date" min={letter.issuedOn} {...(today === undefined ? {} : { max: today })} />
        </Form.Item>
        <Form.Item name="way" label={letterText.way} rules={[{ required: true, message: letterText.wayMissing }]}>
          <Radio.Group options={deliveryWays.map((value) => ({ value, label: wayNames[value] }))} />
        </Form.Item>
        <Form.Item
          name="note"
          label={letterText.note}
          rules={[{ required: true, whitespace: true, message: letterText.noteMissing }]}
        >
          <Input.TextArea rows={2} maxLength={200} showCount placeholder={letterText.noteHint} />
        </Form.Item>
      </Form>
    </ActDialog>
  )
}
