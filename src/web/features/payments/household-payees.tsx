import { useQueries } from '@tanstack/react-query'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { AccountList } from '#contracts/disbursement'
import type { EntitlementRow } from '#contracts/entitlement'
import { programmeNames } from '#messages/assistance'
import { AccountStatusTag } from '#web/features/payments/account-columns.tsx'
import type { Payee } from '#web/features/payments/account-form.tsx'
import { accountText } from '#web/features/payments/accounts-text.zh.ts'
import { actText } from '#web/ui/act-text.zh.ts'
import { useEntitlementsOf } from '#web/features/payments/api.ts'
import { usePermission } from '#web/features/session/api.ts'
import { read, withQuery } from '#web/request.ts'
import { Failed } from '#web/ui/failed.tsx'

function programmesOf(rows: readonly EntitlementRow[]): string {
  return [...new Set(rows.map(({ programme }) => programmeNames[programme]))].join(actText.and)
}

/** Who is paid in a household, and where to: what a hold for a missing account leads to. */
export function HouseholdPayees({ id, onEnter }: { id: string; onEnter: (payee: Payee) => void }): ReactNode {
  const { data, error, refetch } = useEntitlementsOf(id)
  const mayEdit = usePermission('account:edit')
  const payees = [...Map.groupBy(data?.items ?? [], ({ payeePersonId }) => payeePersonId)]
  const accounts = useQueries({
    queries: payees.map(([person]) => ({
      queryKey: ['payment-accounts', { person }],
      queryFn: () => read<AccountList>(withQuery('/api/payment-accounts', { person })),
    })),
  })
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />
  return (
    <section className="panel" aria-labelledby="payees-title">
      <div className="panel-head">
        <h2 id="payees-title">{accountText.household}</h2>
        <Link to={`/households/${id}`}>{accountText.householdBack}</Link>
      </div>
      <p className="quiet panel-hint">
        {data !== undefined && payees.length === 0 ? accountText.householdNone : accountText.householdHint}
      </p>
      <ul className="account-payees">
        {payees.map(([person, rows], index) => {
          const current = accounts[index]?.data?.items.filter(
            ({ status }) => status === 'confirmed' || status === 'waiting',
          )
          const payee = { id: person, name: rows[0]?.payee ?? '' }
          const hasAccount = current !== undefined && current.length > 0
          return (
            <li key={person}>
              <span className="payment-lines">
                <Link to={`?person=${person}`}>
                  <strong>{payee.name}</strong>
                </Link>
                <span className="quiet">{programmesOf(rows)}</span>
              </span>
              <span className="payment-lines">
                {current?.length === 0 ? <span className="quiet">{accountText.householdNoAccount}</span> : null}
                {current?.map((account) => (
                  <span key={account.id}>
                    {`${account.bank} ${account.number} `}
                    <AccountStatusTag status={account.status} />
                  </span>
                ))}
              </span>
              {mayEdit ? (
                <Button onClick={() => onEnter(payee)}>
                  {hasAccount ? accountText.replaceFor(payee.name) : accountText.enterFor(payee.name)}
                </Button>
              ) : null}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
