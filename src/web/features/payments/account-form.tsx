import { Alert, App, Form, Input, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { accountText } from '#web/features/payments/accounts-text.zh.ts'
import { ActDialog, useAct } from '#web/ui/act.tsx'
import { usePeople } from '#web/features/households/api.ts'
import { useEnterAccount } from '#web/features/payments/api.ts'
import { useRested } from '#web/ui/rested.ts'

export interface Payee {
  readonly id: string
  readonly name: string
}

interface Fields {
  readonly holder: string
  readonly bank: string
  readonly number: string
  readonly again: string
  readonly agreement?: string
}

/** People as they write numbers on paper: in groups. */
const digitsOf = (text: string | undefined): string => (text ?? '').replaceAll(/\s/g, '')

function checkNumber(text: string | undefined): Promise<void> {
  return /^\d{8,30}$/.test(digitsOf(text)) ? Promise.resolve() : Promise.reject(new Error(accountText.numberWrong))
}

/** Finds a person by name, initials or the end of the identity number. */
export function PayeePicker({ value, onChoose }: { value?: Payee; onChoose: (payee: Payee) => void }): ReactNode {
  const [text, setText] = useState('')
  const asked = useRested(text.trim())
  const hits = usePeople(asked).data?.items ?? []
  return (
    <Select
      className="payee-picker"
      aria-label={accountText.search}
      placeholder={accountText.searchHint}
      showSearch={{ filterOption: false, onSearch: setText }}
      notFoundContent={asked === '' ? null : accountText.searchNothing}
      value={value?.name ?? null}
      onChange={(_, option) => {
        const chosen = hits.find(({ personId }) => !Array.isArray(option) && option?.value === personId)
        if (chosen !== undefined) onChoose({ id: chosen.personId, name: chosen.name })
      }}
      options={hits.map(({ personId, name, relation, place }) => ({
        value: personId,
        label: accountText.hitOf(name, relation, place),
      }))}
    />
  )
}

/** Where the money of a person is to go; a card in another's name needs the agreement. */
export function AccountForm({ payee, onClose }: { payee?: Payee; onClose: () => void }): ReactNode {
  const [form] = Form.useForm<Fields>()
  const { message } = App.useApp()
  const [chosen, setChosen] = useState(payee)
  const [isMissing, setMissing] = useState(false)
  const holder = Form.useWatch('holder', form)?.trim() ?? ''
  const enter = useEnterAccount()
  const act = useAct(enter)
  const isOther = chosen !== undefined && holder !== '' && holder !== chosen.name
  const choose = (next: Payee): void => {
    setChosen(next)
    setMissing(false)
    form.setFieldsValue({ holder: next.name })
  }
  const send = (fields: Fields): void => {
    if (chosen === undefined) return setMissing(true)
    const agreement = fields.agreement?.trim() ?? ''
    act(
      (key) => ({
        key,
        personId: chosen.id,
        holder: fields.holder.trim(),
        bank: fields.bank.trim(),
        number: digitsOf(fields.number),
        ...(isOther && agreement !== '' ? { agreement } : {}),
      }),
      () => {
        void message.success(accountText.entered2)
        onClose()
      },
    )
  }
  return (
    <ActDialog
      title={accountText.formTitle}
      what={accountText.formWhat}
      act={accountText.enter}
      pending={enter.isPending}
      error={enter.error}
      onOk={() => {
        setMissing(chosen === undefined)
        form.submit()
      }}
      onClose={onClose}
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        autoComplete="off"
        initialValues={payee === undefined ? {} : { holder: payee.name }}
        onFinish={send}
      >
        <Form.Item
          label={accountText.person}
          {...(isMissing ? { validateStatus: 'error' as const, help: accountText.personMissing } : {})}
        >
          {payee === undefined ? (
            <PayeePicker {...(chosen === undefined ? {} : { value: chosen })} onChoose={choose} />
          ) : (
            <strong>{payee.name}</strong>
          )}
        </Form.Item>
        <Form.Item
          name="holder"
          label={accountText.holderField}
          rules={[{ required: true, whitespace: true, message: accountText.holderMissing }]}
        >
          <Input maxLength={40} />
        </Form.Item>
        {isOther ? (
          <>
            <Alert type="warning" showIcon title={accountText.agreementWhy(chosen.name)} className="payment-warning" />
            <Form.Item
              name="agreement"
              label={accountText.agreement}
              rules={[{ required: true, whitespace: true, message: accountText.agreementMissing }]}
            >
              <Input.TextArea rows={2} maxLength={200} placeholder={accountText.agreementHint} />
            </Form.Item>
          </>
        ) : null}
        <Form.Item
          name="bank"
          label={accountText.bankField}
          rules={[{ required: true, whitespace: true, message: accountText.bankMissing }]}
        >
          <Input maxLength={60} placeholder={accountText.bankHint} />
        </Form.Item>
        <Form.Item
          name="number"
          label={accountText.numberField}
          rules={[{ validator: (_, value: string | undefined) => checkNumber(value) }]}
        >
          <Input inputMode="numeric" maxLength={40} />
        </Form.Item>
        <Form.Item
          name="again"
          label={accountText.numberAgain}
          dependencies={['number']}
          rules={[
            ({ getFieldValue }) => ({
              validator: (_, value: string | undefined) =>
                digitsOf(value) === digitsOf(String(getFieldValue('number') ?? ''))
                  ? Promise.resolve()
                  : Promise.reject(new Error(accountText.numberDiffers)),
            }),
          ]}
        >
          <Input inputMode="numeric" maxLength={40} onPaste={(event) => event.preventDefault()} />
        </Form.Item>
      </Form>
    </ActDialog>
  )
}
