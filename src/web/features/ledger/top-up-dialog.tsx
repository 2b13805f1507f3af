import { Alert, App, Form, Input, Modal, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { parseYuan } from '#kernel/fen'
import { say } from '#kernel/text'
import { refusals } from '#messages/ledger'
import { useTopUp, useTownships } from '#web/features/ledger/api.ts'
import { ledgerText } from '#web/features/ledger/text.zh.ts'
import { useSession } from '#web/features/session/api.ts'
import { newCommandKey } from '#web/request.ts'

interface Fields {
  readonly division: string
  readonly amount: string
  readonly yearly?: string
  readonly memo: string
}

const plain = (text: string | undefined): string => (text ?? '').trim().replaceAll(',', '')

function checkAmount(text: string | undefined): Promise<void> {
  const amount = parseYuan(text ?? '')
  if (amount !== undefined && amount > 0n) return Promise.resolve()
  return Promise.reject(new Error(say(refusals, { code: 'amount-not-positive' })))
}

/** Puts money of the county into a township's float; the first time opens the float. */
export function TopUpDialog({ division, onClose }: { division?: string; onClose: () => void }): ReactNode {
  const [form] = Form.useForm<Fields>()
  const { message } = App.useApp()
  const county = useSession().data?.post.division
  const townships = useTownships(county)
  const topUp = useTopUp()
  const [key, setKey] = useState(newCommandKey)
  const send = (fields: Fields): void =>
    topUp.mutate(
      {
        key,
        division: fields.division,
        amount: plain(fields.amount),
        memo: fields.memo.trim(),
        ...(plain(fields.yearly) === '' ? {} : { yearly: plain(fields.yearly) }),
      },
      {
        onSuccess: () => {
          void message.success(ledgerText.topUpDone)
          onClose()
        },
        // A refused act was not done; one whose answer was lost may have been done and keeps its key.
        onError: (problem) => {
          if (problem.status >= 400 && problem.status < 500) setKey(newCommandKey())
        },
      },
    )
  return (
    <Modal
      open
      title={ledgerText.topUp}
      okText={ledgerText.topUp}
      cancelText={ledgerText.cancel}
      confirmLoading={topUp.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p>{ledgerText.topUpWhat}</p>
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        autoComplete="off"
        initialValues={division === undefined ? {} : { division }}
        onFinish={send}
      >
        <Form.Item
          name="division"
          label={ledgerText.topUpTownship}
          rules={[{ required: true, message: ledgerText.topUpTownshipMissing }]}
        >
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            loading={townships.isLoading}
            placeholder={ledgerText.topUpTownshipMissing}
            options={(townships.data?.items ?? []).map(({ code, name }) => ({ value: code, label: name }))}
          />
        </Form.Item>
        <Form.Item
          name="amount"
          label={ledgerText.topUpAmount}
          rules={[{ validator: (_, value: string | undefined) => checkAmount(value) }]}
        >
          <Input inputMode="decimal" maxLength={12} suffix={ledgerText.yuan} />
        </Form.Item>
        <Form.Item
          name="yearly"
          label={ledgerText.topUpYearly}
          rules={[
            {
              validator: (_, value: string | undefined) =>
                plain(value) === '' ? Promise.resolve() : checkAmount(value),
            },
          ]}
        >
          <Input inputMode="decimal" maxLength={12} suffix={ledgerText.yuan} />
        </Form.Item>
        <Form.Item
          name="memo"
          label={ledgerText.topUpMemo}
          rules={[{ required: true, whitespace: true, message: ledgerText.topUpMemoMissing }]}
        >
          <Input maxLength={200} placeholder={ledgerText.topUpMemoHint} />
        </Form.Item>
      </Form>
      {topUp.error === null ? null : <Alert type="error" showIcon title={topUp.error.message} role="alert" />}
    </Modal>
  )
}
