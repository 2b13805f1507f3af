import { App, Checkbox, Form, Input, InputNumber, Modal, Radio, Select } from 'antd'
import type { ReactNode } from 'react'
import { type CarerRow, type CarerSaving, type Mode, modes, type Skill, skills } from '#contracts/facility'
import { modeNames, skillNames } from '#messages/facility'
import { useFacilities, useProviders, useSaveCarer } from '#web/features/facility/api.ts'
import { clockOf, minuteOf } from '#web/features/facility/shifts.ts'
import { facilityText } from '#web/features/facility/text.zh.ts'
import { Refusal, useAct } from '#web/ui/act.tsx'
import { useSession } from '#web/features/session/api.ts'

interface Fields {
  readonly name: string
  readonly facilityId: string
  readonly providerId?: string
  readonly skills: Skill[]
  readonly weekdays: number[]
  readonly shiftFrom: string
  readonly shiftUntil: string
  readonly mode: Mode
  readonly mostMinutes?: number | null
  readonly mealCapacity: number
  readonly phone?: string
  readonly activeFrom: string
  readonly activeUntil?: string
}

function fieldsOf(row: CarerRow | undefined, today: string | undefined): Partial<Fields> {
  if (row === undefined) {
    return {
      weekdays: [1, 2, 3, 4, 5],
      shiftFrom: '08:00',
      shiftUntil: '17:00',
      mode: 'e-bike',
      mealCapacity: 0,
      ...(today === undefined ? {} : { activeFrom: today }),
    }
  }
  const { providerId, activeUntil, shiftFrom, shiftUntil, ...others } = row
  return {
    ...others,
    shiftFrom: clockOf(shiftFrom),
    shiftUntil: clockOf(shiftUntil),
    ...(providerId === null ? {} : { providerId }),
    ...(activeUntil === null ? {} : { activeUntil }),
  }
}

function savingOf(fields: Fields, key: string, row: CarerRow | undefined): CarerSaving {
  const phone = fields.phone?.trim() ?? ''
  return {
    key,
    name: fields.name.trim(),
    facilityId: fields.facilityId,
    providerId: fields.providerId ?? null,
    skills: fields.skills,
    weekdays: fields.weekdays,
    // The form asks for both times before it sends.
    shiftFrom: minuteOf(fields.shiftFrom) ?? 0,
    shiftUntil: minuteOf(fields.shiftUntil) ?? 0,
    mode: fields.mode,
    mostMinutes: fields.mostMinutes ?? null,
    mealCapacity: fields.mealCapacity,
    activeFrom: fields.activeFrom,
    activeUntil: fields.activeUntil === undefined || fields.activeUntil === '' ? null : fields.activeUntil,
    // A phone that is not typed anew stays as it is: the desk never has the whole number.
    ...(phone === '' ? {} : { phone }),
    ...(row === undefined ? {} : { id: row.id, version: row.version }),
  }
}

/** A group of boxes may not be marked as required for screen readers, so that this is no `required`. */
function someOf(missing: string) {
  return {
    validator: (_: unknown, chosen: readonly unknown[] | undefined) =>
      chosen === undefined || chosen.length === 0 ? Promise.reject(new Error(missing)) : Promise.resolve(),
  }
}

function WorkFields(): ReactNode {
  const isTime = {
    validator: (_: unknown, value: string | undefined) =>
      minuteOf(value ?? '') === undefined ? Promise.reject(new Error(facilityText.timeMissing)) : Promise.resolve(),
  }
  return (
    <>
      <Form.Item name="skills" label={facilityText.skills} rules={[someOf(facilityText.skillsMissing)]}>
        <Checkbox.Group options={skills.map((value) => ({ value, label: skillNames[value] }))} />
      </Form.Item>
      <Form.Item name="weekdays" label={facilityText.weekdaysLabel} rules={[someOf(facilityText.weekdaysMissing)]}>
        <Checkbox.Group options={facilityText.weekdays.map((label, index) => ({ value: index + 1, label }))} />
      </Form.Item>
      <div className="facility-fields">
        <Form.Item name="shiftFrom" label={facilityText.shiftFrom} rules={[isTime]}>
          <Input type="time" />
        </Form.Item>
        <Form.Item name="shiftUntil" label={facilityText.shiftUntil} rules={[isTime]}>
          <Input type="time" />
        </Form.Item>
        <Form.Item name="mostMinutes" label={facilityText.mostMinutes} extra={facilityText.mostMinutesHint}>
          <InputNumber className="facility-wide" min={0} max={1440} precision={0} suffix={facilityText.minutes} />
        </Form.Item>
        <Form.Item name="mealCapacity" label={facilityText.mealCapacity}>
          <InputNumber className="facility-wide" min={0} max={500} precision={0} suffix={facilityText.units.meals} />
        </Form.Item>
      </div>
      <Form.Item name="mode" label={facilityText.mode}>
        <Radio.Group options={modes.map((value) => ({ value, label: modeNames[value] }))} />
      </Form.Item>
    </>
  )
}

/** Who somebody is, what she can do, and when and from where she works. */
export function CarerForm({ row, onClose }: { row: CarerRow | undefined; onClose: () => void }): ReactNode {
  const [form] = Form.useForm<Fields>()
  const { message } = App.useApp()
  const today = useSession().data?.today
  const facilities = useFacilities()
  const providers = useProviders()
  const save = useSaveCarer()
  const act = useAct(save)
  const send = (fields: Fields): void =>
    act(
      (key) => savingOf(fields, key, row),
      () => {
        void message.success(facilityText.saved)
        onClose()
      },
    )
  const phoneEnd = row?.phoneEnd ?? null
  return (
    <Modal
      open
      width={720}
      title={row === undefined ? facilityText.addCarer : facilityText.editCarer(row.name)}
      okText={facilityText.save}
      cancelText={facilityText.cancel}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        autoComplete="off"
        className="facility-form"
        initialValues={fieldsOf(row, today)}
        onFinish={send}
      >
        <div className="facility-fields">
          <Form.Item
            name="name"
            label={facilityText.personName}
            rules={[{ required: true, whitespace: true, message: facilityText.personNameMissing }]}
          >
            <Input maxLength={40} />
          </Form.Item>
          <Form.Item
            name="phone"
            label={facilityText.phone}
            rules={[{ pattern: /^\s*[0-9+-]{5,20}\s*$/, message: facilityText.phoneWrong }]}
          >
            <Input
              maxLength={20}
              inputMode="tel"
              {...(phoneEnd === null ? {} : { placeholder: facilityText.phoneKept(phoneEnd) })}
            />
          </Form.Item>
          <Form.Item
            name="facilityId"
            label={facilityText.startFrom}
            rules={[{ required: true, message: facilityText.startMissing }]}
          >
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              loading={facilities.isPending}
              options={(facilities.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Form.Item>
          <Form.Item name="providerId" label={facilityText.providersTitle}>
            <Select
              allowClear
              loading={providers.isPending}
              placeholder={facilityText.providerNone}
              options={(providers.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Form.Item>
        </div>
        <WorkFields />
        <div className="facility-fields">
          <Form.Item
            name="activeFrom"
            label={facilityText.activeFrom}
            rules={[{ required: true, message: facilityText.openedOnMissing }]}
          >
            <Input type="date" />
          </Form.Item>
          <Form.Item name="activeUntil" label={facilityText.activeUntil} extra={facilityText.activeUntilHint}>
            <Input type="date" />
          </Form.Item>
        </div>
      </Form>
      <Refusal error={save.error} />
    </Modal>
  )
}
