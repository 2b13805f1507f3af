import { Button, Skeleton, Tabs } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import type { BatchQuality, BatchSummary } from '#contracts/exchange'
import { useBatchQuality } from '#web/features/feeds/api.ts'
import { BatchStatusTag } from '#web/features/feeds/batch-status.tsx'
import { HeldRowsPanel } from '#web/features/feeds/held-rows-panel.tsx'
import { feedText } from '#web/features/feeds/text.zh.ts'
import { WithdrawDialog } from '#web/features/feeds/withdraw-dialog.tsx'
import { usePermission } from '#web/features/session/api.ts'
import { count, instant } from '#web/format.ts'
import { Failed } from '#web/ui/failed.tsx'
import '#web/features/feeds/feeds.css'

function Figures({ batch }: { batch: BatchSummary }): ReactNode {
  const figures: readonly (readonly [string, number])[] = [
    [feedText.rows, batch.rows],
    [feedText.accepted, batch.accepted],
    [feedText.unchanged, batch.unchanged],
    [feedText.quarantined, batch.quarantined],
    [feedText.review, batch.review],
  ]
  return (
    <dl className="batch-figures">
      {figures.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{count(value)}</dd>
        </div>
      ))}
    </dl>
  )
}

function Quality({ quality }: { quality: BatchQuality }): ReactNode {
  const problems = quality.columns.flatMap(({ header, codes }) =>
    codes.map((code) => ({ ...code, header: header ?? feedText.wholeRow })),
  )
  return (
    <section className="panel" aria-labelledby="quality-title">
      <h2 id="quality-title">{feedText.quality}</h2>
      {problems.length === 0 ? <p className="quiet">{feedText.noProblems}</p> : null}
      {problems.length === 0 ? null : (
        <table className="plain-table quality-table" aria-labelledby="quality-title">
          <thead>
            <tr>
              <th scope="col">{feedText.column}</th>
              <th scope="col">{feedText.problem}</th>
              <th scope="col" className="number">
                {feedText.affected}
              </th>
            </tr>
          </thead>
          <tbody>
            {problems.map(({ header, code, text, rows }) => (
              <tr key={`${header} ${code}`}>
                <th scope="row">{header}</th>
                <td>{text}</td>
                <td className="number">{count(rows)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {quality.notes.length === 0 ? null : (
        <>
          <h3>{feedText.notes}</h3>
          <table className="plain-table" aria-label={feedText.notes}>
            <tbody>
              {quality.notes.map(({ code, text, rows }) => (
                <tr key={code}>
                  <td>{text}</td>
                  <td className="number">{count(rows)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  )
}

/** One delivery: how good it was, and the rows of it that wait for somebody. */
export function BatchPage(): ReactNode {
  const { id = '' } = useParams()
  const [search, setSearch] = useSearchParams()
  const { data: quality, error, refetch } = useBatchQuality(id)
  const mayWithdraw = usePermission('batch:withdraw')
  const [withdrawing, setWithdrawing] = useState(false)
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />
  if (quality === undefined) return <Skeleton active />
  const { batch } = quality
  const firstTab = batch.quarantined === 0 && batch.review > 0 ? 'review' : 'quarantine'
  return (
    <div className="feeds">
      <p className="batch-back">
        <Link to="/feeds">{feedText.back}</Link>
      </p>
      <header className="panel batch-head">
        <div>
          <h1>
            {batch.feedTitle === '' ? feedText.unknownFeed : batch.feedTitle} <BatchStatusTag status={batch.status} />
          </h1>
          <p className="quiet batch-origin">
            <span className="batch-file">{batch.fileName}</span>
            <span>{`${feedText.through} ${batch.dataThrough ?? '—'}`}</span>
            <span>{`${feedText.when} ${instant(batch.receivedAt)}`}</span>
            <span>{`${feedText.who} ${batch.officerName ?? feedText.system}`}</span>
          </p>
          {batch.refusal === null ? null : <p className="upload-refusal">{batch.refusal}</p>}
        </div>
        {mayWithdraw && batch.status === 'loaded' ? (
          <Button danger onClick={() => setWithdrawing(true)}>
            {feedText.withdraw}
          </Button>
        ) : null}
        <Figures batch={batch} />
      </header>
      <section className="panel batch-tabs">
        <Tabs
          activeKey={search.get('tab') ?? firstTab}
          onChange={(tab) => setSearch({ tab }, { replace: true })}
          items={[
            {
              key: 'quarantine',
              label: feedText.quarantineTab(count(batch.quarantined)),
              children: <HeldRowsPanel batchId={id} kind="quarantine" hint={feedText.quarantineHint} />,
            },
            {
              key: 'review',
              label: feedText.reviewTab(count(batch.review)),
              children: <HeldRowsPanel batchId={id} kind="review" hint={feedText.reviewHint} />,
            },
          ]}
        />
      </section>
      <Quality quality={quality} />
      {withdrawing ? <WithdrawDialog batch={batch} onClose={() => setWithdrawing(false)} /> : null}
    </div>
  )
}
