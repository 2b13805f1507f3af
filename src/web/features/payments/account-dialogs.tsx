import { App, Form, Input, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import type { AccountRow } from '#contracts/disbursement'
import { accountText } from '#web/features/payments/accounts-text.zh.ts'
import { actText } from '#web/ui/act-text.zh.ts'
import { ActDialog, Refusal, useAct } from '#web/ui/act.tsx'
import { useAccounts, useConfirmAccount, useRejectAccount } from '#web/features/payments/api.ts'

function Side({ label, account }: { label: string; account: AccountRow }): ReactNode {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <strong>{account.holder}</strong>
        <span>{account.bank}</span>
        <span className="digits">{account.number}</span>
        {account.agreement === null ? null : <span>{accountText.agreementOf(account.agreement)}</span>}
      </dd>
    </div>
  )
}

/** The account that is used now beside the one that is to take its place. */
function Comparison({ account }: { account: AccountRow }): ReactNode {
  const { data, error } = useAccounts({ person: account.personId })
  if (error !== null) return <Refusal error={error} />
  if (data === undefined) return <Skeleton active title={false} paragraph={{ rows: 2 }} />
  const old = data.items.find(({ status }) => status === 'confirmed')
  return (
    <>
      <dl className="account-sides">
        {old === undefined ? null : <Side label={accountText.oldAccount} account={old} />}
        <Side label={accountText.newAccount} account={account} />
      </dl>
      {old === undefined ? <p className="quiet">{accountText.noOldAccount}</p> : null}
    </>
  )
}

export function ConfirmDialog({ account, onClose }: { account: AccountRow; onClose: () => void }): ReactNode {
  const { message } = App.useApp()
  const confirm = useConfirmAccount(account.id)
  const act = useAct(confirm)
  return (
    <ActDialog
      title={accountText.confirmTitle(account.person)}
      what={accountText.confirmWhat}
      act={accountText.confirm}
      pending={confirm.isPending}
      error={confirm.error}
      onOk={() =>
        act(
          (key) => ({ key }),
          () => {
            void message.success(accountText.confirmDone)
            onClose()
          },
        )
      }
      onClose={onClose}
    >
      <Comparison account={account} />
    </ActDialog>
  )
}

export function RejectDialog({ account, onClose }: { account: AccountRow; onClose: () => void }): ReactNode {
  const [form] = Form.useForm<{ reason: string }>()
  const { message } = App.useApp()
  const reject = useRejectAccount(account.id)
  const act = useAct(reject)
  return (
    <ActDialog
      title={accountText.rejectTitle(account.person)}
      what={accountText.rejectWhat}
      act={accountText.reject}
      danger
      pending={reject.isPending}
      error={reject.error}
      onOk={() => form.submit()}
      onClose={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ reason }: { reason: string }) =>
          act(
            (key) => ({ key, reason: reason.trim() }),
            () => {
              void message.success(accountText.rejectDone)
              onClose()
            },
          )
        }
      >
        <Form.Item
          name="reason"
          label={actText.reason}
          rules={[{ required: true, whitespace: true, message: actText.reasonMissing }]}
        >
          <Input.TextArea rows={3} maxLength={200} showCount placeholder={accountText.rejectHint} />
        </Form.Item>
      </Form>
    </ActDialog>
  )
}
