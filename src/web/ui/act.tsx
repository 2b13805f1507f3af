import type { UseMutationResult } from '@tanstack/react-query'
import { Alert, App, Form, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { actText } from '#web/ui/act-text.zh.ts'
import { newCommandKey, Problem } from '#web/request.ts'

/**
 * Gives what sends an act. One key for the act: a second click, or a retry after a lost answer, is the same act; after
 * a refusal the next try is another.
 */
export function useAct<Request, Answer>(
  mutation: UseMutationResult<Answer, Problem, Request>,
): (request: (key: string) => Request, done: (answer: Answer) => void) => void {
  const [key, setKey] = useState(newCommandKey)
  // Awaited, since who asked is often gone by then: what was read anew shows the thing as it is now, without its form.
  const send = async (request: (key: string) => Request, done: (answer: Answer) => void): Promise<void> => {
    let answer: Answer
    try {
      answer = await mutation.mutateAsync(request(key))
    } catch (problem) {
      // Shown by whoever holds the mutation. What is no answer of the server is a fault of ours.
      if (!(problem instanceof Problem)) throw problem
      if (problem.status >= 400 && problem.status < 500) setKey(newCommandKey())
      return
    }
    setKey(newCommandKey())
    done(answer)
  }
  return (request, done) => void send(request, done)
}

export function Refusal({ error }: { error: Error | null }): ReactNode {
  return error === null ? null : <Alert type="error" showIcon title={error.message} role="alert" />
}

interface Words {
  readonly title: string
  /** What the act will do, said before it is done. */
  readonly what?: ReactNode
  readonly act: string
  readonly danger?: boolean
  readonly onClose: () => void
  readonly children?: ReactNode
}

/** Says what an act will do before it is done; a refusal stands in the same place. */
export function ActDialog(
  props: Words & { readonly pending: boolean; readonly error: Error | null; readonly onOk: () => void },
): ReactNode {
  const { title, what, act, danger = false, pending, error, onOk, onClose, children } = props
  return (
    <Modal
      open
      title={title}
      okText={act}
      okButtonProps={{ danger }}
      cancelText={actText.cancel}
      confirmLoading={pending}
      onOk={onOk}
      onCancel={onClose}
    >
      {what === undefined ? null : <p>{what}</p>}
      {children}
      <Refusal error={error} />
    </Modal>
  )
}

/** The same for an act that asks for something first: the fields are the children, and stay when the server refuses. */
export function ActFormDialog<Fields extends object, Request, Answer>(
  props: Words & {
    readonly mutation: UseMutationResult<Answer, Problem, Request>
    readonly initial?: Partial<Fields>
    readonly requestOf: (fields: Fields, key: string) => Request
    /** Said when it is done. */
    readonly done: string
    /** After it is done; closes, unless told otherwise. */
    readonly onDone?: (answer: Answer) => void
  },
): ReactNode {
  const { mutation, initial, requestOf, done, onClose, onDone = onClose, children, ...words } = props
  const [form] = Form.useForm<Fields>()
  const { message } = App.useApp()
  const act = useAct(mutation)
  return (
    <ActDialog
      {...words}
      pending={mutation.isPending}
      error={mutation.error}
      onOk={() => form.submit()}
      onClose={onClose}
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        autoComplete="off"
        {...(initial === undefined ? {} : { initialValues: initial })}
        onFinish={(fields) =>
          act(
            (key) => requestOf(fields, key),
            (answer) => {
              void message.success(done)
              onDone(answer)
            },
          )
        }
      >
        {children}
      </Form>
    </ActDialog>
  )
}
