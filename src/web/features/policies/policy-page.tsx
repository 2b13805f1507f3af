import { Skeleton, Tabs } from 'antd'
import type { ReactNode } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import { usePolicy } from '#web/features/policies/api.ts'
import { DecisionList } from '#web/features/policies/decision-list.tsx'
import { DraftsPanel } from '#web/features/policies/drafts-panel.tsx'
import { ExampleList } from '#web/features/policies/example-list.tsx'
import { MarkdownText } from '#web/features/policies/markdown-text.tsx'
import { StandardGrids } from '#web/features/policies/standard-grids.tsx'
import { policyText } from '#web/features/policies/text.zh.ts'
import { useSession } from '#web/features/session/api.ts'
import { Failed } from '#web/ui/failed.tsx'
import '#web/features/policies/policies.css'
import '#web/features/policies/drafts.css'

/** One policy: its rules, its standards by place and day, worked households, and where all of it comes from. */
export function PolicyPage(): ReactNode {
  const { folder = '' } = useParams()
  const [search, setSearch] = useSearchParams()
  const { data: policy, error, refetch } = usePolicy(folder)
  const today = useSession().data?.today
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />
  if (policy === undefined || today === undefined) return <Skeleton active />
  const tab = (of: string, counted?: number): string => (counted === undefined ? of : `${of} ${counted}`)
  return (
    <div className="policies">
      <p className="policy-back">
        <Link to="/policies">{policyText.back}</Link>
      </p>
      <header className="page-head">
        <h1>{policy.title}</h1>
      </header>
      <section className="panel policy-panel">
        <Tabs
          activeKey={search.get('tab') ?? 'decisions'}
          onChange={(key) => setSearch(key === 'decisions' ? {} : { tab: key }, { replace: true })}
          items={[
            {
              key: 'decisions',
              // Rules that decisions share have no type of their own; the list of policies does not count them either.
              label: tab(policyText.tabs.decisions, policy.decisions.filter(({ type }) => type !== '').length),
              children: <DecisionList decisions={policy.decisions} />,
            },
            {
              key: 'standards',
              label: tab(policyText.tabs.standards, policy.standards.length),
              children: <StandardGrids standards={policy.standards} today={today} />,
            },
            {
              key: 'examples',
              label: tab(policyText.tabs.examples, policy.examples.length),
              children: <ExampleList examples={policy.examples} />,
            },
            {
              key: 'sources',
              label: policyText.tabs.sources,
              children:
                policy.sources.trim() === '' ? (
                  <p className="quiet">{policyText.noSources}</p>
                ) : (
                  <MarkdownText of={policy.sources} />
                ),
            },
            { key: 'drafts', label: policyText.tabs.drafts, children: <DraftsPanel folder={folder} /> },
          ]}
        />
      </section>
    </div>
  )
}
