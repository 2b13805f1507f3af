import { Form, Input, Radio, Select } from 'antd'
import type { ReactNode } from 'react'
import { type Service, skillOf, visitWays, type VisitRow, type VisitWay } from '#contracts/elder-care'
import { visitWayNames } from '#messages/elder-care'
import { clockTime, minuteNow, readTime } from '#web/features/dispatch/clock.ts'
import { useVisitStep } from '#web/features/elder-care/api.ts'
import { careText } from '#web/features/elder-care/text.zh.ts'
import { useCarers } from '#web/features/facility/api.ts'
import { ActFormDialog } from '#web/ui/act.tsx'
import { useSession } from '#web/features/session/api.ts'

/** As much of a visit as its dialogs need; the list of those not yet visited knows no more. */
export interface ProvedVisit {
  readonly id: string
  readonly version: number
  readonly name: string
  readonly service: Service
  readonly day: string
  readonly arrivedAt: number | null
  readonly hasCarer: boolean
  readonly carersNeeded: number
}

export const provedVisit = (visit: VisitRow): ProvedVisit => ({ ...visit, hasCarer: visit.carers.length > 0 })

export interface VisitDialogProps {
  readonly visit: ProvedVisit
  readonly onClose: () => void
}

export const timeRule = [{ required: true, message: careText.timeMissing }]

export interface Proof {
  readonly arrivedAt: string
  readonly leftAt: string
  readonly way: VisitWay
  readonly note: string
  readonly madeOn?: string
  readonly carerIds?: string[]
}

/** Who came: to be told when nobody was published to come, and when it was somebody else. */
function WhoCame({ visit }: { visit: ProvedVisit }): ReactNode {
  const carers = useCarers()
  const { service, hasCarer, carersNeeded } = visit
  const able = (carers.data?.items ?? []).filter(({ skills }) => skills.includes(skillOf[service]))
  return (
    <Form.Item
      name="carerIds"
      label={careText.whoCame}
      extra={hasCarer ? careText.whoCameInstead : careText.whoCameHint(carersNeeded)}
      rules={hasCarer ? [] : [{ required: true, message: careText.whoCameMissing }]}
    >
      <Select
        mode="multiple"
        maxCount={carersNeeded}
        showSearch={{ optionFilterProp: 'label' }}
        loading={carers.isPending}
        placeholder={hasCarer ? careText.optional : careText.whoCameMissing}
        options={able.map(({ id, name, facilityName }) => ({ value: id, label: `${name}　${facilityName}` }))}
      />
    </Form.Item>
  )
}

/** When somebody came; only of a check visit also in which way and on which day. */
export function WayAndTimes({ isCheck, today }: { isCheck: boolean; today: string }): ReactNode {
  return (
    <>
      {isCheck ? (
        <>
          <Form.Item name="way" label={careText.way}>
            <Radio.Group
              aria-label={careText.way}
              optionType="button"
              options={visitWays.map((value) => ({ value, label: visitWayNames[value] }))}
            />
          </Form.Item>
          <Form.Item name="madeOn" label={careText.madeOn} rules={[{ required: true, message: careText.dayMissing }]}>
            <Input type="date" className="care-day" max={today} />
          </Form.Item>
        </>
      ) : (
        <Form.Item name="way" hidden>
          <Input />
        </Form.Item>
      )}
      <div className="care-pair">
        <Form.Item name="arrivedAt" label={careText.at} rules={timeRule}>
          <Input type="time" className="care-time" />
        </Form.Item>
        <Form.Item
          name="leftAt"
          label={careText.left}
          dependencies={['arrivedAt']}
          rules={[
            ...timeRule,
            ({ getFieldValue }) => ({
              validator: (_, value: string | undefined) =>
                (readTime(value ?? '') ?? 1440) >= (readTime(String(getFieldValue('arrivedAt') ?? '')) ?? 0)
                  ? Promise.resolve()
                  : Promise.reject(new Error(careText.timesBackwards)),
            }),
          ]}
        >
          <Input type="time" className="care-time" />
        </Form.Item>
      </div>
    </>
  )
}

/** How the elder was. */
export function ProofNote(): ReactNode {
  return (
    <Form.Item
      name="note"
      label={careText.proofNote}
      rules={[{ required: true, whitespace: true, message: careText.proofNoteMissing }]}
    >
      <Input.TextArea rows={2} maxLength={500} placeholder={careText.proofNoteHint} />
    </Form.Item>
  )
}

/** The proof of a visit: when, in which way, and how the elder was. */
export function FinishDialog({ visit, onClose }: VisitDialogProps): ReactNode {
  const today = useSession().data?.today ?? visit.day
  const isCheck = visit.service === 'check-visit'
  const now = minuteNow(today) ?? 600
  return (
    <ActFormDialog
      title={careText.finishTitle(visit.name)}
      what={careText.finishWhat}
      act={careText.finish}
      mutation={useVisitStep(visit.id, 'finish')}
      initial={{
        arrivedAt: clockTime(visit.arrivedAt ?? Math.max(0, now - 20)),
        leftAt: clockTime(Math.max(visit.arrivedAt ?? 0, now)),
        way: 'visit',
        ...(isCheck ? { madeOn: visit.day < today ? visit.day : today } : {}),
      }}
      requestOf={({ arrivedAt, leftAt, way, note, madeOn, carerIds = [] }: Proof, key) => ({
        key,
        version: visit.version,
        arrivedAt: readTime(arrivedAt) ?? 0,
        leftAt: readTime(leftAt) ?? 0,
        way,
        note: note.trim(),
        ...(madeOn === undefined || madeOn === visit.day ? {} : { madeOn }),
        ...(carerIds.length === 0 ? {} : { carerIds }),
      })}
      done={careText.finishDone}
      onClose={onClose}
    >
      <WayAndTimes isCheck={isCheck} today={today} />
      {isCheck ? null : <WhoCame visit={visit} />}
      <ProofNote />
    </ActFormDialog>
  )
}

/** It was not made, or is not to be. */
export function FailDialog({ visit, act, onClose }: VisitDialogProps & { act: 'miss' | 'cancel' }): ReactNode {
  const isMiss = act === 'miss'
  return (
    <ActFormDialog
      title={isMiss ? careText.missTitle(visit.name) : careText.cancelTitle(visit.name)}
      what={isMiss ? careText.missWhat : careText.cancelWhat}
      act={isMiss ? careText.miss : careText.cancelVisit}
      danger
      mutation={useVisitStep(visit.id, act)}
      requestOf={({ reason }: { reason: string }, key) => ({ key, version: visit.version, reason: reason.trim() })}
      done={isMiss ? careText.missDone : careText.cancelDone}
      onClose={onClose}
    >
      <Form.Item
        name="reason"
        label={careText.reason}
        rules={[{ required: true, whitespace: true, message: careText.reasonMissing }]}
      >
        <Input.TextArea rows={2} maxLength={500} placeholder={careText.reasonHint} />
      </Form.Item>
    </ActFormDialog>
  )
}
