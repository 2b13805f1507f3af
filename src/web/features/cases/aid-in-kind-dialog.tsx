import { Form, Input } from 'antd'
import type { ReactNode } from 'react'
import { type AidInKindRequest, aidKinds } from '#contracts/entitlement'
import { inKindText } from '#web/features/cases/aid-in-kind-text.zh.ts'
import { useRecordAidInKind } from '#web/features/cases/api.ts'
import { formText } from '#web/features/cases/form-text.zh.ts'
import { ChoiceField, choices, DayField, NameField, plainAmount } from '#web/features/cases/forms/fields.tsx'
import { useSession } from '#web/features/session/api.ts'
import { payable } from '#web/features/temporary-assistance/amount.ts'
import { ActFormDialog } from '#web/ui/act.tsx'
import '#web/features/cases/forms/forms.css'

/** Whom something is given to, and the case that it belongs to. */
export interface GivenTo {
  readonly householdId: string
  readonly caseId?: string
  /** Names of the household, to choose from who received it. */
  readonly names: readonly string[]
}

interface Fields extends Pick<AidInKindRequest, 'kind' | 'description' | 'provider' | 'givenOn' | 'receiver'> {
  readonly value?: string
}

const isBlank = (text: string | undefined): boolean => (text ?? '').trim() === ''

function checkValue(_: unknown, text: string | undefined): Promise<void> {
  return isBlank(text) || payable(text ?? '') !== undefined
    ? Promise.resolve()
    : Promise.reject(new Error(formText.amountBad))
}

function requestFrom({ value = '', ...fields }: Fields, of: GivenTo, key: string): AidInKindRequest {
  return {
    key,
    householdId: of.householdId,
    ...(of.caseId === undefined ? {} : { caseId: of.caseId }),
    ...fields,
    ...(isBlank(value) ? {} : { value: plainAmount(value) }),
  }
}

const written = [{ required: true, whitespace: true, message: formText.missing }]

/** Takes down goods or a service that somebody was given. */
export function AidInKindDialog({ of, onClose }: { of: GivenTo; onClose: () => void }): ReactNode {
  const today = useSession().data?.today ?? ''
  return (
    <ActFormDialog
      title={inKindText.record}
      what={inKindText.recordWhat}
      act={inKindText.recordAct}
      mutation={useRecordAidInKind()}
      initial={{ kind: 'goods', givenOn: today }}
      requestOf={(fields: Fields, key) => requestFrom(fields, of, key)}
      done={inKindText.recordDone}
      onClose={onClose}
    >
      <ChoiceField name="kind" label={inKindText.kind} options={choices(inKindText.kinds, aidKinds)} />
      <Form.Item name="description" label={inKindText.description} rules={written}>
        <Input.TextArea rows={2} maxLength={300} placeholder={inKindText.descriptionHint} />
      </Form.Item>
      <Form.Item name="provider" label={inKindText.provider} rules={written}>
        <Input maxLength={100} placeholder={inKindText.providerHint} />
      </Form.Item>
      <div className="case-beside">
        <Form.Item
          name="value"
          label={inKindText.valueField}
          extra={inKindText.valueHint}
          rules={[{ validator: checkValue }]}
        >
          <Input inputMode="decimal" maxLength={12} suffix={formText.yuan} className="case-amount" />
        </Form.Item>
        <DayField name="givenOn" label={inKindText.givenOn} />
      </div>
      <NameField name="receiver" label={inKindText.receiver} hint={inKindText.receiverHint} known={of.names} />
    </ActFormDialog>
  )
}
