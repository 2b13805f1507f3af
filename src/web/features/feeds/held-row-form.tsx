import { Alert, App, Button, Form, Input } from 'antd'
import { type ReactNode, useState } from 'react'
import type { HeldRow } from '#contracts/exchange'
import { useCorrect, useDiscard } from '#web/features/feeds/api.ts'
import { MatchPerson } from '#web/features/feeds/match-person.tsx'
import { feedText } from '#web/features/feeds/text.zh.ts'
import { useAct } from '#web/ui/act.tsx'

type Cells = Readonly<Record<string, string>>

/** Settles one held row: mend its cells, say whose it is, or give it up. The refusal stands beside the button. */
export function HeldRowForm({ row, onDone }: { row: HeldRow; onDone: () => void }): ReactNode {
  const correct = useCorrect()
  const discard = useDiscard()
  const sendCorrected = useAct(correct)
  const sendDiscarded = useAct(discard)
  const { message, modal } = App.useApp()
  const [unchanged, setUnchanged] = useState(false)
  const cells = row.cells
  if (cells === null) return <Alert type="info" showIcon title={feedText.hidden} />
  const finish = (): void => {
    void message.success(feedText.done)
    onDone()
  }
  const send = (values: Cells): void => {
    const changed = cells.filter(({ column, text }) => (values[column] ?? '') !== text)
    setUnchanged(changed.length === 0)
    if (changed.length === 0) return
    sendCorrected(
      () => ({ id: row.id, cells: Object.fromEntries(changed.map(({ column }) => [column, values[column] ?? ''])) }),
      finish,
    )
  }
  const refusal = unchanged ? feedText.nothingChanged : (correct.error ?? discard.error)?.message
  return (
    <>
      <Alert
        type="warning"
        showIcon
        title={row.columnHeader ?? feedText.wholeRow}
        description={row.text}
        className="dialog-warning"
      />
      {row.kind === 'review' ? <MatchPerson row={row} onDone={finish} /> : null}
      <Form<Cells>
        layout="vertical"
        initialValues={Object.fromEntries(cells.map(({ column, text }) => [column, text]))}
        onFinish={send}
        onValuesChange={() => {
          setUnchanged(false)
          correct.reset()
        }}
      >
        <h3>{feedText.cells}</h3>
        <div className="held-cells">
          {cells.map(({ column, header }) => (
            <Form.Item
              key={column}
              name={column}
              label={header}
              {...(header === row.columnHeader ? { validateStatus: 'warning' as const } : {})}
            >
              <Input autoComplete="off" />
            </Form.Item>
          ))}
        </div>
        {refusal === undefined ? null : (
          <Alert type="error" showIcon title={refusal} role="alert" className="dialog-warning" />
        )}
        <div className="held-acts">
          <Button type="primary" htmlType="submit" loading={correct.isPending}>
            {feedText.correct}
          </Button>
          <Button
            danger
            loading={discard.isPending}
            onClick={() =>
              void modal.confirm({
                title: feedText.discardTitle(String(row.line)),
                content: feedText.discardWhat,
                okText: feedText.discard,
                cancelText: feedText.cancel,
                okButtonProps: { danger: true },
                onOk: () => sendDiscarded(() => row.id, finish),
              })
            }
          >
            {feedText.discard}
          </Button>
        </div>
      </Form>
    </>
  )
}
