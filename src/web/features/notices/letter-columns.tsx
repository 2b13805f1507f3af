import { Button, type TableColumnType } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { isAddressed, type LetterRow } from '#contracts/notice'
import { kindNames, wayNames } from '#messages/notice'
import { letterText } from '#web/features/notices/text.zh.ts'
import { longDay } from '#web/format.ts'
import { ToneTag } from '#web/ui/tone-tag.tsx'

export function awaitsDelivery({ kind, deliveredOn }: LetterRow): boolean {
  return deliveredOn === null && isAddressed(kind)
}

function Delivered({ row }: { row: LetterRow }): ReactNode {
  if (row.deliveredOn === null && !isAddressed(row.kind)) return <span className="quiet">{letterText.filed}</span>
  if (row.deliveredOn === null) return <ToneTag tone="yellow">{letterText.notDelivered}</ToneTag>
  return (
    <span className="notice-lines">
      <span>{longDay(row.deliveredOn)}</span>
      <span className="quiet">
        {[row.deliveryWay === null ? '' : wayNames[row.deliveryWay], row.deliveryNote ?? ''].join('　')}
      </span>
    </span>
  )
}

function Acts({ row, onDeliver }: { row: LetterRow; onDeliver: ((row: LetterRow) => void) | undefined }): ReactNode {
  const kind = kindNames[row.kind]
  return (
    <span className="letter-acts">
      <a
        href={`/api/letters/${row.id}.html`}
        target="_blank"
        rel="noreferrer"
        aria-label={letterText.openOf(kind, row.number)}
      >
        {letterText.open}
      </a>
      <a
        href={`/api/letters/${row.id}.pdf`}
        target="_blank"
        rel="noreferrer"
        aria-label={letterText.pdfOf(kind, row.number)}
      >
        {letterText.pdf}
      </a>
      {onDeliver === undefined || !awaitsDelivery(row) ? null : (
        <Button size="small" aria-label={letterText.deliverOf(kind, row.number)} onClick={() => onDeliver(row)}>
          {letterText.deliver}
        </Button>
      )}
    </span>
  )
}

/** The columns of the register; the case is left out where all letters are of one. */
export function letterColumns(of: {
  readonly withCase: boolean
  readonly onDeliver: ((row: LetterRow) => void) | undefined
}): TableColumnType<LetterRow>[] {
  return [
    {
      title: letterText.kind,
      width: 200,
      render: (_, row) => (
        <span className="notice-lines">
          <strong>{kindNames[row.kind]}</strong>
          <span className="quiet">{row.number}</span>
        </span>
      ),
    },
    { title: letterText.addressee, width: 84, dataIndex: 'addressee' },
    ...(of.withCase
      ? [
          {
            title: letterText.case,
            width: 108,
            render: (_: unknown, row: LetterRow) => <Link to={`/cases/${row.caseId}`}>{letterText.toCase}</Link>,
          },
        ]
      : []),
    { title: letterText.issued, width: 124, render: (_, row) => longDay(row.issuedOn) },
    { title: letterText.delivered, width: 180, render: (_, row) => <Delivered row={row} /> },
    { title: letterText.acts, width: 204, render: (_, row) => <Acts row={row} onDeliver={of.onDeliver} /> },
  ]
}
