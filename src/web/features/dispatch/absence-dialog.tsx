import { Alert, App, Checkbox, Form, Input, Modal, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import type { DispatchCarer } from '#contracts/elder-care'
import { useAbsence } from '#web/features/dispatch/api.ts'
import { clockTime, minuteNow, readTime } from '#web/features/dispatch/clock.ts'
import { boardText } from '#web/features/dispatch/text.zh.ts'
import { newCommandKey } from '#web/request.ts'

interface Fields {
  readonly carerId: string
  readonly allDay: boolean
  readonly from?: string
  readonly reason: string
}

/** A carer cannot come: that is recorded and the rest planned around it, as a draft. */
export function AbsenceDialog(props: {
  readonly day: string
  readonly carers: readonly DispatchCarer[]
  /** Whose row is chosen on the board. */
  readonly chosen: string | undefined
  readonly onClose: () => void
}): ReactNode {
  const { day, carers, chosen, onClose } = props
  const { message } = App.useApp()
  const [form] = Form.useForm<Fields>()
  const absence = useAbsence(day)
  const [key, setKey] = useState(newCommandKey)
  const allDay = Form.useWatch('allDay', form) ?? false
  const now = minuteNow(day)
  const present = carers.filter(({ absentFrom }) => absentFrom === null)
  const send = (fields: Fields): void =>
    absence.mutate(
      {
        key,
        carerId: fields.carerId,
        fromMinute: fields.allDay ? 0 : (readTime(fields.from ?? '') ?? 0),
        reason: fields.reason.trim(),
      },
      {
        onSuccess: () => {
          void message.success(boardText.absenceDone)
          onClose()
        },
        // A refused act was not done; one whose answer was lost may have been done and keeps its key.
        onError: ({ status }) => {
          if (status >= 400 && status < 500) setKey(newCommandKey())
        },
      },
    )
  return (
    <Modal
      open
      title={boardText.absenceTitle}
      okText={boardText.absenceAct}
      cancelText={boardText.cancel}
      confirmLoading={absence.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p>{boardText.absenceWhat}</p>
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{
          ...(present.some(({ id }) => id === chosen) ? { carerId: chosen } : {}),
          allDay: now === null,
          from: clockTime(now ?? 480),
        }}
        onFinish={send}
      >
        <Form.Item
          name="carerId"
          label={boardText.absenceCarer}
          rules={[{ required: true, message: boardText.absenceCarerMissing }]}
        >
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={boardText.absenceCarerMissing}
            options={present.map(({ id, name, facilityName }) => ({ value: id, label: `${name}　${facilityName}` }))}
          />
        </Form.Item>
        <Form.Item name="allDay" valuePropName="checked">
          <Checkbox>{boardText.absenceAllDay}</Checkbox>
        </Form.Item>
        {allDay ? null : (
          <Form.Item name="from" label={boardText.absenceFrom} rules={[{ required: true }]}>
            <Input type="time" className="board-time" />
          </Form.Item>
        )}
        <Form.Item
          name="reason"
          label={boardText.absenceReason}
          rules={[{ required: true, whitespace: true, message: boardText.absenceReasonMissing }]}
        >
          <Input maxLength={100} placeholder={boardText.absenceReasonHint} />
        </Form.Item>
      </Form>
      {absence.error === null ? null : <Alert type="error" showIcon role="alert" title={absence.error.message} />}
    </Modal>
  )
}
