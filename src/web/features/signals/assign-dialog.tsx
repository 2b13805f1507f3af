import { Alert, App, Form, Modal, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import type { SignalRow } from '#contracts/monitoring'
import { newCommandKey } from '#web/request.ts'
import { useAssign, useColleagues } from '#web/features/signals/api.ts'
import { signalText } from '#web/features/signals/text.zh.ts'

/** Gives the chosen signals to a colleague. */
export function AssignDialog({ signals, onClose }: { signals: readonly SignalRow[]; onClose: () => void }): ReactNode {
  const colleagues = useColleagues(true)
  const assign = useAssign()
  const { message } = App.useApp()
  const [officerId, setOfficerId] = useState<string>()
  // One key for as long as the dialog stands, so that a double click is one act.
  const [key] = useState(newCommandKey)
  const send = (): void => {
    if (officerId === undefined) return
    assign.mutate(
      { key, officerId, signals: signals.map(({ id, version }) => ({ id, version })) },
      {
        onSuccess: () => {
          void message.success(signalText.done)
          onClose()
        },
      },
    )
  }
  return (
    <Modal
      open
      title={signalText.assignMany(signals.length)}
      okText={signalText.assign}
      cancelText={signalText.cancel}
      okButtonProps={{ disabled: officerId === undefined }}
      confirmLoading={assign.isPending}
      onOk={send}
      onCancel={onClose}
    >
      <Form layout="vertical">
        <Form.Item label={signalText.assignTo} extra={signalText.assignHint} htmlFor="assign-to">
          <Select
            id="assign-to"
            showSearch={{ optionFilterProp: 'label' }}
            loading={colleagues.isPending}
            {...(officerId === undefined ? {} : { value: officerId })}
            onChange={setOfficerId}
            options={(colleagues.data?.items ?? []).map((colleague) => ({
              value: colleague.officerId,
              label: `${colleague.name}（${colleague.title}）`,
            }))}
          />
        </Form.Item>
      </Form>
      {assign.error === null ? null : <Alert type="error" showIcon title={assign.error.message} role="alert" />}
    </Modal>
  )
}
