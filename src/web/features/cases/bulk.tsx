import { Alert, Button, Dropdown, Modal, Progress } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { BulkStep } from '#contracts/assistance'
import type { Permission } from '#contracts/officer'
import { bulkNames } from '#messages/assistance'
import { useBulk, useStartBulk } from '#web/features/cases/api.ts'
import { bulkText } from '#web/features/cases/text.zh.ts'
import { useSession } from '#web/features/session/api.ts'
import { newCommandKey } from '#web/request.ts'
import { Failed } from '#web/ui/failed.tsx'

/** Besides `case:bulk`, what each of them needs. */
const needed: Readonly<Record<BulkStep, Permission>> = {
  notice: 'case:handle',
  'close-notice': 'case:handle',
  decision: 'case:decide',
  'open-recheck': 'case:handle',
}

/** Says what will be done before it is begun; the run then stands in the address, so that it can be found again. */
function StartDialog({ step, onClose }: { step: BulkStep; onClose: () => void }): ReactNode {
  const start = useStartBulk()
  const [, setSearch] = useSearchParams()
  const [key] = useState(newCommandKey)
  const send = (): void =>
    start.mutate(
      { key, step },
      {
        onSuccess: ({ id }) => {
          setSearch((search) => {
            search.set('run', id)
            return search
          })
          onClose()
        },
      },
    )
  return (
    <Modal
      open
      title={bulkText.confirmTitle(bulkNames[step])}
      okText={bulkText.start}
      cancelText={bulkText.cancel}
      confirmLoading={start.isPending}
      onOk={send}
      onCancel={onClose}
    >
      <p>{bulkText.confirmHint}</p>
      {start.error === null ? null : <Alert type="error" showIcon title={start.error.message} role="alert" />}
    </Modal>
  )
}

/** What can be done to all cases of a queue at once, by whoever may. */
export function BulkButton({ of }: { of: readonly BulkStep[] }): ReactNode {
  const permissions = useSession().data?.permissions ?? []
  const [step, setStep] = useState<BulkStep>()
  const allowed = of.filter((each) => permissions.includes('case:bulk') && permissions.includes(needed[each]))
  const [only] = allowed
  if (only === undefined) return null
  return (
    <>
      {allowed.length === 1 ? (
        <Button onClick={() => setStep(only)}>{bulkNames[only]}</Button>
      ) : (
        <Dropdown
          trigger={['click']}
          menu={{
            items: allowed.map((each) => ({
              key: each,
              label: bulkNames[each],
              onClick: () => setStep(each),
            })),
          }}
        >
          <Button>{bulkText.menu}</Button>
        </Dropdown>
      )}
      {step === undefined ? null : <StartDialog key={step} step={step} onClose={() => setStep(undefined)} />}
    </>
  )
}

/** How far the run in the address has come, and what could not be done, each with its reason. */
export function BulkRun(): ReactNode {
  const [search, setSearch] = useSearchParams()
  const id = search.get('run') ?? undefined
  const { data: run, error, refetch } = useBulk(id)
  if (id === undefined) return null
  const close = (): void => {
    search.delete('run')
    setSearch(search)
  }
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />
  if (run === undefined) return null
  const share = run.total === 0 ? 100 : Math.round(((run.done + run.refused) / run.total) * 100)
  return (
    <section className="panel case-bulk" aria-label={bulkText.progress}>
      <header className="panel-head">
        <h2>{bulkText.progress}</h2>
        <Button size="small" onClick={close}>
          {bulkText.close}
        </Button>
      </header>
      <Progress
        percent={share}
        aria-label={bulkText.progress}
        status={run.status === 'finished' ? 'success' : 'active'}
      />
      <p aria-live="polite">{bulkText.state(run)}</p>
      {run.refusals.length === 0 ? null : (
        <details open>
          <summary>{bulkText.refusals}</summary>
          <ul className="case-bulk-refusals">
            {run.refusals.map(({ caseId, text }) => (
              <li key={caseId}>
                {text} <Link to={`/cases/${caseId}`}>{bulkText.openCase}</Link>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}
