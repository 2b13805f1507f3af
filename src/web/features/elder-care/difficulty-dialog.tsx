import { App, Button, Form, Input, Modal, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { difficulties, type Difficulty } from '#contracts/elder-care'
import type { PersonHit } from '#contracts/registry'
import { difficultyNames } from '#messages/elder-care'
import { useRecordDifficulty } from '#web/features/elder-care/api.ts'
import { careText } from '#web/features/elder-care/text.zh.ts'
import { PersonSearch } from '#web/features/households/person-finder.tsx'
import { Refusal, useAct } from '#web/ui/act.tsx'
import { useSession } from '#web/features/session/api.ts'

interface Fields {
  readonly category: Difficulty
  readonly from: string
}

/** Puts an elder on the register of those to be visited every month; the visits follow by themselves. */
export function DifficultyDialog({ onClose }: { onClose: () => void }): ReactNode {
  const [form] = Form.useForm<Fields>()
  const { message } = App.useApp()
  const today = useSession().data?.today
  const [elder, setElder] = useState<PersonHit>()
  const record = useRecordDifficulty()
  const act = useAct(record)
  const send = (fields: Fields): void => {
    if (elder === undefined) return
    const { householdId, personId } = elder
    act(
      (key) => ({ key, householdId, personId, ...fields }),
      () => {
        void message.success(careText.registerDone)
        onClose()
      },
    )
  }
  return (
    <Modal
      open
      title={careText.registerTitle}
      okText={careText.registerAct}
      okButtonProps={{ disabled: elder === undefined }}
      cancelText={careText.cancel}
      confirmLoading={record.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p>{careText.registerWhat}</p>
      {elder === undefined ? (
        <PersonSearch label={careText.findElder} eldestFirst onFound={setElder} />
      ) : (
        <div className="care-elder">
          <span className="care-lines">
            <strong>{elder.name}</strong>
            <span className="quiet">{elder.place}</span>
          </span>
          <Button onClick={() => setElder(undefined)}>{careText.otherElder}</Button>
        </div>
      )}
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ from: today }}
        onFinish={send}
        hidden={elder === undefined}
      >
        <Form.Item
          name="category"
          label={careText.category}
          rules={[{ required: true, message: careText.categoryMissing }]}
        >
          <Select
            placeholder={careText.categoryMissing}
            options={difficulties.map((value) => ({ value, label: difficultyNames[value] }))}
          />
        </Form.Item>
        <Form.Item name="from" label={careText.registerFrom} rules={[{ required: true }]}>
          <Input type="date" className="care-day" {...(today === undefined ? {} : { max: today })} />
        </Form.Item>
      </Form>
      <Refusal error={record.error} />
    </Modal>
  )
}
