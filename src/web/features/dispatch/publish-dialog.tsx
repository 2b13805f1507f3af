import { Alert } from 'antd'
import type { ReactNode } from 'react'
import type { DayPlan } from '#contracts/elder-care'
import { usePublish } from '#web/features/dispatch/api.ts'
import type { Figures } from '#web/features/dispatch/board-rows.ts'
import type { Change } from '#web/features/dispatch/compare.ts'
import { boardText } from '#web/features/dispatch/text.zh.ts'
import { longDay } from '#web/format.ts'
import { ActFormDialog } from '#web/ui/act.tsx'

/** Puts the draft in force, after saying what that changes for how many. */
export function PublishDialog(props: {
  readonly day: string
  readonly draft: DayPlan
  readonly isFirst: boolean
  readonly counts: Readonly<Record<Change['kind'], number>>
  readonly figures: Figures
  readonly onClose: () => void
}): ReactNode {
  const { day, draft, isFirst, counts, figures, onClose } = props
  const changed = Object.values(counts).some((count) => count > 0)
  const visits = new Set(draft.routes.flatMap(({ stops }) => stops.flatMap(({ visitId }) => visitId ?? []))).size
  const carers = draft.routes.filter(({ stops }) => stops.length > 0).length
  return (
    <ActFormDialog
      title={boardText.publishTitle(longDay(day))}
      what={boardText.publishFirst(visits, carers)}
      act={boardText.publish}
      mutation={usePublish(day)}
      requestOf={(_, key) => ({ key, planId: draft.id })}
      done={boardText.publishDone}
      onClose={onClose}
    >
      {isFirst ? null : <p>{changed ? boardText.publishChanges(counts) : boardText.publishSame}</p>}
      {figures.unserved === 0 ? null : (
        <Alert className="dialog-warning" type="warning" showIcon title={boardText.publishUnserved(figures.unserved)} />
      )}
    </ActFormDialog>
  )
}
