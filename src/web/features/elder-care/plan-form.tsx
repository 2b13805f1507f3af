import { App, Button, Checkbox, Form, Input, InputNumber, Radio } from 'antd'
import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import type { Entitlement, Service } from '#contracts/elder-care'
import { groundNames, serviceNames } from '#messages/elder-care'
import { readTime } from '#web/features/dispatch/clock.ts'
import { useOpenPlan } from '#web/features/elder-care/api.ts'
import { type Fields, type For, initialOf, requestFrom, usualWindow } from '#web/features/elder-care/plan-fields.ts'
import { WhoFields } from '#web/features/elder-care/plan-who.tsx'
import { careText } from '#web/features/elder-care/text.zh.ts'
import { Refusal, useAct } from '#web/ui/act.tsx'
import { yuan } from '#web/format.ts'

function WindowFields({ minutes }: { minutes: number }): ReactNode {
  return (
    <>
      <div className="care-pair">
        <Form.Item
          name="windowFrom"
          label={careText.windowFrom}
          rules={[{ required: true, message: careText.timeMissing }]}
        >
          <Input type="time" className="care-time" />
        </Form.Item>
        <Form.Item
          name="windowUntil"
          label={careText.windowUntil}
          dependencies={['windowFrom']}
          rules={[
            { required: true, message: careText.timeMissing },
            ({ getFieldValue }) => ({
              validator: (_, value: string | undefined) => {
                const from = readTime(String(getFieldValue('windowFrom') ?? ''))
                const until = readTime(value ?? '')
                const isWide = from === undefined || until === undefined || until - from >= minutes
                return isWide ? Promise.resolve() : Promise.reject(new Error(careText.windowWrong))
              },
            }),
          ]}
        >
          <Input type="time" className="care-time" />
        </Form.Item>
      </div>
      <p className="quiet">{careText.windowHint(minutes)}</p>
    </>
  )
}

function RhythmFields({ rhythm }: { rhythm: Fields['rhythm'] }): ReactNode {
  return (
    <>
      <Form.Item name="rhythm" label={careText.rhythm}>
        <Radio.Group
          aria-label={careText.rhythm}
          optionType="button"
          options={(['weekly', 'monthly'] as const).map((value) => ({ value, label: careText.rhythmKinds[value] }))}
        />
      </Form.Item>
      {rhythm === 'weekly' ? (
        <Form.Item
          name="weekdays"
          label={careText.onDays}
          // A group of boxes knows no "required": said by a rule of our own.
          rules={[
            {
              validator: (_, days: number[] | undefined) =>
                (days ?? []).length > 0 ? Promise.resolve() : Promise.reject(new Error(careText.daysMissing)),
            },
          ]}
        >
          <Checkbox.Group options={careText.weekdays.map((label, index) => ({ value: index + 1, label }))} />
        </Form.Item>
      ) : (
        <Form.Item
          name="monthly"
          label={careText.timesAMonth}
          rules={[{ required: true, message: careText.timesAMonth }]}
        >
          <InputNumber min={1} max={31} precision={0} />
        </Form.Item>
      )}
    </>
  )
}

function ServiceChoice({
  entitlement,
  only,
}: {
  entitlement: Entitlement
  /** An agreement is changed within its service. */
  only: Service | undefined
}): ReactNode {
  return (
    <Form.Item
      name="service"
      label={careText.entitlement}
      rules={[{ required: true, message: careText.serviceMissing }]}
    >
      <Radio.Group
        aria-label={careText.entitlement}
        className="care-services"
        options={entitlement.services.map(({ service, minutes, carersNeeded, price, grounds }) => ({
          value: service,
          disabled: grounds.length === 0 || (only !== undefined && only !== service),
          label: (
            <span className="care-lines">
              <span>{serviceNames[service]}</span>
              <span className="quiet">{careText.priceOf(yuan(price), minutes, carersNeeded)}</span>
              {grounds.length === 0 ? <span className="care-warn">{careText.notEntitled}</span> : null}
            </span>
          ),
        }))}
      />
    </Form.Item>
  )
}

/** What is agreed with an elder; the ground and the hours follow the service that is chosen. */
export function PlanForm({ of, entitlement, today }: { of: For; entitlement: Entitlement; today: string }): ReactNode {
  const [form] = Form.useForm<Fields>()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const open = useOpenPlan()
  const act = useAct(open)
  const service = Form.useWatch('service', form)
  const rhythm = Form.useWatch('rhythm', form) ?? 'weekly'
  const chosen = entitlement.services.find((one) => one.service === service)
  const follow = (to: Service): void => {
    const ground = entitlement.services.find((one) => one.service === to)?.grounds[0]
    const isVisit = to === 'check-visit'
    form.setFieldsValue({
      ...usualWindow(to),
      rhythm: isVisit ? 'monthly' : 'weekly',
      ...(ground === undefined ? {} : { ground }),
    })
  }
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      requiredMark={false}
      autoComplete="off"
      scrollToFirstError={{ focus: true }}
      className="panel"
      initialValues={initialOf(of, entitlement, today)}
      onValuesChange={(changed: Partial<Fields>) => {
        if (changed.service !== undefined) follow(changed.service)
      }}
      onFinish={(fields) =>
        act(
          (key) => requestFrom(fields, of, key),
          () => {
            void message.success(careText.saved)
            void navigate(`/care-plans?person=${of.personId}`)
          },
        )
      }
    >
      <ServiceChoice entitlement={entitlement} only={of.replaces?.service} />
      {chosen === undefined ? null : (
        <>
          <Form.Item name="ground" label={careText.ground} rules={[{ required: true }]}>
            <Radio.Group
              aria-label={careText.ground}
              options={chosen.grounds.map((value) => ({ value, label: groundNames[value] }))}
            />
          </Form.Item>
          <RhythmFields rhythm={rhythm} />
          <WindowFields minutes={chosen.minutes} />
          <WhoFields key={chosen.service} service={chosen.service} />
          <div className="care-pair">
            <Form.Item name="firstDay" label={careText.firstDay} rules={[{ required: true }]}>
              <Input type="date" className="care-day" />
            </Form.Item>
            <Form.Item name="lastDay" label={careText.lastDay} extra={careText.lastDayHint}>
              <Input type="date" className="care-day" />
            </Form.Item>
          </div>
          <Form.Item name="note" label={careText.note}>
            <Input.TextArea rows={2} maxLength={500} placeholder={careText.noteHint} />
          </Form.Item>
        </>
      )}
      <Refusal error={open.error} />
      <Button type="primary" size="large" htmlType="submit" loading={open.isPending} disabled={chosen === undefined}>
        {careText.save}
      </Button>
    </Form>
  )
}
