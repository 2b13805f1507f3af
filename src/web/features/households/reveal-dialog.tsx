import { Alert, Form, Input, Modal, Radio } from 'antd'
import type { ReactNode } from 'react'
import type { RevealRequest } from '#contracts/registry'
import { purposes } from '#contracts/registry'
import { purposeNames } from '#messages/registry'
import { useReveal } from '#web/features/households/api.ts'
import { householdText } from '#web/features/households/text.zh.ts'

interface Fields {
  readonly purpose: RevealRequest['purpose']
  readonly note?: string
}

/** Asks why somebody wants to see sensitive facts, and says beforehand that the look is written down. */
export function RevealDialog({
  householdId,
  onClose,
  onDone,
}: {
  householdId: string
  onClose: () => void
  onDone: () => void
}): ReactNode {
  const reveal = useReveal(householdId)
  const [form] = Form.useForm<Fields>()
  return (
    <Modal
      open
      title={householdText.revealTitle}
      okText={householdText.revealConfirm}
      cancelText={householdText.cancel}
      confirmLoading={reveal.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Alert type="warning" showIcon title={householdText.revealWarning} className="dialog-warning" />
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ purpose, note }) => reveal.mutate({ purpose, note: note ?? '' }, { onSuccess: onDone })}
      >
        <Form.Item
          name="purpose"
          label={householdText.revealPurpose}
          rules={[{ required: true, message: householdText.revealPurposeMissing }]}
        >
          <Radio.Group
            className="stacked-choices"
            options={purposes.map((purpose) => ({ value: purpose, label: purposeNames[purpose] }))}
          />
        </Form.Item>
        <Form.Item name="note" label={householdText.revealNote}>
          <Input.TextArea rows={2} maxLength={200} showCount placeholder={householdText.revealNoteHint} />
        </Form.Item>
      </Form>
      {reveal.error === null ? null : <Alert type="error" showIcon title={reveal.error.message} role="alert" />}
    </Modal>
  )
}
