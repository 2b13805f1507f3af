import { Alert, App, Button, Checkbox, Input } from 'antd'
import { type ReactNode, useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { Link } from 'react-router'
import type { DispatchDay } from '#contracts/elder-care'
import { serviceNames } from '#messages/elder-care'
import { useMovePreview, useMoveVisit } from '#web/features/dispatch/api.ts'
import { BoardActs } from '#web/features/dispatch/board-acts.tsx'
import { BoardHead } from '#web/features/dispatch/board-head.tsx'
import { figuresOf, rowsOf, shownRows } from '#web/features/dispatch/board-rows.ts'
import { ChangesPanel } from '#web/features/dispatch/changes-panel.tsx'
import { minuteNow } from '#web/features/dispatch/clock.ts'
import { changesOf } from '#web/features/dispatch/compare.ts'
import { DetailPanel } from '#web/features/dispatch/detail-panel.tsx'
import { DragCard } from '#web/features/dispatch/drag-card.tsx'
import { type Dragged, useDrag } from '#web/features/dispatch/drag.ts'
import { Gantt, type Picked, rowHeight } from '#web/features/dispatch/gantt.tsx'
import { ReassignDialog, type Reassigned } from '#web/features/dispatch/reassign-dialog.tsx'
import { RouteMap } from '#web/features/dispatch/route-map.tsx'
import { boardText } from '#web/features/dispatch/text.zh.ts'
import { UnservedPanel } from '#web/features/dispatch/unserved-panel.tsx'
import { newCommandKey } from '#web/request.ts'
import { useRested } from '#web/ui/rested.ts'
import { useWindowHeight } from '#web/ui/window-height.ts'

/** The minute it is, told anew every half minute; null when the board shows another day than today. */
function useNow(day: string): number | null {
  const [now, setNow] = useState(() => minuteNow(day))
  useEffect(() => {
    const timer = setInterval(() => setNow(minuteNow(day)), 30_000)
    return () => clearInterval(timer)
  }, [day])
  return now
}

/** How long the pointer rests on a row before the server is asked, in milliseconds. */
const restOnRow = 120

/** One day of dispatch: what is not arranged, who does what when, where that is, and what would change. */
export function Board({ day, today, isWhole }: { day: DispatchDay; today: string; isWhole: boolean }): ReactNode {
  const { message } = App.useApp()
  const [wantsPublished, setWantsPublished] = useState(false)
  const [onlyBusy, setOnlyBusy] = useState(true)
  const [text, setText] = useState('')
  const [picked, setPicked] = useState<Picked>()
  const [reassigned, setReassigned] = useState<Reassigned>()
  const now = useNow(day.day)
  const frame = useRef<HTMLDivElement>(null)
  const height = Math.max(240, useWindowHeight() - 330)
  const move = useMoveVisit(day.day)

  const plan = wantsPublished ? day.published : (day.draft ?? day.published)
  const isPast = day.day < today
  const isCurrent = plan !== null && plan === (day.draft ?? day.published)
  const mayMove = day.mayPlan && !isPast && isCurrent && !move.isPending
  const visits = useMemo(() => new Map(day.visits.map((visit) => [visit.id, visit])), [day.visits])
  const all = useMemo(() => rowsOf(day, plan), [day, plan])
  const wanted = useDeferredValue(text)
  const isEmpty = all.every((row) => row.visits === 0)
  const rows = useMemo(
    () => shownRows(all, { onlyBusy: onlyBusy && !isEmpty, text: wanted }),
    [all, onlyBusy, isEmpty, wanted],
  )
  const changes = useMemo(() => changesOf(day), [day])
  const shownChanges = useMemo(
    () => (plan === day.draft ? changes : new Map<never, never>()),
    [plan, day.draft, changes],
  )
  const figures = useMemo(() => figuresOf(day, plan), [day, plan])
  const nameOf = useCallback(
    (carerId: string) => day.carers.find(({ id }) => id === carerId)?.name ?? boardText.offShift,
    [day.carers],
  )
  const pick = useCallback((rowId: string, key: string | undefined) => setPicked({ rowId, key }), [])

  const rowAt = (clientY: number): string | undefined => {
    const list = frame.current?.querySelector('.gantt-rows')?.getBoundingClientRect()
    const seen = frame.current?.getBoundingClientRect()
    if (list === undefined || seen === undefined || clientY < seen.top || clientY > seen.bottom) return undefined
    return rows[Math.floor((clientY - list.top) / rowHeight)]?.id
  }
  const dropRef = useRef<(dragged: Dragged, over: string) => void>(() => undefined)
  const drag = useDrag({ frame, rowAt, onDrop: (dragged, over) => dropRef.current(dragged, over) })
  const rested = useRested(drag.over ?? '', restOnRow)
  const asked =
    drag.dragged !== undefined && drag.over !== undefined && rested === drag.over && plan !== null
      ? { planId: plan.id, visitId: drag.dragged.visitId, part: drag.dragged.part, carerId: drag.over }
      : undefined
  const preview = useMovePreview(day.day, asked)
  const known = asked === undefined ? undefined : preview.data
  // Only what was shown is done at the drop; who lets go before that sees the costs in the list first.
  const drop = ({ visitId, part, from, label }: Dragged, over: string): void => {
    const visit = visits.get(visitId)
    if (plan === null || visit === undefined) return
    if (known === undefined || asked?.carerId !== over) {
      setReassigned({ visit, part, from, wanted: over })
    } else if (!known.allowed) {
      void message.warning(`${boardText.costCannot}：${known.reason ?? ''}`)
    } else {
      move.mutate(
        { key: newCommandKey(), planId: plan.id, visitId, part, carerId: over },
        {
          onSuccess: () => {
            void message.success(boardText.moved(label, nameOf(over)))
            setPicked({ rowId: over, key: `${visitId}/${part}` })
          },
          onError: (problem) => void message.error(problem.message),
        },
      )
    }
  }
  useEffect(() => {
    dropRef.current = drop
  })

  const pickedRow = all.find(({ id }) => id === picked?.rowId)
  const pickVisit = useCallback(
    (visitId: string) => {
      const row = all.find(({ blocks }) => blocks.some((block) => block.visitId === visitId))
      const block = row?.blocks.find((one) => one.visitId === visitId)
      if (row !== undefined && block !== undefined) setPicked({ rowId: row.id, key: block.key })
    },
    [all],
  )
  const pickedVisit = pickedRow?.blocks.find(({ key }) => key === picked?.key)?.visitId ?? undefined
  const label = (visitId: string): string => {
    const visit = visits.get(visitId)
    return visit === undefined ? '' : boardText.visitAt(serviceNames[visit.service], visit.name)
  }

  return (
    <>
      <div className="board-top">
        <BoardHead figures={figures} plan={plan} isWhole={isWhole} />
        <BoardActs day={day} isPast={isPast} figures={figures} changes={changes} chosen={picked?.rowId} />
      </div>
      <p className="quiet board-hint">
        {plan === null
          ? day.visits.length === 0
            ? boardText.noVisits
            : day.mayPlan
              ? boardText.noPlanHint
              : boardText.noPlanReader
          : isPast
            ? boardText.past
            : day.mayPlan
              ? boardText.ganttHint
              : `${boardText.readOnly}${boardText.ganttHintReader}`}
      </p>
      {plan !== null && plan.broken.length > 0 && !isPast ? (
        <Alert className="board-unproved" type="error" showIcon title={boardText.broken(plan.broken.length)} />
      ) : null}
      {day.unproved > 0 && day.day <= today ? (
        <Alert
          className="board-unproved"
          type="warning"
          showIcon
          title={boardText.unproved(day.unproved)}
          action={<Link to="/care-visits?view=unproved">{boardText.unprovedShow}</Link>}
        />
      ) : null}
      <div className="board">
        <div className="board-side" style={{ maxBlockSize: height + 90 }}>
          {pickedRow === undefined ? null : (
            <DetailPanel
              day={day.day}
              row={pickedRow}
              blockKey={picked?.key}
              mayMove={mayMove}
              onReassign={setReassigned}
            />
          )}
          <UnservedPanel plan={plan} visits={visits} mayMove={mayMove} onReassign={setReassigned} onHold={drag.hold} />
          {day.draft !== null && day.published !== null ? (
            <ChangesPanel changes={changes} visits={visits} nameOf={nameOf} onPick={pick} />
          ) : null}
        </div>
        <div className="board-main">
          <section className="panel board-gantt" aria-label={boardText.gantt}>
            <div className="board-filter">
              <Input
                allowClear
                aria-label={boardText.find}
                placeholder={boardText.find}
                value={text}
                onChange={(event) => setText(event.target.value)}
              />
              <Checkbox checked={onlyBusy} onChange={({ target }) => setOnlyBusy(target.checked)}>
                {boardText.onlyBusy}
              </Checkbox>
              <span className="quiet" aria-live="polite">
                {boardText.carersShown(rows.length, day.carers.length)}
              </span>
              {day.draft !== null && day.published !== null ? (
                <Button size="small" onClick={() => setWantsPublished(!wantsPublished)}>
                  {wantsPublished ? boardText.showDraft : boardText.showPublished}
                </Button>
              ) : null}
            </div>
            <Gantt
              rows={rows}
              all={all}
              height={height}
              now={now}
              changes={shownChanges}
              hasPublished={day.draft !== null && day.published !== null}
              picked={picked}
              over={drag.over}
              mayMove={mayMove}
              frame={frame}
              onPick={pick}
              onHold={drag.hold}
            />
          </section>
          <section className="panel board-map" aria-label={boardText.mapLabel}>
            <RouteMap visits={day.visits} plan={plan} row={pickedRow} visitId={pickedVisit} onPick={pickVisit} />
          </section>
        </div>
      </div>
      {drag.dragged === undefined ? null : (
        <DragCard
          ghost={drag.ghost}
          dragged={{ ...drag.dragged, label: label(drag.dragged.visitId) }}
          carer={drag.over === undefined ? undefined : nameOf(drag.over)}
          preview={known}
          error={asked === undefined ? null : preview.error}
          visits={visits}
        />
      )}
      {reassigned === undefined || plan === null ? null : (
        <ReassignDialog
          day={day.day}
          planId={plan.id}
          of={reassigned}
          rows={all}
          visits={visits}
          onClose={() => setReassigned(undefined)}
        />
      )}
    </>
  )
}
