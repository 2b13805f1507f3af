import { Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { useParams } from 'react-router'
import { AidInKindPanel } from '#web/features/cases/aid-in-kind.tsx'
import { useCase } from '#web/features/cases/api.ts'
import { CaseHead } from '#web/features/cases/case-head.tsx'
import { ClocksPanel } from '#web/features/cases/clocks-panel.tsx'
import { GrantPanel, MembersPanel, RequestPanel } from '#web/features/cases/facts-panels.tsx'
import { FindingsPanel } from '#web/features/cases/findings-panel.tsx'
import { LettersPanel } from '#web/features/cases/letters-panel.tsx'
import { MonthsPanel } from '#web/features/cases/months-panel.tsx'
import { NextPanel } from '#web/features/cases/next-panel.tsx'
import { CaseTimeline, ChecksPanel, ObjectionsPanel, OpinionPanel } from '#web/features/cases/work-panels.tsx'
import { useSession } from '#web/features/session/api.ts'
import { Failed } from '#web/ui/failed.tsx'
import '#web/features/cases/cases.css'
import '#web/features/cases/case.css'

/** One case: where it stands, what is to be done next and by whom, what it stands on, and all that has happened. */
export function CasePage(): ReactNode {
  const { id = '' } = useParams()
  const { data: detail, error, refetch } = useCase(id)
  const today = useSession().data?.today
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />
  if (detail === undefined) return <Skeleton active />
  return (
    <div className="case">
      <CaseHead of={detail} today={today} />
      <div className="case-columns">
        <div className="case-main">
          <NextPanel key={id} of={detail} />
          <OpinionPanel of={detail} />
          <ObjectionsPanel of={detail} />
          <ChecksPanel of={detail} />
          <FindingsPanel of={detail} />
          <CaseTimeline of={detail} />
        </div>
        <div className="case-aside">
          <ClocksPanel of={detail} />
          <GrantPanel of={detail} />
          <MonthsPanel caseId={id} />
          <AidInKindPanel
            of={{ householdId: detail.householdId, caseId: id, names: detail.members.map(({ name }) => name) }}
          />
          <RequestPanel of={detail} />
          <MembersPanel of={detail} />
          <LettersPanel caseId={id} />
        </div>
      </div>
    </div>
  )
}
