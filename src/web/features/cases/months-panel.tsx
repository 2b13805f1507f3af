import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { LineStatus } from '#contracts/disbursement'
import { lineStatusNames } from '#messages/disbursement'
import { useEntitlements } from '#web/features/cases/api.ts'
import { caseText } from '#web/features/cases/text.zh.ts'

function statusName(status: string): string {
  return status in lineStatusNames ? lineStatusNames[status as LineStatus] : status
}

/** What the case is owed by month and what became of it, the newest first. */
export function MonthsPanel({ caseId }: { caseId: string }): ReactNode {
  const { data } = useEntitlements(caseId)
  if (data === undefined || data.items.length === 0) return null
  const payments = data.items.flatMap((row) => row.payments).toSorted((a, b) => (a.month < b.month ? 1 : -1))
  return (
    <section className="panel" aria-labelledby="case-months-title">
      <h2 id="case-months-title">{caseText.months}</h2>
      <ul className="case-letters">
        {data.items
          .filter(({ isCurrent }) => isCurrent)
          .map((row) => (
            <li key={row.id}>
              <p className="digits">{caseText.owed(row.from, row.until, row.total)}</p>
              <p className="quiet">{caseText.paidTo(row.payee, row.covered.length)}</p>
            </li>
          ))}
        {payments.map((payment) => (
          <li key={payment.lineId}>
            <p className="case-tags digits">
              <Link to={`/payments/${payment.batchId}`}>{caseText.monthOf(payment.month)}</Link>
              <span>{`${caseText.yuan(payment.total)}　${statusName(payment.status)}`}</span>
            </p>
          </li>
        ))}
      </ul>
      {payments.length === 0 ? <p className="quiet">{caseText.notPaidYet}</p> : null}
    </section>
  )
}
