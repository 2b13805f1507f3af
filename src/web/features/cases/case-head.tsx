import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Link, useNavigate } from 'react-router'
import type { CaseDetail } from '#contracts/assistance'
import { programmeNames, roundNames, stepNames, turnNames } from '#messages/assistance'
import { CaseStatusTag, ClockTag, NearRelativeMark } from '#web/features/cases/marks.tsx'
import { caseText } from '#web/features/cases/text.zh.ts'
import { shortDay } from '#web/format.ts'

function Stages({ of }: { of: CaseDetail }): ReactNode {
  if (of.steps.length === 0) return null
  return (
    <ol className="case-stages" aria-label={caseText.stages}>
      {of.steps.map(({ step, state }) => (
        <li
          key={step}
          className={`case-stage case-stage-${state}`}
          {...(state === 'now' ? { 'aria-current': 'step' } : {})}
        >
          <span className="case-stage-name">{stepNames[step]}</span>
          <span className="case-stage-state">{caseText.stageState[state]}</span>
        </li>
      ))}
    </ol>
  )
}

/** Who, what, where it stands, whose turn it is and by when. */
export function CaseHead({ of, today }: { of: CaseDetail; today: string | undefined }): ReactNode {
  const navigate = useNavigate()
  const isLookAgain = of.round !== 'none' && of.round !== 'application'
  return (
    <header className="panel case-head">
      <div className="case-head-line">
        <div className="case-who">
          <h1>
            {of.applicantName}
            <span className="case-head-programme">{programmeNames[of.programme]}</span>
          </h1>
          <span className="case-tags">
            <CaseStatusTag status={of.status} />
            {isLookAgain ? <span>{roundNames[of.round === 'none' ? 'application' : of.round]}</span> : null}
            <NearRelativeMark row={of} />
          </span>
        </div>
        <Button onClick={() => void navigate('/cases')}>{caseText.back}</Button>
      </div>
      <p className="case-where">
        <span>{of.place}</span>
        <Link to={`/households/${of.householdId}`}>{`${caseText.household} ${of.householdNumber}`}</Link>
        {of.signalId === null ? null : <Link to={`/signals/${of.signalId}`}>{caseText.openSignal}</Link>}
      </p>
      {of.step === 'none' ? null : (
        <p className="case-now">
          <strong>{stepNames[of.step]}</strong>
          <span>{caseText.turn(turnNames[of.turn])}</span>
          {of.dueOn === null || of.colour === null ? null : (
            <>
              <span className="digits">{caseText.due(shortDay(of.dueOn, today ?? of.dueOn))}</span>
              <ClockTag colour={of.colour} />
            </>
          )}
        </p>
      )}
      <Stages of={of} />
    </header>
  )
}
