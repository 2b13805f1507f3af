import { Empty, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { usePolicyFolders } from '#web/features/policies/api.ts'
import { policyText } from '#web/features/policies/text.zh.ts'
import { count } from '#web/format.ts'
import { Failed } from '#web/ui/failed.tsx'
import '#web/features/policies/policies.css'

/** The policies in force, a card a folder. */
export function PoliciesPage(): ReactNode {
  const { data, error, refetch } = usePolicyFolders()
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />
  return (
    <div className="policies">
      <header className="page-head">
        <h1>{policyText.title}</h1>
      </header>
      <p className="quiet policies-hint">{policyText.hint}</p>
      {data === undefined ? <Skeleton active /> : null}
      {data?.items.length === 0 ? (
        <section className="panel">
          <Empty description={policyText.noPolicies}>
            <p className="quiet">{policyText.noPoliciesHint}</p>
          </Empty>
        </section>
      ) : null}
      <ul className="policy-cards" aria-label={policyText.listLabel}>
        {(data?.items ?? []).map((folder) => (
          <li key={folder.folder}>
            <Link to={`/policies/${folder.folder}`} className="panel policy-card">
              <strong>{folder.title}</strong>
              <span className="policy-counts">
                <span>{policyText.decisions(count(folder.decisions))}</span>
                <span>{policyText.standards(count(folder.standards))}</span>
                <span>
                  {folder.examples === 0 ? policyText.noExamples : policyText.examples(count(folder.examples))}
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}
