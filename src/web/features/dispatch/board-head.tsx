import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import type { ReactNode } from 'react'
import type { DayPlan } from '#contracts/elder-care'
import { addDays, parseDay } from '#kernel/day'
import { planCauseNames } from '#messages/elder-care'
import type { Figures } from '#web/features/dispatch/board-rows.ts'
import { boardText } from '#web/features/dispatch/text.zh.ts'
import { count, instant } from '#web/format.ts'
import { ToneTag } from '#web/ui/tone-tag.tsx'

/** Which day the board shows; a step back or forth with one click. */
export function DayPicker(props: {
  readonly day: string
  readonly today: string
  readonly onChange: (day: string) => void
}): ReactNode {
  const { day, today, onChange } = props
  const step = (by: number): void => {
    const from = parseDay(day)
    if (from !== undefined) onChange(addDays(from, by))
  }
  return (
    <span className="board-day">
      <Button icon={<LeftOutlined />} aria-label={boardText.dayBefore} onClick={() => step(-1)} />
      <Input
        type="date"
        aria-label={boardText.day}
        value={day}
        onChange={(event) => {
          if (parseDay(event.target.value) !== undefined) onChange(event.target.value)
        }}
      />
      <Button icon={<RightOutlined />} aria-label={boardText.dayAfter} onClick={() => step(1)} />
      <Button disabled={day === today} onClick={() => onChange(today)}>
        {boardText.today}
      </Button>
    </span>
  )
}

function Figure({
  label,
  value,
  unit,
  isBad,
}: {
  label: string
  value: number
  unit: string
  isBad?: boolean
}): ReactNode {
  return (
    <div className={isBad === true ? 'board-figure board-figure-bad' : 'board-figure'}>
      <dt>{label}</dt>
      <dd>
        <strong>{count(Math.round(value))}</strong>
        {unit}
      </dd>
    </div>
  )
}

/** The day in five numbers, and whose plan they are of. */
export function BoardHead(props: {
  readonly figures: Figures
  readonly plan: DayPlan | null
  /** Whether the officer sees the whole county: minutes are of the whole plan. */
  readonly isWhole: boolean
}): ReactNode {
  const { figures, plan, isWhole } = props
  const { visits, minutes } = boardText.unit
  return (
    <div className="board-head">
      <dl className="board-figures" aria-label={boardText.figures}>
        <Figure label={boardText.visits} value={figures.visits} unit={visits} />
        <Figure label={boardText.served} value={figures.served} unit={visits} />
        <Figure label={boardText.unserved} value={figures.unserved} unit={visits} isBad={figures.unserved > 0} />
        {isWhole ? (
          <>
            <Figure label={boardText.travel} value={figures.travelMinutes} unit={minutes} />
            <Figure
              label={boardText.late}
              value={figures.lateMinutes}
              unit={minutes}
              isBad={figures.lateMinutes >= 1}
            />
          </>
        ) : null}
      </dl>
      {plan === null ? (
        <ToneTag tone="quiet">{boardText.noPlan}</ToneTag>
      ) : (
        <span className="board-state">
          <ToneTag tone={plan.status === 'draft' ? 'yellow' : 'green'}>{boardText.statusOf[plan.status]}</ToneTag>
          <span className="quiet">{boardText.made(plan.madeBy, instant(plan.madeAt), planCauseNames[plan.cause])}</span>
        </span>
      )}
    </div>
  )
}
