import { App, Checkbox, Form, Radio, Select } from 'antd'
import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { type Programme, programmes } from '#contracts/assistance'
import { programmeNames } from '#messages/assistance'
import { ActDialog, useAct } from '#web/ui/act.tsx'
import { useBuild } from '#web/features/payments/api.ts'
import { monthChoices } from '#web/features/payments/months.ts'
import { paymentsText } from '#web/features/payments/text.zh.ts'
import { useSession } from '#web/features/session/api.ts'
import { count } from '#web/format.ts'

interface Fields {
  readonly month: string
  readonly scope: 'all' | 'some'
  readonly programmes?: Programme[]
}

/** What a batch is made for; the same again makes its draft anew. */
export interface BuildWish {
  readonly month: string
  readonly programmes: readonly Programme[] | null
}

/** Makes the list of a month, and goes there. */
export function BuildDialog({ wish, onClose }: { wish?: BuildWish; onClose: () => void }): ReactNode {
  const [form] = Form.useForm<Fields>()
  const scope = Form.useWatch('scope', form)
  const { message } = App.useApp()
  const navigate = useNavigate()
  const today = useSession().data?.today ?? ''
  const build = useBuild()
  const act = useAct(build)
  const send = (fields: Fields): void =>
    act(
      (key) => ({
        key,
        month: fields.month,
        ...(fields.scope === 'some' ? { programmes: fields.programmes ?? [] } : {}),
      }),
      (done) => {
        void message.success(paymentsText.built(count(done.lines), count(done.held)))
        onClose()
        void navigate(`/payments/${done.id}`)
      },
    )
  const given = wish?.programmes ?? null
  const months = monthChoices(today, 1, 13)
  return (
    <ActDialog
      title={paymentsText.buildTitle}
      what={paymentsText.buildWhat}
      act={paymentsText.build}
      pending={build.isPending}
      error={build.error}
      onOk={() => form.submit()}
      onClose={onClose}
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{
          month: wish?.month ?? today.slice(0, 7),
          scope: given === null ? 'all' : 'some',
          ...(given === null ? {} : { programmes: [...given] }),
        }}
        onFinish={send}
      >
        <Form.Item name="month" label={paymentsText.buildMonth}>
          <Select options={months} disabled={wish !== undefined} />
        </Form.Item>
        <Form.Item name="scope" label={paymentsText.buildScope}>
          <Radio.Group
            disabled={wish !== undefined}
            options={[
              { value: 'all', label: paymentsText.buildAll },
              { value: 'some', label: paymentsText.buildSome },
            ]}
          />
        </Form.Item>
        {scope === 'some' ? (
          <Form.Item name="programmes" rules={[{ required: true, message: paymentsText.buildSomeMissing }]}>
            <Checkbox.Group
              className="payment-programmes"
              disabled={wish !== undefined}
              options={programmes.map((value) => ({ value, label: programmeNames[value] }))}
            />
          </Form.Item>
        ) : null}
      </Form>
      {build.isPending ? <p aria-live="polite">{paymentsText.building}</p> : null}
    </ActDialog>
  )
}
