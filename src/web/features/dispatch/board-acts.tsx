import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import type { DispatchDay } from '#contracts/elder-care'
import { AbsenceDialog } from '#web/features/dispatch/absence-dialog.tsx'
import type { Figures, PartKey } from '#web/features/dispatch/board-rows.ts'
import { type Change, countChanges } from '#web/features/dispatch/compare.ts'
import { PlanDialog } from '#web/features/dispatch/plan-dialog.tsx'
import { PublishDialog } from '#web/features/dispatch/publish-dialog.tsx'
import { boardText } from '#web/features/dispatch/text.zh.ts'

/** What a dispatcher may do with the day. */
export function BoardActs(props: {
  readonly day: DispatchDay
  readonly isPast: boolean
  readonly figures: Figures
  readonly changes: ReadonlyMap<PartKey, Change>
  readonly chosen: string | undefined
}): ReactNode {
  const { day, isPast, figures, changes, chosen } = props
  const [open, setOpen] = useState<'plan' | 'absence' | 'publish'>()
  const close = (): void => setOpen(undefined)
  const mayAct = day.mayPlan && !isPast
  const plan = day.draft ?? day.published
  return (
    <div className="board-acts">
      {mayAct ? (
        <>
          <Button type={day.draft === null ? 'primary' : 'default'} onClick={() => setOpen('plan')}>
            {boardText.plan}
          </Button>
          <Button disabled={plan === null} onClick={() => setOpen('absence')}>
            {boardText.absence}
          </Button>
          {day.draft === null ? null : (
            <Button type="primary" onClick={() => setOpen('publish')}>
              {boardText.publish}
            </Button>
          )}
        </>
      ) : null}
      {day.published === null ? null : <Link to={`/dispatch/${day.day}/sheets`}>{boardText.sheetsHint}</Link>}
      {open === 'plan' ? <PlanDialog day={day.day} hasPlan={plan !== null} onClose={close} /> : null}
      {open === 'absence' ? <AbsenceDialog day={day.day} carers={day.carers} chosen={chosen} onClose={close} /> : null}
      {open === 'publish' && day.draft !== null ? (
        <PublishDialog
          day={day.day}
          draft={day.draft}
          isFirst={day.published === null}
          counts={countChanges(changes)}
          figures={figures}
          onClose={close}
        />
      ) : null}
    </div>
  )
}
