import { Button, type TableColumnType } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { AccountRow } from '#contracts/disbursement'
import { accountStatusNames, accountText } from '#web/features/payments/accounts-text.zh.ts'
import { actText } from '#web/ui/act-text.zh.ts'
import { Place } from '#web/features/payments/marks.tsx'
import { shortDay } from '#web/format.ts'
import { type Tone, ToneTag } from '#web/ui/tone-tag.tsx'

const tones: Readonly<Record<AccountRow['status'], Tone>> = {
  waiting: 'orange',
  confirmed: 'green',
  rejected: 'quiet',
  superseded: 'quiet',
}

export function AccountStatusTag({ status }: { status: AccountRow['status'] }): ReactNode {
  return <ToneTag tone={tones[status]}>{accountStatusNames[status]}</ToneTag>
}

function Signed({ by, on, today }: { by: string | null; on: string | null; today: string }): ReactNode {
  if (by === null || on === null) return <span className="quiet">{actText.none}</span>
  return (
    <span className="payment-lines">
      <span>{by}</span>
      <span className="quiet digits">{shortDay(on, today)}</span>
    </span>
  )
}

function Holder({ row }: { row: AccountRow }): ReactNode {
  return (
    <span className="payment-lines">
      <span>
        {row.holder} {row.otherHolder ? <ToneTag tone="yellow">{accountText.otherHolder}</ToneTag> : null}
      </span>
      {row.agreement === null ? null : <span className="quiet">{accountText.agreementOf(row.agreement)}</span>}
    </span>
  )
}

/** True when money went to another account of the same person before, as far as the rows at hand tell. */
function isReplacement(row: AccountRow, all: readonly AccountRow[]): boolean {
  return all.some(
    (other) => other.personId === row.personId && BigInt(other.id) < BigInt(row.id) && other.confirmedOn !== null,
  )
}

export interface AccountActs {
  readonly confirm: (account: AccountRow) => void
  readonly reject: (account: AccountRow) => void
}

function Acts({
  row,
  acts,
  ofPerson,
}: {
  row: AccountRow
  acts: AccountActs | undefined
  ofPerson: boolean
}): ReactNode {
  return (
    <span className="payment-lines">
      {acts !== undefined && row.status === 'waiting' ? (
        <span className="payment-acts">
          <Button
            size="small"
            type="primary"
            aria-label={accountText.confirmOf(row.person)}
            onClick={() => acts.confirm(row)}
          >
            {accountText.confirm}
          </Button>
          <Button size="small" aria-label={accountText.rejectOf(row.person)} onClick={() => acts.reject(row)}>
            {accountText.reject}
          </Button>
        </span>
      ) : null}
      {ofPerson ? null : (
        <Link to={`?person=${row.personId}`} aria-label={accountText.historyOf(row.person)}>
          {accountText.history}
        </Link>
      )}
    </span>
  )
}

export function accountColumns(of: {
  readonly all: readonly AccountRow[]
  readonly today: string
  readonly acts: AccountActs | undefined
  readonly ofPerson: boolean
}): TableColumnType<AccountRow>[] {
  const { all, today, acts, ofPerson } = of
  return [
    {
      title: accountText.payee,
      width: 176,
      render: (_, row) => (
        <span className="payment-lines">
          <strong>{row.person}</strong>
          <Place of={row.place} />
        </span>
      ),
    },
    { title: accountText.holder, width: 180, render: (_, row) => <Holder row={row} /> },
    {
      title: accountText.bank,
      width: 172,
      render: (_, row) => (
        <span className="payment-lines">
          <span>{row.bank}</span>
          <span className="quiet digits">{row.number}</span>
        </span>
      ),
    },
    {
      title: accountText.status,
      width: 156,
      render: (_, row) => (
        <span className="payment-lines">
          <span>
            <AccountStatusTag status={row.status} />{' '}
            {row.status === 'waiting' && isReplacement(row, all) ? (
              <ToneTag tone="yellow">{accountText.changed}</ToneTag>
            ) : null}
          </span>
          {row.reason === null ? null : <span className="quiet">{accountText.rejectedOf(row.reason)}</span>}
        </span>
      ),
    },
    {
      title: accountText.entered,
      responsive: ['lg'],
      width: 84,
      render: (_, row) => <Signed by={row.enteredBy} on={row.enteredOn} today={today} />,
    },
    {
      title: accountText.confirmed,
      responsive: ['lg'],
      width: 84,
      render: (_, row) => <Signed by={row.confirmedBy} on={row.confirmedOn} today={today} />,
    },
    ...(ofPerson && acts === undefined
      ? []
      : [
          {
            title: accountText.acts,
            width: 132,
            render: (_: unknown, row: AccountRow) => <Acts row={row} acts={acts} ofPerson={ofPerson} />,
          },
        ]),
  ]
}
