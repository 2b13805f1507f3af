import type { UseMutationResult } from '@tanstack/react-query'
import { Alert, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { actText } from '#web/ui/act-text.zh.ts'
import { newCommandKey, type Problem } from '#web/request.ts'

/**
 * Gives what sends an act. One key for the act: a second click, or a retry after a lost answer, is the same act; after
 * a refusal the next try is another.
 */
export function useAct<Request, Answer>(
  mutation: UseMutationResult<Answer, Problem, Request>,
): (request: (key: string) => Request, done: (answer: Answer) => void) => void {
  const [key, setKey] = useState(newCommandKey)
  return (request, done) =>
    mutation.mutate(request(key), {
      onSuccess: (answer) => {
        setKey(newCommandKey())
        done(answer)
      },
      onError: ({ status }) => {
        if (status >= 400 && status < 500) setKey(newCommandKey())
      },
    })
}

export function Refusal({ error }: { error: Error | null }): ReactNode {
  return error === null ? null : <Alert type="error" showIcon title={error.message} role="alert" />
}

/** Says what an act will do before it is done; a refusal stands in the same place. */
export function ActDialog(props: {
  readonly title: string
  readonly what: string
  readonly act: string
  readonly danger?: boolean
  readonly pending: boolean
  readonly error: Error | null
  readonly onOk: () => void
  readonly onClose: () => void
  readonly children?: ReactNode
}): ReactNode {
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
      <p>{what}</p>
      {children}
      <Refusal error={error} />
    </Modal>
  )
}
