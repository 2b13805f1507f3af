import { Alert, App, Form, Modal, Progress, Radio } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { usePlanDay } from '#web/features/dispatch/api.ts'
import { clockTime, minuteNow } from '#web/features/dispatch/clock.ts'
import { boardText } from '#web/features/dispatch/text.zh.ts'
import { longDay } from '#web/format.ts'
import { newCommandKey } from '#web/request.ts'

const choices = [5, 15, 30] as const

/** Seconds since something began; stands still while nothing runs. */
function useSecondsOf(isRunning: boolean): number {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    if (!isRunning) return undefined
    const from = Date.now()
    const timer = setInterval(() => setSeconds((Date.now() - from) / 1000), 250)
    return () => clearInterval(timer)
  }, [isRunning])
  return seconds
}

/** Has the day planned: from nothing or from the plan at hand, in so many seconds. */
export function PlanDialog(props: {
  readonly day: string
  readonly hasPlan: boolean
  readonly onClose: () => void
}): ReactNode {
  const { day, hasPlan, onClose } = props
  const { message } = App.useApp()
  const plan = usePlanDay(day)
  const [from, setFrom] = useState<'plan' | 'nothing'>(hasPlan ? 'plan' : 'nothing')
  const [seconds, setSeconds] = useState<number>(5)
  const ran = useSecondsOf(plan.isPending)
  const now = minuteNow(day)
  const start = (): void =>
    plan.mutate(
      { key: newCommandKey(), seconds, from },
      {
        onSuccess: () => {
          void message.success(boardText.planned)
          onClose()
        },
      },
    )
  return (
    <Modal
      open
      title={boardText.planTitle(longDay(day))}
      okText={boardText.plan}
      cancelText={boardText.cancel}
      confirmLoading={plan.isPending}
      closable={!plan.isPending}
      mask={{ closable: false }}
      cancelButtonProps={{ disabled: plan.isPending }}
      onOk={start}
      onCancel={onClose}
    >
      <p>{boardText.planWhat}</p>
      {now === null ? null : <p>{boardText.planNow(clockTime(now))}</p>}
      <Form layout="vertical" disabled={plan.isPending}>
        {hasPlan ? (
          <Form.Item label={boardText.planFrom}>
            <Radio.Group
              aria-label={boardText.planFrom}
              className="stacked-choices"
              value={from}
              onChange={({ target }) => setFrom(target.value === 'plan' ? 'plan' : 'nothing')}
              options={(['plan', 'nothing'] as const).map((value) => ({ value, label: boardText.planFroms[value] }))}
            />
          </Form.Item>
        ) : null}
        <Form.Item label={boardText.planSeconds} extra={boardText.planSecondsHint}>
          <Radio.Group
            aria-label={boardText.planSeconds}
            optionType="button"
            value={seconds}
            onChange={({ target }) => setSeconds(Number(target.value))}
            options={choices.map((value) => ({ value, label: boardText.planSecondsOf(value) }))}
          />
        </Form.Item>
      </Form>
      {plan.isPending ? (
        <div role="status">
          <p>{boardText.planning(Math.max(0, Math.ceil(seconds - ran)))}</p>
          <Progress
            aria-label={boardText.plan}
            percent={Math.min(99, Math.round((ran / seconds) * 100))}
            showInfo={false}
          />
        </div>
      ) : null}
      {plan.error === null ? null : <Alert type="error" showIcon role="alert" title={plan.error.message} />}
    </Modal>
  )
}
