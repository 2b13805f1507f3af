import { Form, Input } from 'antd'
import type { ReactNode } from 'react'
import type { FacilityRow } from '#contracts/facility'
import { useCloseFacility } from '#web/features/facility/api.ts'
import { facilityText } from '#web/features/facility/text.zh.ts'
import { ActFormDialog } from '#web/ui/act.tsx'
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
  const today = useSession().data?.today ?? ''
  return (
    <ActFormDialog
      title={facilityText.closeTitle(row.name)}
      what={facilityText.closeWhat}
      act={facilityText.closeFacility}
      danger
      mutation={useCloseFacility(row.id)}
      initial={{ on: today }}
      requestOf={({ on }, key) => ({ key, version: row.version, on })}
      done={facilityText.closed}
      onDone={onDone}
      onClose={onClose}
    >
      <Form.Item
        name="on"
        label={facilityText.closeOn}
        rules={[{ required: true, message: facilityText.openedOnMissing }]}
      >
        <Input type="date" className="facility-day" />
      </Form.Item>
    </ActFormDialog>
  )
}
