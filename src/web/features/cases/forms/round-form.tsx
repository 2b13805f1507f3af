import { Form, Input } from 'antd'
import type { ReactNode } from 'react'
import type { CaseBody } from '#contracts/assistance'
import { roundNames } from '#messages/assistance'
import { formText } from '#web/features/cases/form-text.zh.ts'
import { ActForm, type FormProps } from '#web/features/cases/forms/act-form.tsx'
import { ChoiceField, choices, DayField, NoteField, PickField } from '#web/features/cases/forms/fields.tsx'
import { useSession } from '#web/features/session/api.ts'

interface Fields {
  readonly round: CaseBody<'round'>['round']
  readonly reason: string
  readonly personId?: string
  readonly on?: string
  readonly since?: string
}

/** Who has died and when; or from which month on the old decision was wrong. */
function Particulars({ of }: { of: FormProps['of'] }): ReactNode {
  const round = Form.useWatch<Fields['round'] | undefined>('round')
  const today = useSession().data?.today
  if (round === 'death') {
    return (
      <div className="case-pair">
        <PickField
          name="personId"
          label={formText.deadPerson}
          options={of.members.map(({ personId, name }) => ({ value: personId, label: name }))}
        />
        <DayField name="on" label={formText.deathDay} />
      </div>
    )
  }
  if (round !== 'change') return null
  return (
    <Form.Item name="since" label={`${formText.since}${formText.optional}`} extra={formText.sinceHint}>
      <Input
        type="month"
        className="case-day"
        {...(today === undefined ? {} : { max: today.slice(0, 7) })}
        {...(of.grant === null ? {} : { min: of.grant.from })}
      />
    </Form.Item>
  )
}

/** What is paid is looked at again. */
export function RoundForm({ of, onDone }: FormProps): ReactNode {
  return (
    <ActForm<'round', Fields>
      of={of}
      action="round"
      {...(onDone === undefined ? {} : { onDone })}
      given={({ round, reason, personId, on, since }) => ({
        round,
        reason,
        ...(personId === undefined ? {} : { personId }),
        ...(on === undefined ? {} : { on }),
        ...(since === undefined || since === '' ? {} : { since }),
      })}
    >
      <ChoiceField
        name="round"
        label={formText.round}
        options={choices(roundNames, ['recheck', 'change', 'death']).map(({ value, label }) => ({ value, label }))}
      />
      <Particulars of={of} />
      <NoteField name="reason" label={formText.reason} />
    </ActForm>
  )
}
