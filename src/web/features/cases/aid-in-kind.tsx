import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import type { AidInKindRow } from '#contracts/entitlement'
import { AidInKindDialog, type GivenTo } from '#web/features/cases/aid-in-kind-dialog.tsx'
import { inKindText } from '#web/features/cases/aid-in-kind-text.zh.ts'
import { sumOfAid } from '#web/features/cases/aid-in-kind-sum.ts'
import { useAidInKind } from '#web/features/cases/api.ts'
import { usePermission } from '#web/features/session/api.ts'
import { longDay } from '#web/format.ts'
import { Failed } from '#web/ui/failed.tsx'
import { ToneTag } from '#web/ui/tone-tag.tsx'
import '#web/features/cases/cases.css'

function Row({ row, isOfCase }: { row: AidInKindRow; isOfCase: boolean }): ReactNode {
  const { provider, receiver, officer, givenOn, caseId, value } = row
  return (
    <li>
      <span className="case-lines">
        <strong>{row.description}</strong>
        <span>{[longDay(givenOn), inKindText.by(provider)].join('　')}</span>
        <span className="quiet">{[inKindText.receivedBy(receiver), inKindText.takenDownBy(officer)].join('　')}</span>
        {caseId === null || isOfCase ? null : <Link to={`/cases/${caseId}`}>{inKindText.toCase}</Link>}
      </span>
      <span className="case-lines case-chain-end">
        <ToneTag tone="quiet">{inKindText.kinds[row.kind]}</ToneTag>
        <span className={value === null ? 'quiet' : 'digits'}>
          {value === null ? inKindText.unpriced : inKindText.value(value)}
        </span>
      </span>
    </li>
  )
}

/** Goods and services that a household was given, or with a case only what belongs to it; and the way to add to them. */
export function AidInKindPanel({ of }: { of: GivenTo }): ReactNode {
  const { householdId, caseId } = of
  const list = useAidInKind(householdId)
  const mayRecord = usePermission('case:handle')
  const [isRecording, setRecording] = useState(false)
  const isOfCase = caseId !== undefined
  const rows = (list.data?.items ?? []).filter((row) => !isOfCase || row.caseId === caseId)
  if (isOfCase && !mayRecord && rows.length === 0) return null
  return (
    <section className="panel no-print" aria-labelledby="aid-in-kind-title">
      <h2 id="aid-in-kind-title">{isOfCase ? inKindText.titleOfCase : inKindText.title}</h2>
      {list.error === null ? null : <Failed error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess ? <p className="quiet">{rows.length === 0 ? inKindText.none : sumOfAid(rows)}</p> : null}
      <ul className="line-list">
        {rows.map((row) => (
          <Row key={row.id} row={row} isOfCase={isOfCase} />
        ))}
      </ul>
      {mayRecord ? (
        <p className="case-tags">
          <Button onClick={() => setRecording(true)}>{inKindText.record}</Button>
        </p>
      ) : null}
      {isRecording ? <AidInKindDialog of={of} onClose={() => setRecording(false)} /> : null}
    </section>
  )
}
