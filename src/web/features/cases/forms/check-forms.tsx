import { Button, Form, Input } from 'antd'
import { type ReactNode, useEffect } from 'react'
import { type CaseBody, type CheckDepartment, checkDepartments } from '#contracts/assistance'
import { checkFindingNames, departmentNames } from '#messages/assistance'
import { formText } from '#web/features/cases/form-text.zh.ts'
import { ActForm, type FormProps } from '#web/features/cases/forms/act-form.tsx'
import { ChoiceField, choices, ManyField, PickField } from '#web/features/cases/forms/fields.tsx'
import { meansFacts, statedOf, type Written } from '#web/features/cases/forms/stated.ts'
import { StatedFields } from '#web/features/cases/forms/stated-fields.tsx'

interface Asked {
  readonly departments: CheckDepartment[]
}

/** Asks the departments what they know of the household's means. */
export function RequestCheckForm({ of, onDone }: FormProps): ReactNode {
  const [form] = Form.useForm<Asked>()
  return (
    <ActForm<'request-check', Asked>
      of={of}
      action="request-check"
      form={form}
      {...(onDone === undefined ? {} : { onDone })}
      given={({ departments }) => ({ departments })}
    >
      <ManyField name="departments" label={formText.departments} options={choices(departmentNames)} />
      <div>
        <Button onClick={() => form.setFieldValue('departments', [...checkDepartments])}>
          {formText.allDepartments}
        </Button>
      </div>
    </ActForm>
  )
}

interface Replied {
  readonly department: CheckDepartment
  readonly finding: CaseBody<'reply-check'>['finding']
  readonly note?: string
  readonly facts?: Written
}

function FoundMeans(): ReactNode {
  const found = Form.useWatch<Replied['finding'] | undefined>('finding')
  if (found !== 'found') return null
  return (
    <fieldset>
      <legend>{formText.replyFacts}</legend>
      <p className="quiet">{formText.householdFactsHint}</p>
      <StatedFields subject="household" of={meansFacts} />
    </fieldset>
  )
}

/** What one department has answered. */
export function ReplyCheckForm({ of, onDone }: FormProps): ReactNode {
  const waiting = of.checks.filter(({ finding }) => finding === null).map(({ department }) => department)
  const [first] = waiting
  const [form] = Form.useForm<Replied>()
  const chosen = Form.useWatch('department', form)
  // A department that has answered makes way for the next; so does one that sending has emptied.
  useEffect(() => {
    if (first !== undefined && (chosen === undefined || !waiting.includes(chosen))) {
      form.setFieldValue('department', first)
    }
  })
  return (
    <ActForm<'reply-check', Replied>
      of={of}
      action="reply-check"
      form={form}
      {...(onDone === undefined ? {} : { onDone })}
      given={({ department, finding, note, facts }) => ({
        department,
        finding,
        note: note?.trim() ?? '',
        facts: finding === 'found' ? statedOf(facts, of.householdId) : [],
      })}
    >
      <div className="case-pair">
        <PickField name="department" label={formText.replyDepartment} options={choices(departmentNames, waiting)} />
        <ChoiceField name="finding" label={formText.replyFinding} options={choices(checkFindingNames)} />
      </div>
      <Form.Item name="note" label={`${formText.replyNote}${formText.optional}`}>
        <Input maxLength={500} />
      </Form.Item>
      <FoundMeans />
    </ActForm>
  )
}
