import { Alert, App, Modal } from 'antd'
import type { ReactNode } from 'react'
import type { BatchSummary } from '#contracts/exchange'
import { useWithdraw } from '#web/features/feeds/api.ts'
import { feedText } from '#web/features/feeds/text.zh.ts'
import { count } from '#web/format.ts'

/** Says what taking a batch back will do before it is done; the refusal stands in the same place. */
export function WithdrawDialog({ batch, onClose }: { batch: BatchSummary; onClose: () => void }): ReactNode {
  const withdraw = useWithdraw()
  const { message } = App.useApp()
  return (
    <Modal
      open
      title={feedText.withdrawTitle(batch.feedTitle)}
      okText={feedText.withdrawConfirm}
      okButtonProps={{ danger: true, disabled: withdraw.error !== null }}
      cancelText={feedText.cancel}
      confirmLoading={withdraw.isPending}
      onCancel={onClose}
      onOk={() =>
        withdraw.mutate(batch.id, {
          onSuccess: () => {
            void message.success(feedText.withdrawn)
            onClose()
          },
        })
      }
    >
      <p>{feedText.withdrawWhat(batch.fileName, count(batch.accepted))}</p>
      {withdraw.error === null ? null : <Alert type="error" showIcon title={withdraw.error.message} role="alert" />}
    </Modal>
  )
}
