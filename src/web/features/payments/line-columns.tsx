import { Button, type TableColumnType } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { firmHolds, type HoldCode, type PaymentBatchDetail, type PaymentLineRow } from '#contracts/disbursement'
import { programmeNames } from '#messages/assistance'
import { actText } from '#web/ui/act-text.zh.ts'
import type { LineAct } from '#web/features/payments/api.ts'
import { Money, Place } from '#web/features/payments/marks.tsx'
import { monthName } from '#web/features/payments/months.ts'
import { batchText, lineActWords, lineKindNames } from '#web/features/payments/text.zh.ts'
import { daysInWords, longDay } from '#web/format.ts'
import { ToneTag } from '#web/ui/tone-tag.tsx'

type Column = TableColumnType<PaymentLineRow>

/** Holds that are mended where the accounts are. */
const aboutAccount: ReadonlySet<HoldCode> = new Set<HoldCode>(['no-account', 'account-not-confirmed'])

/** What an officer may do with a line, as the server decides it too. */
function actsOf(line: PaymentLineRow, batch: PaymentBatchDetail): readonly LineAct[] {
  const inDraft = batch.status === 'draft'
  if (line.again) return line.status === 'returned' || line.status === 'held' ? ['exclude'] : []
  if (line.status === 'held') {
    const firm = inDraft && line.holds.some(({ code }) => firmHolds.has(code))
    return firm ? ['exclude'] : ['release', 'exclude']
  }
  if (line.status === 'returned') return ['reissue', 'exclude']
  return line.status === 'ready' && inDraft ? ['exclude'] : []
}

function payee(of: PaymentBatchDetail): Column {
  return {
    title: batchText.payee,
    width: 168,
    render: (_, row) => (
      <span className="payment-lines">
        <Link to={`/households/${row.householdId}`}>
          <strong>{row.payee}</strong>
        </Link>
        <Place of={row.place} />
        {row.kind === 'regular' && row.month === of.month ? null : (
          <span className="quiet">{`${lineKindNames[row.kind]}　${batchText.ofMonth(monthName(row.month))}`}</span>
        )}
      </span>
    ),
  }
}

const programme: Column = {
  title: batchText.programme,
  width: 148,
  render: (_, row) => <Link to={`/cases/${row.caseId}`}>{programmeNames[row.programme]}</Link>,
}

function money(title: string, part: 'basic' | 'uplift' | 'care' | 'adjustment' | 'recovery'): Column {
  return { title, width: 80, className: 'number', render: (_, row) => <Money of={row[part]} /> }
}

const total: Column = {
  title: batchText.sum,
  width: 84,
  className: 'number',
  render: (_, row) => <strong>{row.total}</strong>,
}

const account: Column = {
  title: batchText.account,
  width: 156,
  render: (_, row) =>
    row.account === null ? (
      <span className="quiet">{batchText.noAccount}</span>
    ) : (
      <span className="payment-lines">
        <span>{row.bank}</span>
        <span className="quiet digits">{row.account}</span>
        {row.accountChanged ? <ToneTag tone="yellow">{batchText.accountChanged}</ToneTag> : null}
      </span>
    ),
}

/** A hold's first sentence says what is the matter, the rest what to do. */
function Hold({ text }: { text: string }): ReactNode {
  const end = text.indexOf('\u3002') + 1
  return (
    <span>
      <strong>{text.slice(0, end)}</strong>
      {text.slice(end)}
    </span>
  )
}

function Why({ row }: { row: PaymentLineRow }): ReactNode {
  const isReturned = row.returnedOn !== null
  return (
    <span className="payment-why">
      {isReturned ? (
        <span>
          <strong>{row.returnedReason}</strong>
          <span className="quiet">{`　${longDay(row.returnedOn ?? '')}`}</span>
        </span>
      ) : null}
      {row.holds.map(({ code, text }) => (
        <Hold key={code} text={text} />
      ))}
      {row.holdNote === null ? null : <span className="quiet">{batchText.holdNote(daysInWords(row.holdNote))}</span>}
      {row.again ? <span>{batchText.again}</span> : null}
      {row.reason === null ? null : <span>{batchText.decided(row.reason)}</span>}
      {isReturned || row.holds.some(({ code }) => aboutAccount.has(code)) ? (
        <Link to={`/accounts?household=${row.householdId}`}>{batchText.toAccounts}</Link>
      ) : null}
    </span>
  )
}

const why: Column = {
  title: batchText.why,
  render: (_, row) => <Why row={row} />,
}

function acts(batch: PaymentBatchDetail, width: number, onAct: (line: PaymentLineRow, act: LineAct) => void): Column {
  return {
    title: batchText.acts,
    width,
    render: (_, row) => {
      const possible = actsOf(row, batch)
      if (possible.length === 0) return <span className="quiet">{actText.none}</span>
      return (
        <span className="payment-acts">
          {possible.map((act) => (
            <Button
              key={act}
              size="small"
              aria-label={batchText.actOf(lineActWords[act].act, row.payee, row.total)}
              onClick={() => onAct(row, act)}
            >
              {lineActWords[act].act}
            </Button>
          ))}
        </span>
      )
    },
  }
}

/** Lines that go their way show their parts; lines that do not say why. */
export function lineColumns(
  batch: PaymentBatchDetail,
  isSmooth: boolean,
  onAct: ((line: PaymentLineRow, act: LineAct) => void) | undefined,
): Column[] {
  const last = onAct === undefined ? [] : [acts(batch, isSmooth ? 96 : 164, onAct)]
  if (!isSmooth) return [payee(batch), programme, total, why, ...last]
  return [
    payee(batch),
    programme,
    money(batchText.basic, 'basic'),
    money(batchText.uplift, 'uplift'),
    money(batchText.care, 'care'),
    money(batchText.adjustment, 'adjustment'),
    money(batchText.recovery, 'recovery'),
    total,
    account,
    ...last,
  ]
}
