import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { BatchSum, PaymentBatchDetail } from '#contracts/disbursement'
import { type Fen, fen, formatYuan, parseYuan } from '#kernel/fen'
import { programmeNames } from '#messages/assistance'
import { Money } from '#web/features/payments/marks.tsx'
import { batchText } from '#web/features/payments/text.zh.ts'
import { usePermission } from '#web/features/session/api.ts'
import { count } from '#web/format.ts'
import { ScrollFrame } from '#web/ui/scroll-frame.tsx'

const parts = ['basic', 'uplift', 'care', 'adjustment', 'recovery', 'total'] as const
type Part = (typeof parts)[number]

function amountOf(text: string): Fen {
  const amount = parseYuan(text)
  if (amount === undefined) throw new Error(`Not an amount: ${text}`)
  return amount
}

function total(sums: readonly BatchSum[], part: Part): string {
  return formatYuan(fen(sums.reduce((sum, row) => sum + amountOf(row[part]), 0n)))
}

function Row({ sum, first }: { sum: BatchSum; first: boolean }): ReactNode {
  return (
    <tr>
      <th scope="row">{first ? <Link to={`?township=${sum.township}#lines`}>{sum.place}</Link> : null}</th>
      <td>{programmeNames[sum.programme]}</td>
      <td className="number">{count(sum.households)}</td>
      <td className="number">{count(sum.lines)}</td>
      {parts.map((part) => (
        <td key={part} className="number">
          {part === 'total' ? <strong>{sum[part]}</strong> : <Money of={sum[part]} />}
        </td>
      ))}
    </tr>
  )
}

/** What goes where, by township and programme, and what it comes to. */
export function BatchSums({ batch }: { batch: PaymentBatchDetail }): ReactNode {
  const seesCounty = usePermission('payment:prepare') || usePermission('payment:approve')
  const { sums } = batch
  return (
    <section className="panel" aria-labelledby="sums-title">
      <h2 id="sums-title">{batchText.sums}</h2>
      <p className="quiet panel-hint">{seesCounty ? batchText.sumsHint : batchText.sumsOwn}</p>
      {sums.length === 0 ? <p className="quiet">{batchText.noSums}</p> : null}
      {sums.length === 0 ? null : (
        <ScrollFrame label={batchText.sums}>
          <table className="plain-table payment-sums" aria-labelledby="sums-title">
            <thead>
              <tr>
                <th scope="col">{batchText.township}</th>
                <th scope="col">{batchText.programme}</th>
                <th scope="col" className="number">
                  {batchText.households}
                </th>
                <th scope="col" className="number">
                  {batchText.lineNumber}
                </th>
                {[
                  batchText.basic,
                  batchText.uplift,
                  batchText.care,
                  batchText.adjustment,
                  batchText.recovery,
                  batchText.sum,
                ].map((label) => (
                  <th key={label} scope="col" className="number">
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {sums.map((sum, index) => (
                <Row
                  key={`${sum.township} ${sum.programme}`}
                  sum={sum}
                  first={sums[index - 1]?.township !== sum.township}
                />
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row" colSpan={3}>
                  {batchText.sumTotal}
                </th>
                <td className="number">{count(sums.reduce((sum, { lines }) => sum + lines, 0))}</td>
                {parts.map((part) => (
                  <td key={part} className="number">
                    <strong>
                      <Money of={total(sums, part)} />
                    </strong>
                  </td>
                ))}
              </tr>
            </tfoot>
          </table>
        </ScrollFrame>
      )}
    </section>
  )
}
