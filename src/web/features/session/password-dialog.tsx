import { useMutation } from '@tanstack/react-query'
import { Alert, Form, Input, Modal } from 'antd'
import { type ReactNode, useId } from 'react'
import type { ChangePasswordRequest } from '#contracts/officer'
import { changePassword } from '#web/features/session/api.ts'
import { passwordText } from '#web/features/session/text.zh.ts'

interface Fields extends ChangePasswordRequest {
  readonly again: string
}

/** An officer's own change of password; afterwards every other session of theirs has ended. */
export function PasswordDialog({ onClose }: { onClose: () => void }): ReactNode {
  const change = useMutation({ mutationFn: changePassword })
  const formId = useId()
  if (change.isSuccess) {
    return (
      <Modal open title={passwordText.title} footer={null} onCancel={onClose}>
        <Alert type="success" showIcon title={passwordText.done} role="status" />
      </Modal>
    )
  }
  return (
    <Modal
      open
      title={passwordText.title}
      okText={passwordText.confirm}
      cancelText={passwordText.cancel}
      confirmLoading={change.isPending}
      // The button belongs to the form, so that Enter in a field sends it.
      okButtonProps={{ htmlType: 'submit', form: formId }}
      onCancel={onClose}
    >
      <Form<Fields>
        id={formId}
        layout="vertical"
        requiredMark={false}
        onFinish={(given) => change.mutate({ old: given.old, new: given.new })}
      >
        <Form.Item name="old" label={passwordText.old} rules={[{ required: true, message: passwordText.oldMissing }]}>
          <Input.Password autoComplete="current-password" maxLength={256} autoFocus />
        </Form.Item>
        <Form.Item
          name="new"
          label={passwordText.new}
          extra={passwordText.hint}
          rules={[{ required: true, message: passwordText.newMissing }]}
        >
          <Input.Password autoComplete="new-password" maxLength={256} />
        </Form.Item>
        <Form.Item
          name="again"
          label={passwordText.again}
          dependencies={['new']}
          rules={[
            ({ getFieldValue }) => ({
              validator: (_rule, value: unknown) =>
                value === getFieldValue('new') ? Promise.resolve() : Promise.reject(new Error(passwordText.differs)),
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" maxLength={256} />
        </Form.Item>
      </Form>
      {change.error === null ? null : <Alert type="error" showIcon title={change.error.message} role="alert" />}
    </Modal>
  )
}
