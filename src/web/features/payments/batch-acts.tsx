import { App, Button, Radio } from 'antd'
import { type ReactNode, useState } from 'react'
import { type BankProfile, bankProfiles, type PaymentBatchDetail } from '#contracts/disbursement'
import { ActDialog, ActFormDialog } from '#web/ui/act.tsx'
import { type BatchAct, useBankFile, useBatchAct } from '#web/features/payments/api.ts'
import { BuildDialog } from '#web/features/payments/build-dialog.tsx'
import { monthName } from '#web/features/payments/months.ts'
import { ReturnsDialog } from '#web/features/payments/returns-dialog.tsx'
import { batchActWords, batchText, profileNames } from '#web/features/payments/text.zh.ts'
import { usePermission } from '#web/features/session/api.ts'

function StepDialog(props: { batch: PaymentBatchDetail; act: BatchAct; onClose: () => void }): ReactNode {
  const { batch, act, onClose } = props
  const words = batchActWords[act]
  return (
    <ActFormDialog
      title={words.title(batchText.title(monthName(batch.month)), batch.total)}
      what={words.what}
      act={words.act}
      mutation={useBatchAct(batch.id, act)}
      requestOf={(_, key) => ({ key, version: batch.version })}
      done={words.done}
      onClose={onClose}
    />
  )
}

function saveAs(name: string, content: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}

function FileDialog({ batch, onClose }: { batch: PaymentBatchDetail; onClose: () => void }): ReactNode {
  const { message } = App.useApp()
  const [profile, setProfile] = useState<BankProfile>('csv')
  const file = useBankFile(batch.id)
  const fetchFile = (): void =>
    file.mutate(profile, {
      onSuccess: ({ name, content }) => {
        saveAs(name, content)
        void message.success(batchText.fileDone)
        onClose()
      },
    })
  return (
    <ActDialog
      title={batchText.file}
      what={batchText.fileWhat}
      act={batchText.file}
      pending={file.isPending}
      error={file.error}
      onOk={fetchFile}
      onClose={onClose}
    >
      <Radio.Group
        aria-label={batchText.fileProfile}
        className="stacked-choices"
        value={profile}
        options={bankProfiles.map((value) => ({ value, label: profileNames[value] }))}
        onChange={({ target }) => setProfile(bankProfiles.find((known) => known === target.value) ?? profile)}
      />
    </ActDialog>
  )
}

type Opened = BatchAct | 'build' | 'file' | 'returns'

interface Choice {
  readonly act: Opened
  readonly label: string
}

/** What the officer may do with the batch now, what moves it on first. */
function choicesOf({ status }: PaymentBatchDetail, mayPrepare: boolean, mayApprove: boolean): readonly Choice[] {
  const rebuild: Choice = { act: 'build', label: batchText.rebuild }
  const file: Choice = { act: 'file', label: batchText.file }
  const returns: Choice = { act: 'returns', label: batchText.returns }
  const step = (act: BatchAct): Choice => ({ act, label: batchActWords[act].act })
  if (status === 'draft') return [...(mayApprove ? [step('approve')] : []), ...(mayPrepare ? [rebuild] : [])]
  if (!mayPrepare) return []
  if (status === 'approved') return [file, step('send')]
  return status === 'sent' ? [returns, step('settle'), file] : [returns, file]
}

/** What is to be done next and by whom. */
export function BatchActs({ batch }: { batch: PaymentBatchDetail }): ReactNode {
  const mayPrepare = usePermission('payment:prepare')
  const mayApprove = usePermission('payment:approve')
  const [opened, setOpened] = useState<Opened>()
  const close = (): void => setOpened(undefined)
  const choices = choicesOf(batch, mayPrepare, mayApprove)
  const isMine = batch.status === 'draft' ? mayApprove : mayPrepare
  return (
    <section className="panel payment-next" aria-labelledby="next-title">
      <h2 id="next-title">{batchText.next}</h2>
      <p>
        {batch.status === 'draft' && batch.lines === 0
          ? batchText.nobodyPaid
          : batchText.nextFor[batch.status][isMine ? 'mine' : 'others']}
      </p>
      <div className="payment-acts no-print">
        {choices.map(({ act, label }, index) => (
          <Button
            key={act}
            type={index === 0 && act !== 'build' ? 'primary' : 'default'}
            disabled={act === 'approve' && batch.lines === 0}
            onClick={() => setOpened(act)}
          >
            {label}
          </Button>
        ))}
      </div>
      {opened === 'build' ? <BuildDialog wish={batch} onClose={close} /> : null}
      {opened === 'file' ? <FileDialog batch={batch} onClose={close} /> : null}
      {opened === 'returns' ? <ReturnsDialog batchId={batch.id} onClose={close} /> : null}
      {opened === 'approve' || opened === 'send' || opened === 'settle' ? (
        <StepDialog key={opened} batch={batch} act={opened} onClose={close} />
      ) : null}
    </section>
  )
}
