import { Button } from 'antd'
import type { ReactNode } from 'react'
import type { AidDetail } from '#contracts/temporary-assistance'
import { parseYuan } from '#kernel/fen'
import { capitalYuan } from '#kernel/capital-yuan.zh'
import { causeNames } from '#messages/temporary-assistance'
import { usePlaceName } from '#web/features/temporary-assistance/api.ts'
import { aidText } from '#web/features/temporary-assistance/text.zh.ts'
import { longDay } from '#web/format.ts'
import '#web/features/temporary-assistance/voucher.css'

function Cells({ of }: { of: readonly (readonly [label: string, value: ReactNode])[] }): ReactNode {
  return (
    <tr>
      {of.map(([label, value]) => [
        <th key={`${label}-label`} scope="row">
          {label}
        </th>,
        <td key={label} colSpan={of.length === 1 ? 3 : 1}>
          {value}
        </td>,
      ])}
    </tr>
  )
}

/** The voucher as it is printed and filed: one half of an A4 page, to be signed by whoever receives the money. */
export function Voucher({ aid, number }: { aid: AidDetail; number: string }): ReactNode {
  const township = usePlaceName(number.slice(0, 9))
  const amount = parseYuan(aid.amount)
  return (
    <section className="panel voucher" aria-labelledby="voucher-title">
      <div className="panel-head">
        <h2 id="voucher-title">{aidText.voucherTitle}</h2>
        <Button className="no-print" onClick={() => window.print()}>
          {aidText.voucherPrint}
        </Button>
      </div>
      <p className="voucher-line">
        <span>{township.endsWith(aid.place) ? township : `${township} ${aid.place}`}</span>
        <span className="digits">{`${aidText.voucherNumber} ${number}`}</span>
      </p>
      {aid.status === 'returned' ? <p className="voucher-returned">{aidText.voucherReturned}</p> : null}
      <table className="voucher-table">
        <tbody>
          <Cells
            of={[
              [aidText.voucherPerson, aid.name],
              [aidText.voucherId, aid.residentId ?? aidText.noId(aid.noIdReason ?? '')],
            ]}
          />
          <Cells
            of={[
              [aidText.voucherAmount, <strong key="figures">{aidText.voucherFigures(aid.amount)}</strong>],
              [
                aidText.voucherCapital,
                <strong key="capital">{amount === undefined ? '' : capitalYuan(amount)}</strong>,
              ],
            ]}
          />
          <Cells
            of={[
              [aidText.cause, causeNames[aid.cause]],
              [aidText.voucherSource, aidText.voucherSourceFloat],
            ]}
          />
          <Cells of={[[aidText.story, aid.story]]} />
          <Cells
            of={[
              [aidText.requestedBy, aid.requestedBy],
              [aidText.approvedBy, aid.approvedBy ?? ''],
            ]}
          />
          <Cells
            of={[
              [aidText.paidBy, aid.paidBy ?? ''],
              [aidText.paidOn, aid.paidOn === null ? '' : longDay(aid.paidOn)],
            ]}
          />
          <Cells of={[[aidText.receiver, aid.receiver ?? '']]} />
          <Cells of={[[aidText.voucherSign, <span key="sign" className="voucher-sign" />]]} />
        </tbody>
      </table>
      <p className="quiet voucher-note">{aidText.voucherNote}</p>
    </section>
  )
}
