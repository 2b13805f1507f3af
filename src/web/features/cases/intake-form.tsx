import { Alert, App, Button, Form, Grid, Input } from 'antd'
import { type ReactNode, useState } from 'react'
import { useNavigate } from 'react-router'
import type { CaseOpening, CasePrefill, Paper, Programme, SpecialGround } from '#contracts/assistance'
import { paperNames, specialNames } from '#messages/assistance'
import { useOpenCase } from '#web/features/cases/api.ts'
import { formText } from '#web/features/cases/form-text.zh.ts'
import { useDraft } from '#web/features/cases/forms/draft.ts'
import {
  AmountField,
  ChoiceField,
  choices,
  ManyField,
  NoteField,
  PickField,
  plainAmount,
  required,
} from '#web/features/cases/forms/fields.tsx'
import { intakeText } from '#web/features/cases/intake-text.zh.ts'
import { newCommandKey } from '#web/request.ts'
import '#web/features/cases/forms/forms.css'

interface Fields {
  readonly applicantId: string
  readonly channel: CaseOpening['channel']
  readonly proxy?: { readonly name: string; readonly relation: string; readonly reason: string }
  readonly story: string
  readonly amount?: string
  readonly papers?: Paper[]
  readonly signedBy?: string[]
  readonly nearRelatives?: { readonly officerName: string; readonly relation: string }[]
  readonly special?: SpecialGround
}

export interface Intake {
  readonly householdId: string
  readonly programme: Programme
  readonly applicantId: string | undefined
  readonly signalId: string | undefined
}

function requestFrom(of: Intake, fields: Fields, key: string): CaseOpening {
  const { proxy, amount, special } = fields
  return {
    key,
    programme: of.programme,
    householdId: of.householdId,
    applicantId: fields.applicantId,
    channel: fields.channel,
    story: fields.story,
    papers: fields.papers ?? [],
    signedBy: fields.signedBy ?? [],
    nearRelatives: fields.nearRelatives ?? [],
    ...(fields.channel === 'proxy' && proxy !== undefined ? { proxy } : {}),
    ...(of.signalId === undefined ? {} : { signalId: of.signalId }),
    ...(amount === undefined ? {} : { amount: plainAmount(amount) }),
    ...(special === undefined ? {} : { special }),
  }
}

function Proxy(): ReactNode {
  const channel = Form.useWatch<Fields['channel'] | undefined>('channel')
  if (channel !== 'proxy') return null
  return (
    <fieldset>
      <legend>{intakeText.proxyTitle}</legend>
      <div className="case-pair">
        <Form.Item name={['proxy', 'name']} label={intakeText.proxyName} rules={[required]}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name={['proxy', 'relation']} label={intakeText.proxyRelation} rules={[required]}>
          <Input maxLength={40} />
        </Form.Item>
      </div>
      <Form.Item name={['proxy', 'reason']} label={intakeText.proxyReason} rules={[required]}>
        <Input maxLength={200} />
      </Form.Item>
    </fieldset>
  )
}

function Relatives(): ReactNode {
  return (
    <fieldset>
      <legend>{intakeText.relatives}</legend>
      <p className="quiet">{intakeText.relativesHint}</p>
      <Form.List name="nearRelatives">
        {(rows, { add, remove }) => (
          <>
            {rows.map(({ key, name }) => (
              <div key={key} className="case-pair case-relative">
                <Form.Item name={[name, 'officerName']} label={intakeText.relativeName} rules={[required]}>
                  <Input maxLength={40} />
                </Form.Item>
                <Form.Item name={[name, 'relation']} label={intakeText.relativeRelation} rules={[required]}>
                  <Input maxLength={40} />
                </Form.Item>
                <Button onClick={() => remove(name)}>{intakeText.removeRelative}</Button>
              </div>
            ))}
            <Button onClick={() => add()}>{intakeText.addRelative}</Button>
          </>
        )}
      </Form.List>
    </fieldset>
  )
}

