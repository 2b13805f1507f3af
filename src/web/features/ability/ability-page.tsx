import { Alert, Button, Skeleton } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useParams } from 'react-router'
import type { AbilityDetail } from '#contracts/ability-assessment'
import { ActDialog, type DialogAct } from '#web/features/ability/act-dialog.tsx'
import { useAbility } from '#web/features/ability/api.ts'
import { AssessmentForm } from '#web/features/ability/assessment-form.tsx'
import { HistoryPanel } from '#web/features/ability/history-panel.tsx'
import { personLine, StatusTag } from '#web/features/ability/marks.tsx'
import {
  FindingsPanel,
  ObjectionPanel,
  OutcomePanel,
  ScoresPanel,
  SignaturesPanel,
} from '#web/features/ability/result-panels.tsx'
import { abilityText, actWords } from '#web/features/ability/text.zh.ts'
import { usePermission } from '#web/features/session/api.ts'
import { longDay } from '#web/format.ts'
import { Failed } from '#web/ui/failed.tsx'
import '#web/features/ability/ability.css'

function actsOf(of: AbilityDetail): readonly DialogAct[] {
  return of.next.flatMap((act) => (act === 'save' || act === 'sign' ? [] : [act]))
}

function NextPanel({ of, onAct }: { of: AbilityDetail; onAct: (act: DialogAct) => void }): ReactNode {
  const mayReview = usePermission('ability:review')
  const acts = actsOf(of)
  const isOwn = of.status === 'signed' && mayReview && !acts.includes('confirm')
  return (
    <section className="panel" aria-labelledby="ability-next-title">
      <h2 id="ability-next-title">{abilityText.next}</h2>
      {isOwn ? <p>{abilityText.ownForm}</p> : null}
      {acts.length === 0 && !isOwn ? <p className="quiet">{abilityText.nothingNext}</p> : null}
      <div className="ability-acts">
        {acts.map((act) => (
          <Button
            key={act}
            size="large"
            type={act === 'confirm' || act === 'review' ? 'primary' : 'default'}
            danger={act === 'discard'}
            onClick={() => onAct(act)}
          >
            {actWords[act].act}
          </Button>
        ))}
      </div>
    </section>
  )
}

function Result({ of, onAct }: { of: AbilityDetail; onAct: (act: DialogAct) => void }): ReactNode {
  return (
    <div className="ability-result">
      <div className="ability-stack">
        {of.changeReportedOn === null || !of.holds ? null : (
          <Alert
            type="warning"
            showIcon
            title={abilityText.changeReportedOn(longDay(of.changeReportedOn), of.change ?? '')}
          />
        )}
        <OutcomePanel of={of} />
        <ScoresPanel of={of} />
        <FindingsPanel of={of} />
        <SignaturesPanel of={of} />
      </div>
      <div className="ability-stack">
        <NextPanel of={of} onAct={onAct} />
        <ObjectionPanel of={of} />
        <HistoryPanel history={of.history} current={of.id} />
      </div>
    </div>
  )
}

/** One assessment: the form while it is a draft that the officer may fill in, afterwards the result. */
export function AbilityPage(): ReactNode {
  const { id = '' } = useParams()
  const found = useAbility(id)
  const [act, setAct] = useState<DialogAct>()
  const of = found.data
  if (of === undefined) {
    return found.error === null ? (
      <Skeleton active />
    ) : (
      <Failed error={found.error} retry={() => void found.refetch()} />
    )
  }
  const mayFill = of.next.includes('save')
  return (
    <div className="ability-page">
      <header className="page-head">
        <span className="ability-lines">
          <h1>{abilityText.formTitle(of.person.name)}</h1>
          <span className="quiet">{personLine(of.person)}</span>
        </span>
        <span className="ability-head-acts">
          <StatusTag status={of.status} />
          {of.person.householdId === null ? null : (
            <Link to={`/households/${of.person.householdId}`}>{abilityText.toHousehold}</Link>
          )}
          <Link to="/ability-assessments">{abilityText.back}</Link>
          {mayFill && of.next.includes('discard') ? (
            <Button danger onClick={() => setAct('discard')}>
              {actWords.discard.act}
            </Button>
          ) : null}
        </span>
      </header>
      {of.status === 'draft' && of.returnNote !== null ? (
        <Alert className="ability-returned" type="warning" showIcon title={abilityText.returned(of.returnNote)} />
      ) : null}
      {mayFill ? <AssessmentForm key={of.id} of={of} /> : <Result of={of} onAct={setAct} />}
      {act === undefined ? null : <ActDialog key={act} of={of} act={act} onClose={() => setAct(undefined)} />}
    </div>
  )
}
