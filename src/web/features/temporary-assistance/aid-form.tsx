import { Alert, App, Button, Form, Input, Radio } from 'antd'
import { type ReactNode, useState } from 'react'
import { useNavigate } from 'react-router'
import type { Post } from '#contracts/officer'
import { type AidRequest, type Cause, causes, type RegistrationKind } from '#contracts/temporary-assistance'
import { parseYuan } from '#kernel/fen'
import { readResidentId } from '#kernel/resident-id'
import { say } from '#kernel/text'
import { refusals as moneyRefusals } from '#messages/ledger'
import { causeNames, refusals, registrationNames } from '#messages/temporary-assistance'
import { payable } from '#web/features/temporary-assistance/amount.ts'
import { useAidCap, useRequestAid } from '#web/features/temporary-assistance/api.ts'
import { CapHint } from '#web/features/temporary-assistance/cap-hint.tsx'
import { PlacePicker, presetPlace } from '#web/features/temporary-assistance/place-picker.tsx'
import { aidText } from '#web/features/temporary-assistance/text.zh.ts'
import { newCommandKey, type Problem } from '#web/request.ts'

interface Fields {
  readonly division: string
  readonly name: string
  readonly identity: 'number' | 'none'
  readonly residentId?: string
  readonly noIdReason?: string
  readonly locality: 'local' | 'stranger'
  readonly registrationKind: RegistrationKind
  readonly cause: Cause
  readonly story: string
  readonly amount: string
}

/** The field that a refusal of the server is about. */
function fieldOf(problem: Problem, identity: Fields['identity']): keyof Fields | undefined {
  switch (problem.code) {
    case 'aid-over-cap':
    case 'aid-cap-unknown':
    case 'amount-not-positive':
      return 'amount'
    case 'aid-without-identity':
      return identity === 'number' ? 'residentId' : 'noIdReason'
    case 'aid-identity-invalid':
      return 'residentId'
    case 'aid-outside-your-place':
      return 'division'
    // A code is a text from the server, not one of our unions: what has no field stands above the button.
    default:
      return undefined
  }
}

function requestFrom(fields: Fields, key: string): AidRequest {
  const { division, name, registrationKind, cause, story } = fields
  const identity =
    fields.identity === 'number'
      ? { residentId: fields.residentId?.trim() ?? '' }
      : { noIdReason: fields.noIdReason?.trim() ?? '' }
  const amount = payable(fields.amount)?.plain ?? fields.amount
  const isLocal = fields.locality === 'local'
  return { key, division, name: name.trim(), ...identity, isLocal, registrationKind, cause, story, amount }
}

function checkNumber(_: unknown, value: string | undefined): Promise<void> {
  const written = value?.trim() ?? ''
  if (written === '') return Promise.reject(new Error(say(refusals, { code: 'aid-without-identity' })))
  return readResidentId(written).ok
    ? Promise.resolve()
    : Promise.reject(new Error(say(refusals, { code: 'aid-identity-invalid' })))
}

function choices<Value extends string>(values: readonly Value[], names: Readonly<Record<Value, string>>) {
  return values.map((value) => ({ value, label: names[value] }))
}

