import { Form, Input } from 'antd'
import type { ReactNode } from 'react'
import type { CarerRow } from '#contracts/facility'
import { useRecordAbsence, useWithdrawAbsence } from '#web/features/facility/api.ts'
import { minuteOf } from '#web/features/facility/shifts.ts'
import { facilityText } from '#web/features/facility/text.zh.ts'
import { ActFormDialog } from '#web/ui/act.tsx'
import { useSession } from '#web/features/session/api.ts'
import { longDay } from '#web/format.ts'

interface Fields {
  readonly firstDay: string
  readonly lastDay: string
  readonly fromTime: string
  readonly reason: string
}

/** A carer who cannot come, from a minute of the first day on. */
export function AbsenceDialog({ carer, onClose }: { carer: CarerRow; onClose: () => void }): ReactNode {
  const today = useSession().data?.today ?? ''
  const day = { required: true, message: facilityText.openedOnMissing }
  return (
    <ActFormDialog
      title={facilityText.absenceOf(carer.name)}
      what={facilityText.absenceWhat}
      act={facilityText.absence}
      mutation={useRecordAbsence(carer.id)}
      initial={{ firstDay: today, lastDay: today, fromTime: '00:00' }}
      requestOf={({ firstDay, lastDay, fromTime, reason }: Fields, key) => ({
        key,
        firstDay,
        lastDay,
        fromMinute: minuteOf(fromTime) ?? 0,
        reason: reason.trim(),
      })}
      done={facilityText.absenceDone}
      onClose={onClose}
    >
      <div className="facility-fields">
        <Form.Item name="firstDay" label={facilityText.firstDay} rules={[day]}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="lastDay" label={facilityText.lastDay} rules={[day]}>
          <Input type="date" />
        </Form.Item>
      </div>
      <Form.Item name="fromTime" label={facilityText.fromTime} extra={facilityText.fromTimeHint}>
        <Input type="time" className="facility-day" />
      </Form.Item>
      <Form.Item
        name="reason"
        label={facilityText.reason}
        rules={[{ required: true, whitespace: true, message: facilityText.reasonMissing }]}
      >
        <Input maxLength={100} />
      </Form.Item>
    </ActFormDialog>
  )
}

type Absence = CarerRow['absences'][number]

/** The days of an absence as officers write them. */
export function absenceInWords({ firstDay, lastDay }: Absence): string {
  return facilityText.absentFrom(longDay(firstDay), longDay(lastDay))
}

export function WithdrawDialog({
  carer,
  absence,
  onClose,
}: {
  carer: CarerRow
  absence: Absence
  onClose: () => void
}): ReactNode {
  return (
    <ActFormDialog
      title={facilityText.withdrawTitle(carer.name)}
      what={facilityText.withdrawWhat(absenceInWords(absence), absence.reason)}
      act={facilityText.withdraw}
      danger
      mutation={useWithdrawAbsence(absence.id)}
      requestOf={(_, key) => ({ key })}
      done={facilityText.withdrawn}
      onClose={onClose}
    />
  )
}