/** Whether the application is complete, said before it is sent. */
function Completeness({ of, prefill }: { of: Intake; prefill: CasePrefill }): ReactNode {
  const papers = Form.useWatch<Fields['papers']>('papers') ?? []
  const signedBy = Form.useWatch<Fields['signedBy']>('signedBy') ?? []
  const unsigned = prefill.needsAuthorisation
    ? prefill.members.filter(({ adult, personId }) => adult && !signedBy.includes(personId)).length
    : 0
  const missing = prefill.papers.filter((paper) => !papers.includes(paper)).length + unsigned
  if (missing === 0) return <Alert type="success" showIcon title={intakeText.complete} />
  const isEmergency = of.programme === 'emergency-aid'
  return (
    <Alert
      type={isEmergency ? 'info' : 'warning'}
      showIcon
      title={isEmergency ? intakeText.emergencyMisses(missing) : intakeText.willMiss(missing)}
    />
  )
}

/** Takes an application down for a household that has been found and a programme that has been chosen. */
export function IntakeForm({ of, prefill }: { of: Intake; prefill: CasePrefill }): ReactNode {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const open = useOpenCase()
  const isDesk = Grid.useBreakpoint().xl !== false
  const [key, setKey] = useState(newCommandKey)
  const draft = useDraft<Fields>(`new:${of.householdId}:${of.programme}`)
  const adults = prefill.members.filter(({ adult }) => adult)
  const first = of.applicantId ?? prefill.members[0]?.personId
  const send = (fields: Fields): void =>
    open.mutate(requestFrom(of, fields, key), {
      onSuccess: ({ id }) => {
        draft.forget()
        void message.success(intakeText.done)
        void navigate(`/cases/${id}`, { replace: true })
      },
      onError: ({ status }) => {
        if (status >= 400 && status < 500) setKey(newCommandKey())
      },
    })
  const channels = choices(intakeText.channels, of.signalId === undefined ? ['window', 'proxy'] : undefined)
  return (
    <Form<Fields>
      name="case-new"
      layout="vertical"
      size={isDesk ? 'medium' : 'large'}
      requiredMark={false}
      autoComplete="off"
      scrollToFirstError={{ focus: true }}
      className="panel case-form"
      initialValues={{
        channel: of.signalId === undefined ? 'window' : 'signal',
        ...(first === undefined ? {} : { applicantId: first }),
        ...draft.kept,
      }}
      onValuesChange={(_, all: Fields) => draft.keep(all)}
      onFinish={send}
    >
      <div className="case-pair">
        <PickField
          name="applicantId"
          label={intakeText.applicant}
          options={prefill.members.map(({ personId, name }) => ({ value: personId, label: name }))}
        />
        <ChoiceField name="channel" label={intakeText.channel} options={channels} />
      </div>
      <Proxy />
      <NoteField name="story" label={intakeText.story} hint={intakeText.storyHint} />
      {prefill.needsAmount ? <AmountField name="amount" label={intakeText.amount} /> : null}
      <ManyField
        name="papers"
        label={intakeText.papers}
        options={choices(paperNames, prefill.papers)}
        isNeeded={false}
      />
      {prefill.needsAuthorisation ? (
        <ManyField
          name="signedBy"
          label={intakeText.signed}
          options={adults.map(({ personId, name }) => ({ value: personId, label: name }))}
          isNeeded={false}
        />
      ) : null}
      <Relatives />
      <PickField
        name="special"
        label={`${intakeText.special}${formText.optional}`}
        options={choices(specialNames, ['lives-elsewhere', 'applied-elsewhere', 'hard-survey'])}
        isNeeded={false}
      />
      <Completeness of={of} prefill={prefill} />
      {open.error === null ? null : <Alert type="error" showIcon title={open.error.message} role="alert" />}
      <div className="case-form-acts">
        <Button type="primary" size="large" htmlType="submit" loading={open.isPending}>
          {intakeText.send}
        </Button>
        <Button size="large" onClick={() => void navigate('/cases')}>
          {intakeText.cancel}
        </Button>
      </div>
    </Form>
  )
}
