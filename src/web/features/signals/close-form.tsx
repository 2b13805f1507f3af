import { App, Button, Form, Input, Radio } from 'antd'
import type { ReactNode } from 'react'
import type { Result, SignalDetail } from '#contracts/monitoring'
import { resultNames } from '#messages/monitoring'
import { useClose } from '#web/features/signals/api.ts'
import { signalText } from '#web/features/signals/text.zh.ts'
import { Refusal, useAct } from '#web/ui/act.tsx'

interface Fields {
  readonly result: Result
  readonly note?: string
}

/** Ends a signal with its result; the refusal stands beside the button that caused it. */
export function CloseForm({ signal }: { signal: SignalDetail }): ReactNode {
  const close = useClose(signal.id)
  const { message } = App.useApp()
  const act = useAct(close)
  const send = ({ result, note }: Fields): void =>
    act(
      (key) => ({ key, version: signal.version, result, note: note ?? '' }),
      () => void message.success(signalText.done),
    )
  return (
    <Form<Fields> layout="vertical" onFinish={send} requiredMark={false}>
      <Form.Item name="result" label={signalText.result} rules={[{ required: true, message: signalText.chooseResult }]}>
        <Radio.Group
          className="close-results"
          options={signal.possibleResults.map((result) => ({ value: result, label: resultNames[result] }))}
        />
      </Form.Item>
      <Form.Item name="note" label={signalText.note}>
        <Input.TextArea rows={3} maxLength={1000} showCount placeholder={signalText.noteHint} />
      </Form.Item>
      {close.error === null ? null : (
        <Form.Item>
          <Refusal error={close.error} />
        </Form.Item>
      )}
      <Button type="primary" htmlType="submit" loading={close.isPending}>
        {signalText.close}
      </Button>
    </Form>
  )
}
