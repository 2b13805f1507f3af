import { App, Form, Input } from 'antd'
import type { ReactNode } from 'react'
import type { FacilityRow } from '#contracts/facility'
import { useCloseFacility } from '#web/features/facility/api.ts'
import { facilityText } from '#web/features/facility/text.zh.ts'
import { ActDialog, useAct } from '#web/ui/act.tsx'
import { useSession } from '#web/features/session/api.ts'

export function CloseDialog({
  row,
  onClose,
  onDone,
}: {
  row: FacilityRow
  onClose: () => void
  onDone: () => void
}): ReactNode {
  const [form] = Form.useForm<{ on: string }>()
  const { message } = App.useApp()
  const today = useSession().data?.today
  const close = useCloseFacility(row.id)
  const act = useAct(close)
  return (
    <ActDialog
      title={facilityText.closeTitle(row.name)}
      what={facilityText.closeWhat}
      act={facilityText.closeFacility}
      danger
      pending={close.isPending}
      error={close.error}
      onOk={() => form.submit()}
      onClose={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ on: today }}
        onFinish={({ on }: { on: string }) =>
          act(
            (key) => ({ key, version: row.version, on }),
            () => {
              void message.success(facilityText.closed)
              onDone()
            },
          )
        }
      >
        <Form.Item
          name="on"
          label={facilityText.closeOn}
          rules={[{ required: true, message: facilityText.openedOnMissing }]}
        >
          <Input type="date" className="facility-day" />
        </Form.Item>
      </Form>
    </ActDialog>
  )
}
