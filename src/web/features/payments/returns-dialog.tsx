import { App, Button, Form, Input, Radio } from 'antd'
import { type ReactNode, useRef, useState } from 'react'
import { type BankProfile, bankProfiles } from '#contracts/disbursement'
import { ActDialog, useAct } from '#web/ui/act.tsx'
import { useReturns } from '#web/features/payments/api.ts'
import { batchText, profileNames } from '#web/features/payments/text.zh.ts'
import { count } from '#web/format.ts'

const profileChoices = bankProfiles.map((value) => ({ value, label: profileNames[value] }))

/** Takes in what the bank could not pay: a file, or a few lines typed in. A wrong line refuses all, and is named. */
export function ReturnsDialog({ batchId, onClose }: { batchId: string; onClose: () => void }): ReactNode {
  const { message } = App.useApp()
  const [profile, setProfile] = useState<BankProfile>('csv')
  const [file, setFile] = useState<File>()
  const [text, setText] = useState('')
  const [isMissing, setMissing] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const run = useReturns(batchId)
  const act = useAct(run)
  const send = (): void => {
    setMissing(file === undefined && text.trim() === '')
    if (file === undefined && text.trim() === '') return
    act(
      (key) => (file === undefined ? { key, profile, text: text.trim() } : { key, profile, file }),
      (done) => {
        void message.success(batchText.returnsDone(count(done.again), count(done.kept)))
        onClose()
      },
    )
  }
  return (
    <ActDialog
      title={batchText.returns}
      what={batchText.returnsWhat}
      act={batchText.returns}
      pending={run.isPending}
      error={run.error}
      onOk={send}
      onClose={onClose}
    >
      <Form layout="vertical">
        <Form.Item label={batchText.fileProfile}>
          <Radio.Group
            aria-label={batchText.fileProfile}
            value={profile}
            options={profileChoices}
            onChange={({ target }) =>
              setProfile(profileChoices.find(({ value }) => value === target.value)?.value ?? profile)
            }
          />
        </Form.Item>
        <Form.Item label={batchText.returnsFile}>
          <Button onClick={() => input.current?.click()}>{batchText.returnsChoose}</Button>
          {file === undefined ? null : <span className="payment-file">{file.name}</span>}
          <input
            ref={input}
            type="file"
            hidden
            tabIndex={-1}
            aria-label={batchText.returnsFile}
            accept=".csv,.txt"
            onChange={({ target }) => {
              setFile(target.files?.[0])
              // The same file may be chosen again after it was mended.
              target.value = ''
            }}
          />
        </Form.Item>
        <Form.Item
          label={batchText.returnsText}
          htmlFor="returns-text"
          {...(isMissing ? { validateStatus: 'error' as const, help: batchText.returnsMissing } : {})}
        >
          <Input.TextArea
            id="returns-text"
            rows={4}
            disabled={file !== undefined}
            placeholder={batchText.returnsExample}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        </Form.Item>
      </Form>
    </ActDialog>
  )
}
