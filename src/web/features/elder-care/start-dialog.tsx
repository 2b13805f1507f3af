import { App, Checkbox, Form, Input } from 'antd'
import { type ReactNode, useState } from 'react'
import { clockTime, minuteNow, readTime } from '#web/features/dispatch/clock.ts'
import { useVisitStep } from '#web/features/elder-care/api.ts'
import { careText } from '#web/features/elder-care/text.zh.ts'
import { timeRule, type VisitDialogProps } from '#web/features/elder-care/visit-dialogs.tsx'
import { ActDialog, useAct } from '#web/ui/act.tsx'

interface Place {
  readonly longitude: number
  readonly latitude: number
}

/** Asks the device where it is, once; undefined when it does not say. */
function whereAmI(): Promise<Place | undefined> {
  return new Promise((resolve) => {
    if (!('geolocation' in navigator)) {
      resolve(undefined)
      return
    }
    navigator.geolocation.getCurrentPosition(
      ({ coords: { longitude, latitude } }) => resolve({ longitude, latitude }),
      () => resolve(undefined),
      { enableHighAccuracy: true, timeout: 10_000, maximumAge: 30_000 },
    )
  })
}

/** Somebody is at the door; where the telephone is goes along only when she ticks it. */
export function StartDialog({ visit, onClose }: VisitDialogProps): ReactNode {
  const [form] = Form.useForm<{ at: string }>()
  const { message } = App.useApp()
  const start = useVisitStep(visit.id, 'start')
  const act = useAct(start)
  const [place, setPlace] = useState<Place>()
  const [located, setLocated] = useState<'no' | 'asking' | 'yes' | 'failed'>('no')
  const locate = async (wanted: boolean): Promise<void> => {
    setPlace(undefined)
    if (!wanted) {
      setLocated('no')
      return
    }
    setLocated('asking')
    const found = await whereAmI()
    setPlace(found)
    setLocated(found === undefined ? 'failed' : 'yes')
  }
  const said = {
    no: careText.locateHint,
    asking: careText.locating,
    yes: careText.located,
    failed: careText.locateFailed,
  }[located]
  return (
    <ActDialog
      title={careText.startTitle(visit.name)}
      what={careText.startWhat}
      act={careText.start}
      pending={start.isPending || located === 'asking'}
      error={start.error}
      onOk={() => form.submit()}
      onClose={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ at: clockTime(minuteNow(visit.day) ?? 540) }}
        onFinish={({ at }) =>
          act(
            (key) => ({
              key,
              version: visit.version,
              at: readTime(at) ?? 0,
              longitude: place?.longitude ?? null,
              latitude: place?.latitude ?? null,
            }),
            () => {
              void message.success(careText.startDone)
              onClose()
            },
          )
        }
      >
        <Form.Item name="at" label={careText.at} rules={timeRule}>
          <Input type="time" className="care-time" size="large" />
        </Form.Item>
      </Form>
      <Checkbox checked={located !== 'no'} onChange={({ target }) => void locate(target.checked)}>
        {careText.locate}
      </Checkbox>
      <p className="quiet" role="status">
        {said}
      </p>
    </ActDialog>
  )
}
