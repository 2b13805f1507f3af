import { Alert, Checkbox, Segmented } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import type { SitingAnswer, SitingQuestion } from '#contracts/siting-scenario'
import { sitedKindNames } from '#messages/siting-scenario'
import { FiguresTable } from '#web/features/siting/figures-table.tsx'
import { BeyondList, OverlapsPanel, SitesList } from '#web/features/siting/plan-lists.tsx'
import { planAreas, planKinds, planLines, planPoints, type PlanView } from '#web/features/siting/plan-map.ts'
import { sitingText } from '#web/features/siting/text.zh.ts'
import { conditionsOf, headlineOf, proofOf } from '#web/features/siting/words.ts'
import { CountyMap } from '#web/ui/county-map.tsx'

function Result({ question, answer }: { question: SitingQuestion; answer: SitingAnswer }): ReactNode {
  return (
    <>
      <p className="siting-headline" role="status">
        <strong>{headlineOf(question, answer)}</strong>
        <span>{proofOf(answer)}</span>
        <span className="quiet">
          {sitedKindNames[question.kind]}　{conditionsOf(question)}　{sitingText.took(answer.seconds.toFixed(1))}
        </span>
      </p>
      {answer.unmet.length === 0 ? null : (
        <Alert
          type="warning"
          showIcon
          className="siting-alert"
          title={`${sitingText.floorBroken}${answer.unmet.join('、')}`}
        />
      )}
      {answer.faults.length === 0 ? null : (
        <Alert
          type="warning"
          showIcon
          className="siting-alert"
          title={sitingText.faults}
          description={
            <ul className="siting-faults">
              {answer.faults.map((fault) => (
                <li key={fault}>{fault}</li>
              ))}
            </ul>
          }
        />
      )}
    </>
  )
}

/** An answer: what it says in a sentence, in figures, on the map, and who is named in it. */
export function PlanView({
  question,
  answer,
  acts,
}: {
  question: SitingQuestion
  answer: SitingAnswer
  acts?: ReactNode
}): ReactNode {
  const [view, setView] = useState<PlanView>('after')
  const [withLines, setWithLines] = useState(false)
  const [selected, setSelected] = useState<string>()
  const points = useMemo(() => planPoints(answer, view), [answer, view])
  const areas = useMemo(() => planAreas(answer), [answer])
  const lines = useMemo(() => (withLines && view === 'after' ? planLines(answer) : []), [answer, view, withLines])
  return (
    <div className="siting-answer">
      <section className="panel" aria-labelledby="siting-answer-title">
        <div className="panel-head">
          <h2 id="siting-answer-title">{sitingText.answer}</h2>
          {acts}
        </div>
        <Result question={question} answer={answer} />
        <FiguresTable answer={answer} />
      </section>
      <section className="panel no-print" aria-label={sitingText.map}>
        <div className="siting-bar">
          <Segmented
            aria-label={sitingText.mapView}
            value={view}
            onChange={setView}
            options={(['before', 'after'] as const).map((value) => ({ value, label: sitingText.views[value] }))}
          />
          <Checkbox
            checked={withLines}
            disabled={view === 'before'}
            onChange={(event) => setWithLines(event.target.checked)}
          >
            {sitingText.showLines}
          </Checkbox>
        </div>
        <CountyMap
          label={sitingText.map}
          kinds={planKinds}
          points={points}
          areas={areas}
          lines={lines}
          selected={selected}
          onPick={setSelected}
        />
      </section>
      <div className="siting-lists">
        <SitesList answer={answer} selected={selected} onSelect={setSelected} />
        <BeyondList answer={answer} selected={selected} onSelect={setSelected} />
      </div>
      <OverlapsPanel overlaps={answer.overlaps} />
    </div>
  )
}
