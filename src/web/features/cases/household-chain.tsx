import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { programmeNames, referralDepartmentNames, referralResultNames } from '#messages/assistance'
import { useCasesOf, useReferrals } from '#web/features/cases/api.ts'
import { CaseStatusTag } from '#web/features/cases/marks.tsx'
import { AskDialog } from '#web/features/cases/referral-dialogs.tsx'
import { referralText, sumOf } from '#web/features/cases/text.zh.ts'
import { usePermission } from '#web/features/session/api.ts'
import { Failed } from '#web/ui/failed.tsx'
import '#web/features/cases/cases.css'

/** Who gave this household what: the cases of our own office, and what went to other departments. */
export function HouseholdChain({ householdId }: { householdId: string }): ReactNode {
  const cases = useCasesOf(householdId)
  const referrals = useReferrals(householdId)
  const mayOpen = usePermission('case:open')
  const navigate = useNavigate()
  const [asking, setAsking] = useState(false)
  const error = cases.error ?? referrals.error
  const nothing = cases.data?.items.length === 0 && referrals.data?.items.length === 0
  return (
    <section className="panel no-print" aria-labelledby="case-chain-title">
      <h2 id="case-chain-title">{referralText.chain}</h2>
      {error === null ? null : <Failed error={error} retry={() => void cases.refetch()} />}
      {nothing ? <p className="quiet">{referralText.chainNone}</p> : null}
      <ul className="line-list">
        {(cases.data?.items ?? []).map((row) => (
          <li key={row.id}>
            <span className="case-lines">
              <Link to={`/cases/${row.id}`}>{programmeNames[row.programme]}</Link>
              <span className="quiet">{`${row.applicantName}　${row.openedOn}`}</span>
            </span>
            <span className="case-lines case-chain-end">
              <CaseStatusTag status={row.status} />
              <span className="digits">{sumOf(row)}</span>
            </span>
          </li>
        ))}
        {(referrals.data?.items ?? []).map((row) => (
          <li key={`referral-${row.id}`}>
            <span className="case-lines">
              <span>{referralDepartmentNames[row.department]}</span>
              <span className="quiet">{row.answer ?? row.ask}</span>
            </span>
            <span>{row.result === null ? referralText.chainWaiting : referralResultNames[row.result]}</span>
          </li>
        ))}
      </ul>
      {mayOpen ? (
        <p className="case-tags no-print">
          <Button type="primary" onClick={() => void navigate(`/cases/new?householdId=${householdId}`)}>
            {referralText.apply}
          </Button>
          <Button onClick={() => setAsking(true)}>{referralText.open}</Button>
        </p>
      ) : null}
      {asking ? <AskDialog householdId={householdId} onClose={() => setAsking(false)} /> : null}
    </section>
  )
}
