import { Alert, App, Button, Skeleton } from 'antd'
import { type ReactNode, useState } from 'react'
import { useParams } from 'react-router'
import type { HouseholdFile } from '#contracts/registry'
import { AidInKindPanel } from '#web/features/cases/aid-in-kind.tsx'
import { HouseholdChain } from '#web/features/cases/household-chain.tsx'
import { useHousehold } from '#web/features/households/api.ts'
import { CategoryTag, RegisterTag } from '#web/features/households/category-tag.tsx'
import { Comparison } from '#web/features/households/comparison.tsx'
import { FactsPanel } from '#web/features/households/facts-panel.tsx'
import { Masked } from '#web/features/households/masked.tsx'
import { MembersTable } from '#web/features/households/members-table.tsx'
import { MissingNotice } from '#web/features/households/missing-notice.tsx'
import { OpenSignals } from '#web/features/households/open-signals.tsx'
import { ReasonPanel } from '#web/features/households/reason-panel.tsx'
import { RevealDialog } from '#web/features/households/reveal-dialog.tsx'
import { withinPlace } from '#web/features/households/address.ts'
import { householdText } from '#web/features/households/text.zh.ts'
import { TimelinePanel } from '#web/features/households/timeline-panel.tsx'
import { HouseholdPapers } from '#web/features/notices/household-papers.tsx'
import { usePermission } from '#web/features/session/api.ts'
import { longDay, yuan } from '#web/format.ts'
import { Failed } from '#web/ui/failed.tsx'
import '#web/features/households/households.css'
import '#web/features/households/household-print.css'

function Figure({ label, children }: { label: string; children: ReactNode }): ReactNode {
  return (
    <div className="figure">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Amount({ of, masked = false }: { of: string | null; masked?: boolean }): ReactNode {
  if (of === null) return masked ? <Masked /> : '—'
  return (
    <>
      {yuan(of)}
      <small>{householdText.yuanPerMonth}</small>
    </>
  )
}

function Figures({ file }: { file: HouseholdFile }): ReactNode {
  const found = file.determination
  if (found === null) return <p className="quiet">{householdText.noDetermination}</p>
  return (
    <dl className="figures">
      <Figure label={householdText.determinedAs}>
        <CategoryTag category={found.category} />
      </Figure>
      <Figure label={householdText.monthly}>
        <Amount of={found.amount} />
      </Figure>
      <Figure label={householdText.registeredAs}>
        <RegisterTag category={found.registerCategory} />
      </Figure>
      <Figure label={householdText.registerMonthly}>
        <Amount of={found.registerAmount} />
      </Figure>
      <Figure label={householdText.incomePerHead}>
        <Amount of={found.incomePerHead} masked={!file.revealed} />
      </Figure>
    </dl>
  )
}

function Head({ file, onReveal }: { file: HouseholdFile; onReveal: () => void }): ReactNode {
  const mayReveal = usePermission('household:reveal')
  const address = withinPlace(file.address, file.place)
  return (
    <header className="panel household-head">
      <div className="household-who">
        <h1>
          {file.headName}
          <span className="household-count">{householdText.people(file.members.length)}</span>
        </h1>
        <p>
          {file.place}
          {address === null ? null : `　${address}`}
        </p>
        <p className="quiet">
          {`${householdText.number} ${file.number}`}
          {file.determination === null ? null : `　${householdText.asOf(longDay(file.determination.asOf))}`}
        </p>
      </div>
      <div className="household-acts no-print">
        {mayReveal && !file.revealed ? (
          <Button type="primary" onClick={onReveal}>
            {householdText.reveal}
          </Button>
        ) : null}
        <Button onClick={() => window.print()}>{householdText.print}</Button>
      </div>
      {file.determination === null ? null : <MissingNotice householdId={file.id} of={file.determination} />}
      <Figures file={file} />
    </header>
  )
}

/** One household, one file: who they are, what is known, what they receive, why, and what has happened. */
export function HouseholdPage(): ReactNode {
  const { id = '' } = useParams()
  const { data: file, error, refetch } = useHousehold(id)
  const { message } = App.useApp()
  const maySeeSignals = usePermission('signal:read')
  const maySeeCases = usePermission('case:read')
  const [asking, setAsking] = useState(false)
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />
  if (file === undefined) return <Skeleton active />
  return (
    <div className="household">
      <Head file={file} onReveal={() => setAsking(true)} />
      {file.revealed ? <Alert type="info" showIcon title={householdText.revealed} className="no-print" /> : null}
      <div className="household-columns">
        <div className="household-main">
          <MembersTable members={file.members} revealed={file.revealed} />
          <ReasonPanel householdId={id} members={file.members} />
          <FactsPanel file={file} />
        </div>
        <div className="household-aside">
          <Comparison determination={file.determination} />
          {maySeeCases ? <HouseholdChain householdId={id} /> : null}
          {maySeeCases ? (
            <AidInKindPanel of={{ householdId: id, names: file.members.map(({ name }) => name) }} />
          ) : null}
          {maySeeSignals ? <OpenSignals householdId={id} /> : null}
          <HouseholdPapers householdId={id} />
          <TimelinePanel entries={file.timeline} />
        </div>
      </div>
      {asking ? (
        <RevealDialog
          householdId={id}
          onClose={() => setAsking(false)}
          onDone={() => {
            setAsking(false)
            void message.success(householdText.revealed)
          }}
        />
      ) : null}
    </div>
  )
}
