import { Alert, App, Button, Empty, Input, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import type { VisitRow } from '#contracts/elder-care'
import { serviceNames } from '#messages/elder-care'
import { useMovePreview, useMoveVisit } from '#web/features/dispatch/api.ts'
import type { BoardRow } from '#web/features/dispatch/board-rows.ts'
import { candidatesFor } from '#web/features/dispatch/candidates.ts'
import { MoveCost } from '#web/features/dispatch/cost.tsx'
import { boardText } from '#web/features/dispatch/text.zh.ts'
import { newCommandKey } from '#web/request.ts'

/** What is to be given to somebody else. */
export interface Reassigned {
  readonly visit: VisitRow
  readonly part: number
  /** Who has it now; undefined when nobody has. */
  readonly from: string | undefined
  /** Whom it was dropped on before the cost was known. */
  readonly wanted?: string
}

/** Costs of so many carers are asked at once: each is a question to the server. */
const atOnce = 6

function Candidate(props: {
  readonly day: string
  readonly planId: string
  readonly of: Reassigned
  readonly row: BoardRow
  readonly visits: ReadonlyMap<string, VisitRow>
  readonly isBusy: boolean
  readonly onChoose: () => void
}): ReactNode {
  const { day, planId, of, row, visits, isBusy, onChoose } = props
  const preview = useMovePreview(day, { planId, visitId: of.visit.id, part: of.part, carerId: row.id })
  const name = row.carer?.name ?? ''
  return (
    <li>
      <div className="candidate-head">
        <span>
          <strong>{name}</strong>{' '}
          <span className="quiet">
            {row.visits === 0 ? boardText.free : boardText.load(row.visits, row.route?.travel ?? 0)}
            {`　${row.carer?.facilityName ?? ''}`}
          </span>
        </span>
        <Button
          size="small"
          type="primary"
          disabled={isBusy || preview.data?.allowed !== true}
          aria-label={boardText.reassignActFor(name)}
          onClick={onChoose}
        >
          {boardText.reassignAct}
        </Button>
      </div>
      {preview.error !== null ? <p className="cost-worse">{preview.error.message}</p> : null}
      {preview.isPending ? <p className="quiet">{boardText.reassignAsking}</p> : null}
      {preview.data === undefined ? null : <MoveCost preview={preview.data} visits={visits} />}
    </li>
  )
}

/** Gives a visit to somebody else by choosing from a list that says what each choice would cost. */
export function ReassignDialog(props: {
  readonly day: string
  readonly planId: string
  readonly of: Reassigned
  readonly rows: readonly BoardRow[]
  readonly visits: ReadonlyMap<string, VisitRow>
  readonly onClose: () => void
}): ReactNode {
  const { day, planId, of, rows, visits, onClose } = props
  const { message } = App.useApp()
  const move = useMoveVisit(day)
  const [shown, setShown] = useState(atOnce)
  const everybody = candidatesFor(of.visit, rows, { from: of.from })
  const [text, setText] = useState(everybody.find(({ id }) => id === of.wanted)?.carer?.name ?? '')
  const able = everybody.filter(({ carer }) => text.trim() === '' || (carer?.name.includes(text.trim()) ?? false))
  const what = boardText.visitAt(serviceNames[of.visit.service], of.visit.name)
  const choose = (row: BoardRow): void =>
    move.mutate(
      { key: newCommandKey(), planId, visitId: of.visit.id, part: of.part, carerId: row.id },
      {
        onSuccess: () => {
          void message.success(boardText.moved(what, row.carer?.name ?? ''))
          onClose()
        },
      },
    )
  return (
    <Modal open title={boardText.reassignTitle(what)} footer={null} width={620} onCancel={onClose}>
      <p className="quiet">{boardText.reassignHint}</p>
      <Input
        allowClear
        aria-label={boardText.find}
        placeholder={boardText.carers}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {move.error === null ? null : (
        <Alert className="reassign-error" type="error" showIcon role="alert" title={move.error.message} />
      )}
      {able.length === 0 ? <Empty description={boardText.reassignNobody} /> : null}
      <ul className="candidates">
        {able.slice(0, shown).map((row) => (
          <Candidate
            key={row.id}
            day={day}
            planId={planId}
            of={of}
            row={row}
            visits={visits}
            isBusy={move.isPending}
            onChoose={() => choose(row)}
          />
        ))}
      </ul>
      {able.length > shown ? (
        <Button block onClick={() => setShown(shown + atOnce)}>
          {boardText.reassignMore}
        </Button>
      ) : null}
    </Modal>
  )
}
