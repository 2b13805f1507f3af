import { Form, Input, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import type { AccountRow } from '#contracts/disbursement'
import { accountText } from '#web/features/payments/accounts-text.zh.ts'
import { actText } from '#web/ui/act-text.zh.ts'
import { ActFormDialog, Refusal } from '#web/ui/act.tsx'
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
  return (
    <ActFormDialog
      title={accountText.confirmTitle(account.person)}
      what={accountText.confirmWhat}
      act={accountText.confirm}
      mutation={useConfirmAccount(account.id)}
      requestOf={(_, key) => ({ key })}
      done={accountText.confirmDone}
      onClose={onClose}
    >
      <Comparison account={account} />
    </ActFormDialog>
  )
}

export function RejectDialog({ account, onClose }: { account: AccountRow; onClose: () => void }): ReactNode {
  return (
    <ActFormDialog
      title={accountText.rejectTitle(account.person)}
      what={accountText.rejectWhat}
      act={accountText.reject}
      danger
      mutation={useRejectAccount(account.id)}
      requestOf={({ reason }: { reason: string }, key) => ({ key, reason: reason.trim() })}
      done={accountText.rejectDone}
      onClose={onClose}
    >
      <Form.Item
        name="reason"
        label={actText.reason}
        rules={[{ required: true, whitespace: true, message: actText.reasonMissing }]}
      >
        <Input.TextArea rows={3} maxLength={200} showCount placeholder={accountText.rejectHint} />
      </Form.Item>
    </ActFormDialog>
  )
}
