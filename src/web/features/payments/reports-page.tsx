import { Button, Empty, Select, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { Link, useSearchParams } from 'react-router'
import { type DeadPaidRow, type MonthlyReport, type PaymentReport, paymentReports } from '#contracts/disbursement'
import { fen, type Fen, formatYuan, parseYuan } from '#kernel/fen'
import { programmeNames } from '#messages/assistance'
import { reportNames } from '#messages/disbursement'
import { useDeadPaid, useReport } from '#web/features/payments/api.ts'
import { Money, Place } from '#web/features/payments/marks.tsx'
import { monthChoices, monthName } from '#web/features/payments/months.ts'
import { reportText } from '#web/features/payments/reports-text.zh.ts'
import { useSession } from '#web/features/session/api.ts'
import { count, longDay } from '#web/format.ts'
import { Failed } from '#web/ui/failed.tsx'
import { ScrollFrame } from '#web/ui/scroll-frame.tsx'
import '#web/features/payments/payments.css'
import '#web/features/payments/report-print.css'

type Shown = PaymentReport | 'dead-paid'

function fenOf(text: string): Fen {
  const amount = parseYuan(text)
  if (amount === undefined) throw new Error(`Not an amount: ${text}`)
  return amount
}

function total(amounts: readonly string[]): string {
  return formatYuan(fen(amounts.reduce((sum, amount) => sum + fenOf(amount), 0n)))
}

function Nothing(): ReactNode {
  return (
    <Empty description={reportText.empty}>
      <p className="quiet no-print">{reportText.emptyHint}</p>
    </Empty>
  )
}

function Heads({ of }: { of: readonly (readonly [label: string, isNumber: boolean])[] }): ReactNode {
  return (
    <thead>
      <tr>
        {of.map(([label, isNumber]) => (
          <th key={label} scope="col" className={isNumber ? 'number' : undefined}>
            {label}
          </th>
        ))}
      </tr>
    </thead>
  )
}

function ReportTable({ report }: { report: MonthlyReport }): ReactNode {
  const { items, title, month } = report
  if (items.length === 0) return <Nothing />
  const sums = (['before', 'after', 'change'] as const).map((part) => total(items.map((row) => row[part])))
  const [before = '', after = '', change = ''] = sums
  return (
    <>
      <p className="quiet">{reportText.total(count(items.length), before, after, change)}</p>
      <ScrollFrame label={title}>
        <table className="plain-table report-table" aria-label={reportText.heading(monthName(month), title)}>
          <Heads
            of={[
              [reportText.programme, false],
              [reportText.place, false],
              [reportText.household, false],
              [reportText.person, false],
              [reportText.persons, true],
              [reportText.before, true],
              [reportText.after, true],
              [reportText.change, true],
              [reportText.decision, false],
            ]}
          />
          <tbody>
            {items.map((row) => (
              <tr key={`${row.caseId} ${row.person}`}>
                <td>{programmeNames[row.programme]}</td>
                <td>
                  <Place of={row.place} />
                </td>
                <td className="digits">{row.household}</td>
                <td>
                  <Link to={`/households/${row.householdId}`}>{row.person}</Link>
                </td>
                <td className="number">{count(row.persons)}</td>
                <td className="number">
                  <Money of={row.before} />
                </td>
                <td className="number">
                  <Money of={row.after} />
                </td>
                <td className="number">
                  <strong>{row.change}</strong>
                </td>
                <td>
                  <Link to={`/cases/${row.caseId}`} aria-label={reportText.decisionOf(row.person)}>
                    {reportText.seeDecision}
                  </Link>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollFrame>
    </>
  )
}

function DeadTable({ items, label }: { items: readonly DeadPaidRow[]; label: string }): ReactNode {
  if (items.length === 0) return <Nothing />
  return (
    <>
      <p className="quiet">{reportText.deadTotal(count(items.length), total(items.map(({ amount }) => amount)))}</p>
      <ScrollFrame label={label}>
        <table className="plain-table report-table" aria-label={label}>
          <Heads
            of={[
              [reportText.programme, false],
              [reportText.place, false],
              [reportText.person, false],
              [reportText.died, false],
              [reportText.paidMonth, false],
              [reportText.amount, true],
            ]}
          />
          <tbody>
            {items.map((row) => (
              <tr key={`${row.lineId} ${row.person}`}>
                <td>{programmeNames[row.programme]}</td>
                <td>
                  <Place of={row.place} />
                </td>
                <td>
                  <Link to={`/households/${row.householdId}`}>{row.person}</Link>
                </td>
                <td>{longDay(row.died)}</td>
                <td>{monthName(row.month)}</td>
                <td className="number">{row.amount}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollFrame>
    </>
  )
}

/** A report of a month as a table that goes to a spreadsheet or to paper. */
export function ReportsPage(): ReactNode {
  const [search, setSearch] = useSearchParams()
  const session = useSession().data
  const today = session?.today ?? ''
  const month = search.get('month') ?? today.slice(0, 7)
  const asked = search.get('report')
  const shown: Shown = asked === 'dead-paid' ? asked : (paymentReports.find((known) => known === asked) ?? 'added')
  const isDead = shown === 'dead-paid'
  const report = useReport(month, isDead || month === '' ? undefined : shown)
  const dead = useDeadPaid(month, isDead && month !== '')
  const { error, refetch } = isDead ? dead : report
  const name = isDead ? reportText.deadPaid : reportNames[shown]
  const title = month === '' ? name : reportText.heading(monthName(month), name)
  const change = (part: 'month' | 'report', value: string): void => setSearch({ month, report: shown, [part]: value })
  return (
    <div className="payments">
      <header className="page-head no-print">
        <h1>{reportText.title}</h1>
        <div className="payment-acts">
          {isDead ? null : <Button href={`/api/payment-reports/${month}/${shown}.csv`}>{reportText.download}</Button>}
          <Button type="primary" onClick={() => window.print()}>
            {reportText.print}
          </Button>
        </div>
      </header>
      <p className="quiet payment-hint no-print">{reportText.hint}</p>
      <div className="payment-bar no-print">
        <Select
          aria-label={reportText.month}
          className="report-month"
          value={month}
          onChange={(value) => change('month', value)}
          options={today === '' ? [] : monthChoices(today, 1, 37)}
        />
        <Select
          aria-label={reportText.report}
          className="report-name"
          value={shown}
          onChange={(value) => change('report', value)}
          options={[
            ...paymentReports.map((value): { value: Shown; label: string } => ({ value, label: reportNames[value] })),
            { value: 'dead-paid', label: reportText.deadPaid },
          ]}
        />
      </div>
      <section className="panel report" aria-labelledby="report-title">
        <h2 id="report-title">{title}</h2>
        <p className="quiet report-place">
          {`${session?.post.divisionName ?? ''}　${isDead ? reportText.deadAbout : reportText.about[shown]}`}
        </p>
        {error === null ? null : <Failed error={error} retry={() => void refetch()} />}
        {error === null && (isDead ? dead : report).data === undefined ? <Skeleton active /> : null}
        {!isDead && report.data !== undefined ? <ReportTable report={report.data} /> : null}
        {isDead && dead.data !== undefined ? <DeadTable items={dead.data.items} label={title} /> : null}
      </section>
    </div>
  )
}
