import { Alert, Segmented, Skeleton } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { Scenario, SitingAnswer } from '#contracts/siting-scenario'
import { useScenarios } from '#web/features/siting/api.ts'
import { planAreas, planKinds, planPoints } from '#web/features/siting/plan-map.ts'
import { sitingText } from '#web/features/siting/text.zh.ts'
import { conditionsOf, differenceOf, figuresOf, proofOf } from '#web/features/siting/words.ts'
import { CountyMap } from '#web/ui/county-map.tsx'
import { Failed } from '#web/ui/failed.tsx'
import '#web/features/siting/siting.css'

interface Pair {
  readonly a: Scenario
  readonly b: Scenario
}

function Figures({ a, b }: Pair): ReactNode {
  const [ofA, ofB] = [figuresOf(a.answer), figuresOf(b.answer)]
  return (
    <table className="plain-table siting-figures">
      <thead>
        <tr>
          <th scope="col">{sitingText.figure}</th>
          <th scope="col" className="number">
            {sitingText.sideA(a.name)}
          </th>
          <th scope="col" className="number">
            {sitingText.sideB(b.name)}
          </th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{sitingText.conditions}</th>
          <td className="number">{conditionsOf(a.question)}</td>
          <td className="number">{conditionsOf(b.question)}</td>
        </tr>
        {ofA.map((row, index) => (
          <tr key={row.name}>
            <th scope="row">{row.name}</th>
            <td className="number">
              <strong>{row.after}</strong>
            </td>
            <td className="number">
              <strong>{ofB[index]?.after}</strong>
            </td>
          </tr>
        ))}
        <tr>
          <th scope="row">{sitingText.answer}</th>
          <td className="number">{proofOf(a.answer)}</td>
          <td className="number">{proofOf(b.answer)}</td>
        </tr>
      </tbody>
    </table>
  )
}

function SiteNames({ title, sites }: { title: string; sites: readonly SitingAnswer['sites'][number][] }): ReactNode {
  return (
    <div>
      <h3>{`${title}（${sites.length}）`}</h3>
      {sites.length === 0 ? (
        <p className="quiet">{sitingText.nothingHere}</p>
      ) : (
        <ul className="siting-names">
          {sites.map(({ id, name, place }) => (
            <li key={id}>
              {name} <span className="quiet">{place.split(' ')[1] ?? ''}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** Why the figures of two scenarios are not to be laid side by side without a thought; empty when they are. */
function warningOf({ a, b }: Pair): string {
  const terms = ({ question }: Scenario): string => [question.kind, question.mode, question.within].join(' ')
  const people = ({ answer }: Scenario): string =>
    answer.villages.map(({ code, elders }) => `${code} ${elders}`).join(' ')
  if (terms(a) !== terms(b)) return sitingText.differentTerms
  return people(a) === people(b) ? '' : sitingText.differentData
}

function Comparison({ a, b }: Pair): ReactNode {
  const [side, setSide] = useState<'a' | 'b'>('a')
  const shown = side === 'a' ? a : b
  const points = useMemo(() => planPoints(shown.answer, 'after'), [shown])
  const areas = useMemo(() => planAreas(shown.answer), [shown])
  const { onlyOne, onlyOther, both } = differenceOf(a.answer, b.answer)
  const warning = warningOf({ a, b })
  return (
    <div className="siting-answer">
      {warning === '' ? null : <Alert type="warning" showIcon title={warning} />}
      <section className="panel" aria-label={sitingText.compareTitle}>
        <Figures a={a} b={b} />
      </section>
      <div className="siting-lists">
        <section className="panel siting-differences" aria-labelledby="siting-differences-title">
          <h2 id="siting-differences-title">{sitingText.sitesDifference}</h2>
          <SiteNames title={sitingText.onlyInA} sites={onlyOne} />
          <SiteNames title={sitingText.onlyInB} sites={onlyOther} />
          <details>
            <summary>{`${sitingText.inBoth}（${both.length}）`}</summary>
            <SiteNames title={sitingText.inBoth} sites={both} />
          </details>
        </section>
        <section className="panel no-print" aria-label={sitingText.compareMap}>
          <div className="siting-bar">
            <Segmented
              aria-label={sitingText.mapView}
              value={side}
              onChange={setSide}
              options={[
                { value: 'a', label: sitingText.sideA(a.name) },
                { value: 'b', label: sitingText.sideB(b.name) },
              ]}
            />
          </div>
          <CountyMap label={sitingText.compareMap} kinds={planKinds} points={points} areas={areas} />
        </section>
      </div>
    </div>
  )
}

/** Two scenarios side by side; which ones stands in the address. */
export function ComparePage(): ReactNode {
  const [search] = useSearchParams()
  const list = useScenarios()
  const find = (side: 'a' | 'b'): Scenario | undefined => list.data?.items.find(({ id }) => id === search.get(side))
  const [a, b] = [find('a'), find('b')]
  if (list.error !== null) return <Failed error={list.error} retry={() => void list.refetch()} />
  return (
    <div className="siting-page">
      <header className="page-head">
        <h1>{sitingText.compareTitle}</h1>
        <Link className="no-print" to="/siting/scenarios">
          {sitingText.backToScenarios}
        </Link>
      </header>
      {list.isPending ? <Skeleton active /> : null}
      {list.isSuccess && (a === undefined || b === undefined) ? <p>{sitingText.goneScenario}</p> : null}
      {a === undefined || b === undefined ? null : <Comparison a={a} b={b} />}
    </div>
  )
}
