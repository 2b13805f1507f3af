import { Empty, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { usePolicyFolders } from '#web/features/policies/api.ts'
import { draftStatusNames, folderTitles } from '#messages/policy-register'
import { useOpenDrafts } from '#web/features/policies/draft-api.ts'
import { draftText, draftTones } from '#web/features/policies/draft-text.zh.ts'
import { policyText } from '#web/features/policies/text.zh.ts'
import { count, longDay } from '#web/format.ts'
import { Failed } from '#web/ui/failed.tsx'
import { ToneTag } from '#web/ui/tone-tag.tsx'
import '#web/features/policies/policies.css'
import '#web/features/policies/drafts.css'

/** What is under way stands above the policies: who is to confirm finds it here. */
function OpenDrafts(): ReactNode {
  const drafts = useOpenDrafts()
  if (drafts.length === 0) return null
  return (
    <section className="panel open-drafts" aria-labelledby="open-drafts">
      <h2 id="open-drafts">{draftText.open}</h2>
      <ul>
        {drafts.map((draft) => (
          <li key={draft.id}>
            <ToneTag tone={draftTones[draft.status]}>{draftStatusNames[draft.status]}</ToneTag>
            <Link to={`/policies/${draft.folder}/drafts/${draft.id}`}>{draft.title}</Link>
            <span className="quiet">
              {folderTitles[draft.folder] ?? draft.folder}
              {'　'}
              {draftText.by(draft.authorName)}
              {draft.effectiveOn === null ? null : `　${draftText.effectiveFrom(longDay(draft.effectiveOn))}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

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
      <OpenDrafts />
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
