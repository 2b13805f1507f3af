import { Popover } from 'antd'
import type { ReactNode } from 'react'
import type { CaseDetail } from '#contracts/assistance'
import { ClockTag } from '#web/features/cases/marks.tsx'
import { caseText } from '#web/features/cases/text.zh.ts'
import { longDay } from '#web/format.ts'

type Clock = CaseDetail['clocks'][number]

const words = caseText.clockArithmetic
const listed = (days: readonly string[]): string => days.map((day) => day.slice(5)).join('、')

function arithmeticOf(clock: Clock): string[] {
  const { countedFrom, days, holidaysSkipped, makeUpDays, pausedWorkingDays, provisional } = clock
  return [
    countedFrom === null || days === null ? words.months : words.from(longDay(countedFrom), days),
    ...(holidaysSkipped.length === 0 ? [] : [words.skipped(listed(holidaysSkipped))]),
    ...(makeUpDays.length === 0 ? [] : [words.makeUp(listed(makeUpDays))]),
    ...(pausedWorkingDays === 0 ? [] : [words.paused(pausedWorkingDays)]),
    ...(provisional ? [words.provisional] : []),
  ]
}

/** Each running time with its day, how near it is, and one click away how it was counted. */
export function ClocksPanel({ of }: { of: CaseDetail }): ReactNode {
  if (of.clocks.length === 0) return null
  return (
    <section className="panel" aria-labelledby="case-clocks-title">
      <h2 id="case-clocks-title">{caseText.clocks}</h2>
      <ul className="case-clocks">
        {of.clocks.map((clock) => (
          <li key={clock.name}>
            <span>{caseText.clockName(clock.name)}</span>
            <span className="case-clock-day">
              <strong>{longDay(clock.dueOn)}</strong> <ClockTag colour={clock.colour} />
            </span>
            <Popover
              trigger="click"
              title={words.title}
              content={
                <ul className="case-arithmetic">
                  {arithmeticOf(clock).map((line) => (
                    <li key={line}>{line}</li>
                  ))}
                </ul>
              }
            >
              <button type="button" className="link-button">
                {caseText.howCounted}
              </button>
            </Popover>
          </li>
        ))}
      </ul>
    </section>
  )
}
