import { Form, InputNumber } from 'antd'
import type { ReactNode } from 'react'
import type { StopGround } from '#contracts/assistance'
import { stopNames } from '#messages/assistance'
import { usePrefill } from '#web/features/cases/api.ts'
import { formText } from '#web/features/cases/form-text.zh.ts'
import { ActForm, type FormProps } from '#web/features/cases/forms/act-form.tsx'
import { choices, PickField } from '#web/features/cases/forms/fields.tsx'
import { Otherwise, type OtherwiseFields, otherwiseOf } from '#web/features/cases/forms/otherwise-fields.tsx'
import { isOneOff } from '#web/features/cases/programme-kind.ts'
import { PolicyLine } from '#web/features/cases/policy-line.tsx'

interface Fields extends OtherwiseFields {
  readonly ground?: StopGround
  readonly graceMonths?: number | null
  readonly instalments?: number | null
}

/** The township's opinion: what the policies say, or something else with its reason. */
export function OpinionForm({ of, onDone }: FormProps): ReactNode {
  const { householdId, programme } = of
  const { applicantId } = of
  const prefill = usePrefill({ householdId, programme, applicantId })
  return (
    <ActForm<'opinion', Fields>
      of={of}
      action="opinion"
      {...(onDone === undefined ? {} : { onDone })}
      initial={{ course: 'policy', instalments: 1 }}
      given={(fields) => ({
        ...otherwiseOf(fields),
        ...(fields.ground === undefined ? {} : { ground: fields.ground }),
        ...(fields.graceMonths == null ? {} : { graceMonths: fields.graceMonths }),
        ...(fields.instalments == null || !isOneOff(programme) ? {} : { instalments: fields.instalments }),
      })}
    >
      <PolicyLine programme={programme} policy={prefill.data?.policy} />
      {of.grant === null ? null : (
        <div className="case-pair">
          <PickField
            name="ground"
            label={`${formText.ground}${formText.optional}`}
            hint={formText.groundHint}
            options={choices(stopNames)}
            isNeeded={false}
          />
          <Form.Item name="graceMonths" label={`${formText.grace}${formText.optional}`} extra={formText.graceHint}>
            <InputNumber min={1} precision={0} suffix={formText.months} />
          </Form.Item>
        </div>
      )}
      {isOneOff(programme) ? (
        <Form.Item name="instalments" label={formText.instalments}>
          <InputNumber min={1} max={12} precision={0} />
        </Form.Item>
      ) : null}
      <Otherwise of={of} asUsual={formText.byPolicy} />
    </ActForm>
  )
}
