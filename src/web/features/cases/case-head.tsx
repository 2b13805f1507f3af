import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Link, useNavigate } from 'react-router'
import type { CaseDetail } from '#contracts/assistance'
import { eventNames, programmeNames, roundNames, stepNames, turnNames } from '#messages/assistance'
import { CaseStatusTag, ClockTag, NearRelativeMark } from '#web/features/cases/marks.tsx'
import { caseText } from '#web/features/cases/text.zh.ts'
import { shortDay } from '#web/format.ts'

type Stage = CaseDetail['steps'][number]

/** Steps that are taken in some cases only: what leaves no trace in the history was not needed. */
const traceOf: Readonly<Partial<Record<Stage['step'], string>>> = {
  notice: eventNames['notice-posted'],
  visit: eventNames.visited,
  hearing: eventNames.heard,
}

/** Steps that stand in no line of stages, by the stage that they are part of. */
const partOf: Readonly<Partial<Record<Stage['step'], Stage['step']>>> = {
  confirmation: 'decision',
  objection: 'notice',
}

function stateOf(of: CaseDetail, { step, state }: Stage): keyof typeof caseText.stageState {
  if (partOf[of.step] === step) return 'now'
  const trace = traceOf[step]
  const wasSkipped = trace !== undefined && !of.timeline.some(({ name }) => name === trace)
  return state === 'done' && wasSkipped ? 'skipped' : state
}

function Stages({ of }: { of: CaseDetail }): ReactNode {
  if (of.steps.length === 0) return null
  return (
    <ol className="case-stages" aria-label={caseText.stages}>
      {of.steps.map((stage) => {
        const state = stateOf(of, stage)
        return (
          <li
            key={stage.step}
            className={`case-stage case-stage-${state}`}
            {...(state === 'now' ? { 'aria-current': 'step' } : {})}
          >
            <span className="case-stage-name">{stepNames[stage.step]}</span>
            <span className="case-stage-state">{caseText.stageState[state]}</span>
          </li>
        )
      })}
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
