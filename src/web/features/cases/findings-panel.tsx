import { Alert, Button, Skeleton } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import type { CaseDetail, CaseReplay } from '#contracts/assistance'
import { useFinding, useReplay } from '#web/features/cases/api.ts'
import { caseText } from '#web/features/cases/text.zh.ts'
import { instant, longDay } from '#web/format.ts'
import { Failed } from '#web/ui/failed.tsx'

function outcomeWords(of: CaseReplay['before']): string {
  const { eligible, total } = of
  const word = eligible === null ? caseText.eligible.unknown : eligible ? caseText.eligible.yes : caseText.eligible.no
  return eligible === true && total !== null && total !== '0' ? `${word}，${caseText.perMonth(total)}` : word
}

/** Whether the decision comes out again, and what a fact corrected since would have changed. */
function ReplayShown({ of }: { of: CaseReplay }): ReactNode {
  const changed = of.difference === null ? outcomeWords(of.before) !== outcomeWords(of.after) : of.difference !== '0'
  return (
    <div className="case-replay" role="status">
      <Alert
        type={of.same ? 'success' : 'error'}
        showIcon
        title={of.same ? caseText.replaySame : caseText.replayDiffers}
        {...(of.samePolicies ? {} : { description: caseText.replayPolicies })}
      />
      <p>
        <span className="quiet">{`${caseText.replayNow}：`}</span>
        {changed
          ? `${caseText.replayBefore}${outcomeWords(of.before)}；${caseText.replayAfter}${outcomeWords(of.after)}。`
          : caseText.replayNoChange}
        {changed && of.difference !== null ? <strong>{caseText.replayDifference(of.difference)}</strong> : null}
      </p>
    </div>
  )
}

function FindingShown({ caseId, finding }: { caseId: string; finding: CaseDetail['findings'][number] }): ReactNode {
  const [open, setOpen] = useState(false)
  const { data, error, refetch } = useFinding(caseId, finding.id, open)
  const replay = useReplay(caseId, finding.id)
  const missing = data?.missing ?? []
  return (
    <li>
      <div className="case-finding-head">
        <span>
          <strong>{caseText.findingAt(longDay(finding.asOf))}</strong>{' '}
          <span className="quiet">{caseText.findingKnown(instant(finding.knownAt))}</span>
        </span>
        <Button size="small" loading={replay.isPending} onClick={() => replay.mutate()}>
          {caseText.replay}
        </Button>
      </div>
      {replay.error === null ? null : <Alert type="error" showIcon title={replay.error.message} role="alert" />}
      {replay.data === undefined ? null : <ReplayShown of={replay.data} />}
      <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>{caseText.findingShow}</summary>
        {error === null ? null : <Failed error={error} retry={() => void refetch()} />}
        {open && data === undefined && error === null ? <Skeleton active title={false} /> : null}
        {missing.length === 0 ? null : <p>{`${caseText.findingMissing}：${missing.join('、')}`}</p>}
        <ul className="case-sentences">
          {(data?.sentences ?? []).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </details>
    </li>
  )
}

/** What each opinion and decision stands on. */
export function FindingsPanel({ of }: { of: CaseDetail }): ReactNode {
  return (
    <section className="panel" aria-labelledby="case-findings-title">
      <header className="panel-head">
        <h2 id="case-findings-title">{caseText.findings}</h2>
        <Link to={`/households/${of.householdId}`}>{caseText.toReasons}</Link>
      </header>
      {of.findings.length === 0 ? <p className="quiet">{caseText.findingsNone}</p> : null}
      <ul className="case-findings">
        {of.findings.map((finding) => (
          <FindingShown key={finding.id} caseId={of.id} finding={finding} />
        ))}
      </ul>
    </section>
  )
}
