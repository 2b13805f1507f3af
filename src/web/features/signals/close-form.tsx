import { Alert, App, Button, Form, Input, Radio } from 'antd'
import { type ReactNode, useState } from 'react'
import type { Result, SignalDetail } from '#contracts/monitoring'
import { resultNames } from '#messages/monitoring'
import { newCommandKey } from '#web/request.ts'
import { useClose } from '#web/features/signals/api.ts'
import { signalText } from '#web/features/signals/text.zh.ts'

interface Fields {
  readonly result: Result
  readonly note?: string
}

/** Ends a signal with its result; the refusal stands beside the button that caused it. */
export function CloseForm({ signal }: { signal: SignalDetail }): ReactNode {
  const close = useClose(signal.id)
  const { message } = App.useApp()
  const [key, setKey] = useState(newCommandKey)
  const send = ({ result, note }: Fields): void => {
    close.mutate(
      { key, version: signal.version, result, note: note ?? '' },
      {
        onSuccess: () => void message.success(signalText.done),
        // A refused act may be mended and sent again as a new one.
        onError: () => setKey(newCommandKey()),
      },
    )
  }
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
        <Alert type="error" showIcon title={close.error.message} role="alert" style={{ marginBlockEnd: 12 }} />
      )}
      <Button type="primary" htmlType="submit" loading={close.isPending}>
        {signalText.close}
      </Button>
    </Form>
  )
}