/** Takes a request down at the window or at the place of need, on a phone. */
export function AidForm({ post }: { post: Post }): ReactNode {
  const [form] = Form.useForm<Fields>()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const request = useRequestAid()
  const [key, setKey] = useState(newCommandKey)
  const [beside, setBeside] = useState(true)
  const division = Form.useWatch('division', form) ?? presetPlace(post)
  const identity = Form.useWatch('identity', form) ?? 'number'
  // Nothing is taken for granted here: the cap differs, and a guess would refuse or grant too much.
  const kind = Form.useWatch('registrationKind', form)
  const { data: cap } = useAidCap(division, kind)

  const checkAmount = (_: unknown, value: string | undefined): Promise<void> => {
    const written = payable(value ?? '')
    if (written === undefined) return Promise.reject(new Error(say(moneyRefusals, { code: 'amount-not-positive' })))
    const most = typeof cap?.cap === 'string' ? parseYuan(cap.cap) : undefined
    if (most === undefined || written.amount <= most) return Promise.resolve()
    return Promise.reject(new Error(say(refusals, { code: 'aid-over-cap', cap: cap?.cap ?? '' })))
  }
  const onError = (problem: Problem, fields: Fields): void => {
    // A refused request was not done and is sent anew; one whose answer was lost may have been done and keeps its key.
    if (problem.status >= 400 && problem.status < 500) setKey(newCommandKey())
    const name = fieldOf(problem, fields.identity)
    setBeside(name !== undefined)
    if (name === undefined) return
    form.setFields([{ name, errors: [problem.message] }])
    form.scrollToField(name, { focus: true })
  }
  const send = (fields: Fields): void =>
    request.mutate(requestFrom(fields, key), {
      onSuccess: ({ id }) => {
        void message.success(aidText.registered)
        void navigate(`/quick-aids/${id}`, { replace: true })
      },
      onError: (problem) => onError(problem, fields),
    })

  const preset = presetPlace(post)
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      size="large"
      requiredMark={false}
      scrollToFirstError={{ focus: true }}
      autoComplete="off"
      initialValues={{ identity: 'number', ...(preset ? { division: preset } : {}) }}
      onFinish={send}
      className="aid-form"
    >
      <fieldset className="panel">
        <legend>{aidText.formWhere}</legend>
        <Form.Item
          name="division"
          label={aidText.place}
          extra={aidText.placeHint}
          rules={[{ required: true, message: aidText.placeMissing }]}
        >
          <PlacePicker post={post} />
        </Form.Item>
        <Form.Item
          name="name"
          label={aidText.personName}
          rules={[{ required: true, whitespace: true, message: aidText.personNameMissing }]}
        >
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="identity" label={aidText.identity} className="aid-choice">
          <Radio.Group
            aria-label={aidText.identity}
            optionType="button"
            options={choices(['number', 'none'], aidText.identityChoices)}
          />
        </Form.Item>
        {identity === 'number' ? (
          <Form.Item
            name="residentId"
            label={aidText.residentId}
            validateTrigger="onBlur"
            rules={[{ validator: checkNumber }]}
          >
            <Input maxLength={20} placeholder={aidText.residentIdHint} />
          </Form.Item>
        ) : (
          <Form.Item
            name="noIdReason"
            label={aidText.noIdReason}
            rules={[{ required: true, whitespace: true, message: say(refusals, { code: 'aid-without-identity' }) }]}
          >
            <Input maxLength={100} placeholder={aidText.noIdReasonHint} />
          </Form.Item>
        )}
        <div className="aid-form-pair">
          <Form.Item
            name="locality"
            label={aidText.isLocal}
            className="aid-choice"
            rules={[{ required: true, message: aidText.localityMissing }]}
          >
            <Radio.Group
              aria-label={aidText.isLocal}
              optionType="button"
              options={choices(['local', 'stranger'], aidText.locality)}
            />
          </Form.Item>
          <Form.Item
            name="registrationKind"
            label={aidText.registrationKind}
            className="aid-choice"
            extra={aidText.registrationKindHint}
            rules={[{ required: true, message: aidText.registrationKindMissing }]}
          >
            <Radio.Group
              aria-label={aidText.registrationKind}
              optionType="button"
              options={choices(['rural', 'urban'], registrationNames)}
            />
          </Form.Item>
        </div>
      </fieldset>
      <fieldset className="panel">
        <legend>{aidText.formWhat}</legend>
        <Form.Item
          name="cause"
          label={aidText.cause}
          className="aid-choice aid-causes"
          rules={[{ required: true, message: aidText.causeMissing }]}
        >
          <Radio.Group aria-label={aidText.cause} optionType="button" options={choices(causes, causeNames)} />
        </Form.Item>
        <Form.Item
          name="story"
          label={aidText.story}
          rules={[{ required: true, whitespace: true, message: aidText.storyMissing }]}
        >
          <Input.TextArea rows={4} maxLength={500} showCount placeholder={aidText.storyHint} />
        </Form.Item>
        <Form.Item
          name="amount"
          label={aidText.requestAmount}
          extra={<CapHint division={division} kind={kind} />}
          dependencies={['division', 'registrationKind']}
          rules={[{ validator: checkAmount }]}
        >
          <Input inputMode="decimal" maxLength={12} suffix={aidText.yuan} className="aid-amount" />
        </Form.Item>
      </fieldset>
      {request.error === null || beside ? null : (
        <Alert type="error" showIcon title={request.error.message} role="alert" />
      )}
      <div className="aid-form-acts">
        <Button type="primary" htmlType="submit" loading={request.isPending}>
          {aidText.send}
        </Button>
        <Button onClick={() => void navigate('/quick-aids')}>{aidText.cancel}</Button>
        <span className="quiet">{aidText.formHint}</span>
      </div>
    </Form>
  )
}
