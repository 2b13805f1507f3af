import { Alert, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { Link, useParams } from 'react-router'
import type { BatchHold, PaymentBatchDetail } from '#contracts/disbursement'
import { programmeNames } from '#messages/assistance'
import { actText } from '#web/ui/act-text.zh.ts'
import { usePaymentBatch } from '#web/features/payments/api.ts'
import { BatchActs } from '#web/features/payments/batch-acts.tsx'
import { BatchLines } from '#web/features/payments/batch-lines.tsx'
import { BatchSums } from '#web/features/payments/batch-sums.tsx'
import { BatchStatusTag } from '#web/features/payments/marks.tsx'
import { monthName } from '#web/features/payments/months.ts'
import { Stations } from '#web/features/payments/stations.tsx'
import { batchText, paymentsText } from '#web/features/payments/text.zh.ts'
import { count } from '#web/format.ts'
import { Failed } from '#web/ui/failed.tsx'
import { ScrollFrame } from '#web/ui/scroll-frame.tsx'
import '#web/features/payments/payments.css'

function Head({ batch }: { batch: PaymentBatchDetail }): ReactNode {
  return (
    <section className="panel payment-head" aria-label={batchText.stations}>
      <p className="payment-figures">
        <span>
          {`${batchText.countyTotal} `}
          <strong className="payment-sum digits">{batch.total}</strong>
          {` ${actText.yuan}`}
        </span>
        <span>{batchText.lineCount(count(batch.lines))}</span>
        <span className={batch.held === 0 ? 'quiet' : 'payment-held'}>{batchText.heldCount(count(batch.held))}</span>
        <span className="quiet">
          {batch.programmes === null
            ? paymentsText.allProgrammes
            : batch.programmes.map((programme) => programmeNames[programme]).join(actText.and)}
        </span>
      </p>
      <Stations batch={batch} />
    </section>
  )
}

/** The reasons why lines wait, with how many each: what is to be mended before the list is good. */
function Holds({ holds }: { holds: readonly BatchHold[] }): ReactNode {
  if (holds.length === 0) return null
  return (
    <section className="panel" aria-labelledby="holds-title">
      <div className="panel-head">
        <h2 id="holds-title">{batchText.holds}</h2>
        <Link to="?tab=held#lines">{batchText.seeHeld}</Link>
      </div>
      <ul className="payment-holds">
        {holds.map(({ code, lines, text }) => (
          <li key={code}>
            <strong className="digits">{batchText.holdLines(count(lines))}</strong>
            <span>{text}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Files({ batch }: { batch: PaymentBatchDetail }): ReactNode {
  if (batch.files.length === 0) return null
  return (
    <section className="panel" aria-labelledby="files-title">
      <h2 id="files-title">{batchText.files}</h2>
      <p className="quiet panel-hint">{batchText.filesHint}</p>
      <ScrollFrame label={batchText.files}>
        <table className="plain-table" aria-labelledby="files-title">
          <thead>
            <tr>
              <th scope="col">{batchText.fileName}</th>
              <th scope="col" className="number">
                {batchText.lineNumber}
              </th>
              <th scope="col" className="number">
                {paymentsText.amount}
              </th>
              <th scope="col">{batchText.fileDigest}</th>
            </tr>
          </thead>
          <tbody>
            {batch.files.map((file) => (
              <tr key={file.profile}>
                <td className="digits">{file.name}</td>
                <td className="number">{count(file.lines)}</td>
                <td className="number">{file.total}</td>
                <td className="payment-digest">{file.sm3}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollFrame>
    </section>
  )
}

/** The payment list of a month: what it comes to, what waits and why, and what is to be done next. */
export function PaymentBatchPage(): ReactNode {
  const { id = '' } = useParams()
  const { data: batch, error, refetch } = usePaymentBatch(id)
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />
  if (batch === undefined) return <Skeleton active />
  return (
    <div className="payments">
      <header className="page-head">
        <div className="payment-title">
          <h1>{batchText.title(monthName(batch.month))}</h1>
          <BatchStatusTag status={batch.status} />
        </div>
        <Link to="/payments" className="no-print">
          {batchText.back}
        </Link>
      </header>
      <div className="payment-columns">
        <Head batch={batch} />
        <BatchActs batch={batch} />
      </div>
      {batch.changedAccounts === 0 ? null : (
        <Alert
          type="warning"
          showIcon
          className="payment-alert"
          title={batchText.changedAccounts(count(batch.changedAccounts))}
        />
      )}
      {batch.returned === 0 ? null : (
        <Alert
          type="warning"
          showIcon
          className="payment-alert"
          title={batchText.returnedNote(count(batch.returned))}
        />
      )}
      <Holds holds={batch.holds} />
      <BatchSums batch={batch} />
      <Files batch={batch} />
      <BatchLines batch={batch} />
    </div>
  )
}
