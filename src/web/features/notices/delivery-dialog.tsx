import { Form, Input, Radio } from 'antd'
import type { ReactNode } from 'react'
import { type DeliveryWay, deliveryWays } from '#contracts/assistance'
import { type LetterRow } from '#contracts/notice'
import { kindNames, wayNames } from '#messages/notice'
import { useDelivery } from '#web/features/notices/api.ts'
import { letterText } from '#web/features/notices/text.zh.ts'
import { ActFormDialog } from '#web/ui/act.tsx'
import { useSession } from '#web/features/session/api.ts'

interface Fields {
  readonly deliveredOn: string
  readonly way: DeliveryWay
  readonly note: string
}

/** When and how a letter came into somebody's hands; the days of a complaint run from there. */
export function DeliveryDialog({ letter, onClose }: { letter: LetterRow; onClose: () => void }): ReactNode {
  const today = useSession().data?.today
  return (
    <ActFormDialog
      title={letterText.deliverTitle(kindNames[letter.kind])}
      what={letterText.deliverWhat}
      act={letterText.deliver}
      mutation={useDelivery(letter.id)}
      initial={today === undefined ? {} : { deliveredOn: today }}
      requestOf={({ deliveredOn, way, note }: Fields, key) => ({ key, deliveredOn, way, note: note.trim() })}
      done={letterText.done}
      onClose={onClose}
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
    </ActFormDialog>
  )
}
