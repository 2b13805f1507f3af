import { Alert, App, Button, Form, type FormInstance, Grid } from 'antd'
import { type ReactNode, useState } from 'react'
import type { CaseAction, CaseDetail } from '#contracts/assistance'
import { type Given, useTakeStep } from '#web/features/cases/api.ts'
import { actWords } from '#web/features/cases/form-text.zh.ts'
import { useDraft } from '#web/features/cases/forms/draft.ts'
import { newCommandKey, Problem } from '#web/request.ts'
import '#web/features/cases/forms/forms.css'

/** What every form of the case page is given. */
export interface FormProps {
  readonly of: CaseDetail
  readonly onDone?: () => void
}

interface Asked<A extends CaseAction, F extends object> extends FormProps {
  readonly action: A
  /** What the form begins with. */
  readonly initial?: Partial<F>
  readonly danger?: boolean
  /** The time for it has not come yet; why is said above the button. */
  readonly isBlocked?: boolean
  /** What is sent for what was written. */
  readonly given: (fields: F) => Given<A>
  readonly form?: FormInstance<F>
  readonly children?: ReactNode
}

/**
 * The frame of each form: says what the act will do, sends it once, and shows a refusal beside the button. What was
 * written stays when the server refuses, and when the page is left and opened again.
 */
export function ActForm<A extends CaseAction, F extends object>(props: Asked<A, F>): ReactNode {
  const { of, action, given, onDone, danger = false, isBlocked = false, children } = props
  const words = actWords[action]
  const [own] = Form.useForm<F>()
  const form = props.form ?? own
  const { message } = App.useApp()
  // On a tablet a finger must meet the field.
  const isDesk = Grid.useBreakpoint().xl !== false
  const run = useTakeStep(of.id, action)
  // One key for the act: a second click, or a retry after a lost answer, is the same act.
  const [key, setKey] = useState(newCommandKey)
  const draft = useDraft<F>(`${of.id}:${action}`)
  // Awaited, since this form is often gone by then: the case has moved on to another.
  const send = async (fields: F): Promise<void> => {
    try {
      await run.mutateAsync({ key, version: of.version, ...given(fields) })
    } catch (problem) {
      // A refused act was not done and is sent anew; one whose answer was lost may have been done and keeps its key.
      if (problem instanceof Problem && problem.status >= 400 && problem.status < 500) setKey(newCommandKey())
      return
    }
    void message.success(words.done)
    draft.forget()
    setKey(newCommandKey())
    form.resetFields()
    onDone?.()
  }
  return (
    <Form<F>
      form={form}
      // Several forms may stand on one page; their fields are told apart by it.
      name={`case-${action}`}
      layout="vertical"
      size={isDesk ? 'medium' : 'large'}
      requiredMark={false}
      autoComplete="off"
      scrollToFirstError={{ focus: true }}
      initialValues={{ ...props.initial, ...draft.kept }}
      onValuesChange={(_, all: F) => draft.keep(all)}
      onFinish={(fields) => void send(fields)}
      className="case-form"
    >
      <p className="quiet case-form-what">{words.what}</p>
      {children}
      {run.error === null ? null : <Alert type="error" showIcon title={run.error.message} role="alert" />}
      <div>
        <Button
          type="primary"
          danger={danger}
          htmlType="submit"
          size="large"
          disabled={isBlocked}
          loading={run.isPending}
        >
          {words.act}
        </Button>
      </div>
    </Form>
  )
}
