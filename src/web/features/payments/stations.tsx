import { CheckCircleFilled, ClockCircleOutlined } from '@ant-design/icons'
import type { ReactNode } from 'react'
import type { PaymentBatchDetail } from '#contracts/disbursement'
import { batchText } from '#web/features/payments/text.zh.ts'
import { longDay } from '#web/format.ts'

interface Station {
  readonly name: string
  readonly by: string | null
  readonly on: string | null
}

/** Who signed what when, and what is still to come. */
export function Stations({ batch }: { batch: PaymentBatchDetail }): ReactNode {
  const names = batchText.stationNames
  const stations: readonly Station[] = [
    { name: names.prepared, by: batch.preparedBy, on: batch.preparedOn },
    { name: names.approved, by: batch.approvedBy, on: batch.approvedOn },
    { name: names.sent, by: null, on: batch.sentOn },
    { name: names.settled, by: null, on: batch.settledOn },
  ]
  return (
    <ol className="payment-stations" aria-label={batchText.stations}>
      {stations.map(({ name, by, on }) => (
        <li key={name} className={on === null ? 'quiet' : undefined}>
          {on === null ? <ClockCircleOutlined aria-hidden /> : <CheckCircleFilled aria-hidden />}
          <strong>{name}</strong>
          <span className="payment-station-day">
            {on === null ? batchText.stationOpen : longDay(on)}
            {by === null ? null : <span>{by}</span>}
          </span>
        </li>
      ))}
    </ol>
  )
}
