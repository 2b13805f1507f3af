import { Button, Skeleton } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useParams } from 'react-router'
import type { SettlementDetail } from '#contracts/elder-care'
import { useSettlement, useSettlementStep } from '#web/features/elder-care/api.ts'
import { SettlementTag } from '#web/features/elder-care/settlement-tag.tsx'
import { careText } from '#web/features/elder-care/text.zh.ts'
import { ActFormDialog } from '#web/ui/act.tsx'
import { usePermission, useSession } from '#web/features/session/api.ts'
import { count, yuan } from '#web/format.ts'
import { Failed } from '#web/ui/failed.tsx'
import { ScrollFrame } from '#web/ui/scroll-frame.tsx'
import '#web/features/elder-care/care.css'

const monthName = (month: string): string =>
  month.replace('-0', '-').replace('-', careText.yearMark).concat(careText.monthMark)

function StepDialog(props: {
  readonly settlement: SettlementDetail
  readonly step: 'approve' | 'withdraw'
  readonly onClose: () => void
}): ReactNode {
  const { settlement, step, onClose } = props
  const isApproval = step === 'approve'
  return (
    <ActFormDialog
      title={careText.settlementTitle(settlement.providerName, monthName(settlement.month))}
      what={isApproval ? careText.approveWhat : careText.withdrawWhat}
      act={isApproval ? careText.approve : careText.withdraw}
      danger={!isApproval}
      mutation={useSettlementStep(settlement.id, step)}
      requestOf={(_, key) => ({ key, version: settlement.version })}
      done={isApproval ? careText.approveDone : careText.withdrawDone}
      onClose={onClose}
    />
  )
}

function Sums({ of }: { of: SettlementDetail }): ReactNode {
  return (
    <dl className="care-sums">
      {(
        [
          [careText.visits, count(of.visits)],
          [careText.total, yuan(of.total)],
          [careText.publicPays, yuan(of.publicPays)],
          [careText.ownPays, yuan(of.ownPays)],
          [careText.preparedBy, careText.signed(of.preparedBy, of.preparedOn)],
          [
            careText.approvedBy,
            of.approvedBy === null ? careText.none : careText.signed(of.approvedBy, of.approvedOn ?? ''),
          ],
        ] as const
      ).map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Lines({ lines }: { lines: SettlementDetail['lines'] }): ReactNode {
  return (
    <ScrollFrame label={careText.lines}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{careText.day}</th>
            <th scope="col">{careText.service}</th>
            <th scope="col">{careText.name}</th>
            <th scope="col">{careText.place}</th>
            <th scope="col" className="number">
              {careText.price}
            </th>
            <th scope="col" className="number">
              {careText.paysPublic}
            </th>
            <th scope="col">{careText.basis}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.visitId}>
              <td className="digits">{line.day}</td>
              <td>{line.service}</td>
              <td>{line.name}</td>
              <td>{line.place}</td>
              <td className="number">{yuan(line.price)}</td>
              <td className="number">{yuan(line.publicPays)}</td>
              <td>{line.basis}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollFrame>
  )
}

/** One provider's month: what it comes to, line by line with the basis, and who signs it. */
export function SettlementPage(): ReactNode {
  const { id = '' } = useParams()
  const detail = useSettlement(id)
  const maySettle = usePermission('care:settle')
  const self = useSession().data?.officer.name
  const [step, setStep] = useState<'approve' | 'withdraw'>()
  if (detail.error !== null && detail.data === undefined) {
    return <Failed error={detail.error} retry={() => void detail.refetch()} />
  }
  if (detail.data === undefined) return <Skeleton active />
  const { status, preparedBy, undecided, lines } = detail.data
  const isOwn = preparedBy === self
  return (
    <div className="care-stack">
      <header className="page-head">
        <h1>{careText.settlementTitle(detail.data.providerName, monthName(detail.data.month))}</h1>
        <span className="care-filter no-print">
          {maySettle && status === 'draft' && !isOwn ? (
            <Button type="primary" onClick={() => setStep('approve')}>
              {careText.approve}
            </Button>
          ) : null}
          {maySettle && status !== 'withdrawn' ? (
            <Button danger onClick={() => setStep('withdraw')}>
              {careText.withdraw}
            </Button>
          ) : null}
          <Button onClick={() => window.print()}>{careText.print}</Button>
          <Link to="/care-settlements">{careText.back}</Link>
        </span>
      </header>
      <section className="panel settlement" aria-label={careText.lines}>
        <p>
          <SettlementTag status={status} />
        </p>
        {status === 'draft' && isOwn ? <p className="quiet no-print">{careText.ownPrepared}</p> : null}
        <Sums of={detail.data} />
        {undecided > 0 ? <p className="care-warn">{careText.undecided(undecided)}</p> : null}
        <Lines lines={lines} />
      </section>
      {step === undefined ? null : (
        <StepDialog settlement={detail.data} step={step} onClose={() => setStep(undefined)} />
      )}
    </div>
  )
}
