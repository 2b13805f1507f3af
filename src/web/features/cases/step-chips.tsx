import type { ReactNode } from 'react'
import type { CaseList, Step } from '#contracts/assistance'
import { stepNames } from '#messages/assistance'
import { caseText } from '#web/features/cases/text.zh.ts'
import { count } from '#web/format.ts'

/** How many cases wait at each step and how many of them are late; a click shows these alone. */
export function StepChips({
  counts,
  chosen,
  onChoose,
}: {
  counts: CaseList['counts']
  chosen: Step | undefined
  onChoose: (step: Step | undefined) => void
}): ReactNode {
  const waiting = counts.filter(({ step }) => step !== 'none')
  if (waiting.length === 0) return null
  const all = { cases: 0, late: 0 }
  for (const { cases, late } of waiting) {
    all.cases += cases
    all.late += late
  }
  const chips = [{ step: undefined, ...all }, ...waiting.toSorted((one, other) => other.late - one.late)]
  return (
    <div className="case-chips" role="group" aria-label={caseText.stepFilter}>
      {chips.map(({ step, cases, late }) => (
        <button
          key={step ?? 'all'}
          type="button"
          className="case-chip"
          aria-pressed={chosen === step}
          onClick={() => onChoose(step)}
        >
          <span>{step === undefined ? caseText.allSteps : stepNames[step]}</span>
          <strong className="digits">{count(cases)}</strong>
          {late === 0 ? null : <span className="case-chip-late">{caseText.late(count(late))}</span>}
        </button>
      ))}
    </div>
  )
}
