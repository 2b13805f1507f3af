import { Button, Checkbox, Form, InputNumber, Radio, Select } from 'antd'
import type { ReactNode } from 'react'
import { modes } from '#contracts/facility'
import { sitedKinds, sitingGoals, type SitingQuestion } from '#contracts/siting-scenario'
import { modeNames } from '#messages/facility'
import { sitedKindNames, sitingGoalNames } from '#messages/siting-scenario'
import { sitingText } from '#web/features/siting/text.zh.ts'

interface Fields extends Omit<SitingQuestion, 'newSites' | 'floor'> {
  readonly newSites?: number | null
  readonly floor?: number | null
}

/** A first question that most counties may begin with. */
export const firstQuestion: SitingQuestion = {
  kind: 'village-station',
  goal: 'coverage',
  newSites: 10,
  mode: 'foot',
  within: 15,
  floor: null,
  everyTownship: false,
  seconds: 10,
}

const number = { required: true, message: sitingText.numberMissing }

/** What to ask; it stays as it is while the answer is reckoned. */
export function QuestionForm({
  initial,
  asking,
  onAsk,
}: {
  initial: SitingQuestion
  asking: boolean
  onAsk: (question: SitingQuestion) => void
}): ReactNode {
  const [form] = Form.useForm<Fields>()
  const goal = Form.useWatch('goal', form) ?? initial.goal
  const send = (fields: Fields): void =>
    onAsk({
      ...fields,
      newSites: fields.goal === 'cover-all' ? 0 : (fields.newSites ?? 0),
      floor: fields.floor ?? null,
    })
  return (
    <section className="panel siting-question no-print" aria-labelledby="siting-question-title">
      <h2 id="siting-question-title">{sitingText.question}</h2>
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        disabled={asking}
        initialValues={initial}
        onFinish={send}
      >
        <Form.Item name="kind" label={sitingText.kind}>
          <Select options={sitedKinds.map((value) => ({ value, label: sitedKindNames[value] }))} />
        </Form.Item>
        <Form.Item name="goal" label={sitingText.goal} extra={sitingText.goalHints[goal]}>
          <Select options={sitingGoals.map((value) => ({ value, label: sitingGoalNames[value] }))} />
        </Form.Item>
        {goal === 'cover-all' ? null : (
          <Form.Item name="newSites" label={sitingText.newSites} rules={[number]}>
            <InputNumber className="siting-wide" min={0} max={500} precision={0} suffix={sitingText.sitesUnit} />
          </Form.Item>
        )}
        <Form.Item name="mode" label={sitingText.mode}>
          <Radio.Group options={modes.map((value) => ({ value, label: modeNames[value] }))} />
        </Form.Item>
        <Form.Item name="within" label={sitingText.within} rules={[number]}>
          <InputNumber className="siting-wide" min={1} max={240} precision={0} suffix={sitingText.minutes} />
        </Form.Item>
        <Form.Item name="floor" label={sitingText.floor} extra={sitingText.floorHint}>
          <InputNumber className="siting-wide" min={1} max={480} precision={0} suffix={sitingText.minutes} />
        </Form.Item>
        <Form.Item name="everyTownship" valuePropName="checked">
          <Checkbox>{sitingText.everyTownship}</Checkbox>
        </Form.Item>
        <Form.Item name="seconds" label={sitingText.seconds}>
          <Select options={[5, 10, 20, 30].map((value) => ({ value, label: sitingText.secondsOf(value) }))} />
        </Form.Item>
        <Button type="primary" block htmlType="submit" loading={asking}>
          {sitingText.ask}
        </Button>
      </Form>
    </section>
  )
}
