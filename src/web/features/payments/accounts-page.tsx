import { Button, Empty, Segmented, Table } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { AccountRow } from '#contracts/disbursement'
import { accountColumns } from '#web/features/payments/account-columns.tsx'
import { ConfirmDialog, RejectDialog } from '#web/features/payments/account-dialogs.tsx'
import { AccountForm, type Payee, PayeePicker } from '#web/features/payments/account-form.tsx'
import { accountText } from '#web/features/payments/accounts-text.zh.ts'
import { useAccounts } from '#web/features/payments/api.ts'
import { HouseholdPayees } from '#web/features/payments/household-payees.tsx'
import { usePermission, useSession } from '#web/features/session/api.ts'
import { count } from '#web/format.ts'
import { Failed } from '#web/ui/failed.tsx'
import { ScrollFrame } from '#web/ui/scroll-frame.tsx'
import '#web/features/payments/payments.css'

/** As many rows as the server gives. */
const mostRows = 500

type Opened =
  | { readonly act: 'enter'; readonly payee?: Payee }
  | { readonly act: 'confirm' | 'reject'; readonly account: AccountRow }

function Dialog({ opened, onClose }: { opened: Opened; onClose: () => void }): ReactNode {
  if (opened.act === 'enter') {
    return <AccountForm {...(opened.payee === undefined ? {} : { payee: opened.payee })} onClose={onClose} />
  }
  if (opened.act === 'confirm') return <ConfirmDialog account={opened.account} onClose={onClose} />
  return <RejectDialog account={opened.account} onClose={onClose} />
}

/** Where the money of each person goes: what waits to be confirmed first. The person looked at stands in the address. */
export function AccountsPage(): ReactNode {
  const [search, setSearch] = useSearchParams()
  const mayEdit = usePermission('account:edit')
  const mayConfirm = usePermission('account:confirm')
  const today = useSession().data?.today ?? ''
  const person = search.get('person') ?? undefined
  const household = search.get('household') ?? undefined
  const isAll = search.get('view') === 'all'
  const list = useAccounts(person === undefined ? (isAll ? {} : { status: 'waiting' }) : { person })
  const [opened, setOpened] = useState<Opened>()
  const rows = list.data?.items ?? []
  const known = rows.find(({ personId }) => personId === person)
  const payee = known === undefined ? undefined : { id: known.personId, name: known.person }
  if (list.error !== null) return <Failed error={list.error} retry={() => void list.refetch()} />
  return (
    <div className="payments">
      <header className="page-head">
        <h1>{payee === undefined ? accountText.title : accountText.ofPerson(payee.name)}</h1>
        {mayEdit ? (
          <Button type="primary" onClick={() => setOpened({ act: 'enter', ...(payee === undefined ? {} : { payee }) })}>
            {payee === undefined ? accountText.enter : accountText.replaceFor(payee.name)}
          </Button>
        ) : null}
      </header>
      <p className="quiet payment-hint">{accountText.hint}</p>
      {household === undefined || person !== undefined ? null : (
        <HouseholdPayees id={household} onEnter={(of) => setOpened({ act: 'enter', payee: of })} />
      )}
      <div className="payment-bar page-filters">
        {person === undefined ? (
          <Segmented
            aria-label={accountText.filter}
            value={isAll ? 'all' : 'waiting'}
            onChange={(value) => setSearch(value === 'all' ? { view: 'all' } : {})}
            options={[
              { value: 'waiting', label: accountText.filters.waiting },
              { value: 'all', label: accountText.filters.all },
            ]}
          />
        ) : (
          <Link to="/accounts?view=all">{accountText.showAll}</Link>
        )}
        <PayeePicker onChoose={({ id }) => setSearch({ person: id })} />
        <span className="quiet" aria-live="polite">
          {list.data === undefined ? '' : accountText.total(count(rows.length))}
          {rows.length < mostRows ? null : `　${accountText.newest}`}
        </span>
      </div>
      <section className="panel panel-table" aria-label={accountText.listLabel}>
        <ScrollFrame label={accountText.listLabel}>
          <Table<AccountRow>
            size="small"
            rowKey="id"
            loading={list.isPending}
            pagination={rows.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
            className={rows.length === 0 ? '' : 'account-table'}
            dataSource={rows}
            columns={accountColumns({
              all: rows,
              today,
              ofPerson: person !== undefined,
              acts: mayConfirm
                ? {
                    confirm: (account) => setOpened({ act: 'confirm', account }),
                    reject: (account) => setOpened({ act: 'reject', account }),
                  }
                : undefined,
            })}
            locale={{
              emptyText: list.isPending ? (
                ' '
              ) : (
                <Empty description={accountText.emptyTitle}>
                  <p className="quiet">
                    {person === undefined && !isAll ? accountText.emptyWaiting : accountText.emptyPerson}
                  </p>
                </Empty>
              ),
            }}
          />
        </ScrollFrame>
      </section>
      {opened === undefined ? null : <Dialog opened={opened} onClose={() => setOpened(undefined)} />}
    </div>
  )
}
