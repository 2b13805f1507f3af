import { Form, Input, Select } from 'antd'
import type { ReactNode } from 'react'
import { type DispatchCarer, skillOf, type VisitRow } from '#contracts/elder-care'
import { clockTime, readTime } from '#web/features/dispatch/clock.ts'
import { useVisitStep } from '#web/features/elder-care/api.ts'
import { useCarerName } from '#web/features/elder-care/carer-name.ts'
import { correctionText } from '#web/features/elder-care/correction-text.zh.ts'
import { toldOf } from '#web/features/elder-care/corrections.ts'
import { careText } from '#web/features/elder-care/text.zh.ts'
import { type Proof, ProofNote, WayAndTimes } from '#web/features/elder-care/visit-dialogs.tsx'
import { useCarers } from '#web/features/facility/api.ts'
import { useSession } from '#web/features/session/api.ts'
import { ActFormDialog } from '#web/ui/act.tsx'

interface OfVisit {
  readonly visit: VisitRow
  readonly dayCarers: readonly DispatchCarer[]
}

/** Who came. Nobody came only to a check visit that an officer made alone; who is named there stays named. */
function Carers({ visit, dayCarers }: OfVisit): ReactNode {
  const carers = useCarers()
  const nameOf = useCarerName(dayCarers)
  const told = toldOf(visit).carerIds
  const able = (carers.data?.items ?? []).filter(({ skills }) => skills.includes(skillOf[visit.service]))
  // Who came stands in the list also when she has left since.
  const gone = told.filter((id) => !able.some((carer) => carer.id === id))
  const isFree = visit.service === 'check-visit' && told.length === 0
  return (
    <Form.Item
      name="carerIds"
      label={correctionText.whoCame}
      extra={correctionText.whoCameHint(visit.carersNeeded)}
      rules={isFree ? [] : [{ required: true, message: correctionText.whoCameMissing }]}
    >
      <Select
        mode="multiple"
        maxCount={visit.carersNeeded}
        showSearch={{ optionFilterProp: 'label' }}
        loading={carers.isPending}
        placeholder={isFree ? careText.optional : correctionText.whoCameMissing}
        options={[
          ...gone.map((id) => ({ value: id, label: nameOf(id) })),
          ...able.map(({ id, name, facilityName }) => ({ value: id, label: `${name}　${facilityName}` })),
        ]}
      />
    </Form.Item>
  )
}

/** The proof of a visit told again, from what was told. */
export function CorrectDialog(props: OfVisit & { readonly onClose: () => void }): ReactNode {
  const { visit, dayCarers, onClose } = props
  const today = useSession().data?.today ?? visit.day
  const isCheck = visit.service === 'check-visit'
  const told = toldOf(visit)
  return (
    <ActFormDialog
      title={correctionText.title(visit.name)}
      what={correctionText.what}
      act={correctionText.act}
      mutation={useVisitStep(visit.id, 'correct')}
      initial={{
        arrivedAt: clockTime(told.arrivedAt ?? 0),
        leftAt: clockTime(told.leftAt ?? 0),
        way: told.way ?? 'visit',
        note: told.note ?? '',
        carerIds: [...told.carerIds],
        ...(isCheck ? { madeOn: told.madeOn ?? visit.day } : {}),
      }}
      requestOf={(
        { arrivedAt, leftAt, way, note, madeOn, carerIds = [], reason }: Proof & { reason: string },
        key,
      ) => ({
        key,
        version: visit.version,
        arrivedAt: readTime(arrivedAt) ?? 0,
        leftAt: readTime(leftAt) ?? 0,
        way,
        note: note.trim(),
        reason: reason.trim(),
        ...(madeOn === undefined ? {} : { madeOn }),
        ...(carerIds.length === 0 ? {} : { carerIds }),
      })}
      done={correctionText.done}
      onClose={onClose}
    >
      <WayAndTimes isCheck={isCheck} today={today} />
      <Carers visit={visit} dayCarers={dayCarers} />
      <ProofNote />
      <Form.Item
        name="reason"
        label={correctionText.reason}
        rules={[{ required: true, whitespace: true, min: 2, message: correctionText.reasonMissing }]}
      >
        <Input.TextArea rows={2} maxLength={200} placeholder={correctionText.reasonHint} />
      </Form.Item>
    </ActFormDialog>
  )
}
