import { DatePicker, Input, Skeleton, Tabs } from 'antd'
import dayjs from 'dayjs'
import { type ReactNode, useEffect } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import type { DraftContent, DraftDetail } from '#contracts/policy-register'
import { draftStatusNames, folderTitles } from '#messages/policy-register'
import { DifferenceView } from '#web/features/policies/difference-view.tsx'
import { DraftActions } from '#web/features/policies/draft-actions.tsx'
import { useDraft, useReview } from '#web/features/policies/draft-api.ts'
import { draftText, draftTones, simulationText } from '#web/features/policies/draft-text.zh.ts'
import { type DraftWork, useDraftWork } from '#web/features/policies/draft-work.ts'
import { ErrorList } from '#web/features/policies/error-list.tsx'
import { ExamplesPanel } from '#web/features/policies/examples-panel.tsx'
import { ModelPanel } from '#web/features/policies/model-panel.tsx'
import { SimulationCards } from '#web/features/policies/simulation-figures.tsx'
import { SimulationPanel } from '#web/features/policies/simulation-panel.tsx'
import { StandardsEditor } from '#web/features/policies/standards-editor.tsx'
import { useSession } from '#web/features/session/api.ts'
import { count, instant, longDay } from '#web/format.ts'
import { Failed } from '#web/ui/failed.tsx'
import { useRested } from '#web/ui/rested.ts'
import { ToneTag } from '#web/ui/tone-tag.tsx'
import 'dayjs/locale/zh-cn'
import '#web/features/policies/policies.css'
import '#web/features/policies/drafts.css'

// The names of months and weekdays in the picker.
dayjs.locale('zh-cn')

function DraftFields({ work, today }: { work: DraftWork; today: string }): ReactNode {
  return (
    <div className="draft-fields">
      <label className="draft-field">
        {draftText.titleLabel}
        <Input value={work.title} maxLength={80} onChange={(event) => work.setTitle(event.target.value)} />
      </label>
      <label className="draft-field">
        {draftText.effectiveOn}
        <DatePicker
          value={work.effectiveOn === null ? null : dayjs(work.effectiveOn)}
          minDate={dayjs(today)}
          onChange={(day) => work.setEffectiveOn(day === null ? null : day.format('YYYY-MM-DD'))}
        />
      </label>
      <label className="draft-field">
        {draftText.reason}
        <Input.TextArea
          value={work.reason}
          maxLength={1000}
          autoSize={{ minRows: 1, maxRows: 4 }}
          onChange={(event) => work.setReason(event.target.value)}
        />
      </label>
    </div>
  )
}

function ShownFields({ draft }: { draft: DraftDetail }): ReactNode {
  return (
    <div className="draft-fields">
      {[
        [draftText.titleLabel, draft.title],
        [draftText.effectiveOn, draft.effectiveOn === null ? draftText.noDay : longDay(draft.effectiveOn)],
        [draftText.reason, draft.reason === '' ? draftText.noReason : draft.reason],
      ].map(([label, text]) => (
        <div key={label} className="draft-field">
          {label}
          <span className="draft-shown">{text}</span>
        </div>
      ))}
    </div>
  )
}

function DraftHead({ draft, work, editable }: { draft: DraftDetail; work: DraftWork; editable: boolean }): ReactNode {
  const today = useSession().data?.today ?? ''
  return (
    <section className="panel draft-head">
      <div className="draft-facts">
        <ToneTag tone={draftTones[draft.status]}>{draftStatusNames[draft.status]}</ToneTag>
        <span>{draftText.by(draft.authorName)}</span>
        {draft.confirmerName !== null && draft.decidedAt !== null ? (
          <span>
            {draft.status === 'confirmed'
              ? draftText.confirmedBy(draft.confirmerName, instant(draft.decidedAt))
              : draftText.rejectedBy(draft.confirmerName, instant(draft.decidedAt))}
          </span>
        ) : null}
        {draft.digest === null ? null : <span className="quiet digits">{draftText.digest(draft.digest)}</span>}
      </div>
      {draft.note === null ? null : <p className="draft-note">{draftText.note(draft.note)}</p>}
      {editable ? <DraftFields work={work} today={today} /> : <ShownFields draft={draft} />}
      <DraftActions draft={draft} work={work} />
      {draft.simulation === null ? null : (
        <details open={draft.status === 'submitted'}>
          <summary>{simulationText.stored}</summary>
          <SimulationCards of={draft.simulation} />
        </details>
      )}
    </section>
  )
}

function DraftTabs({ draft, work, editable }: { draft: DraftDetail; work: DraftWork; editable: boolean }): ReactNode {
  const [search, setSearch] = useSearchParams()
  const session = useSession().data
  const rested = useRested(JSON.stringify(work.content), 600)
  // It is the text of such a content, written just above.
  const worded = JSON.parse(rested) as DraftContent
  const review = useReview(draft.id, draft.version, editable && work.unsaved ? worded : undefined)
  const { data } = review
  const checking = review.isFetching || (editable && rested !== JSON.stringify(work.content))
  const failing = data?.examples.filter(({ passed }) => !passed).length ?? 0
  const tab = (title: string, marked: number): string => (marked === 0 ? title : `${title} ${count(marked)}`)
  const waiting =
    review.error === null ? <Skeleton active /> : <Failed error={review.error} retry={() => void review.refetch()} />
  const mayTry = session?.permissions.includes('policy:simulate') ?? false
  const usual = editable ? 'edit' : 'difference'
  return (
    <section className="panel policy-panel">
      <Tabs
        activeKey={search.get('tab') ?? usual}
        onChange={(key) => setSearch(key === usual ? {} : { tab: key }, { replace: true })}
        items={[
          ...(editable
            ? [
                {
                  key: 'edit',
                  label: draftText.tabs.edit,
                  children: <ModelPanel draft={draft} work={work} errors={data?.errors ?? []} checking={checking} />,
                },
              ]
            : []),
          {
            key: 'standards',
            label: draftText.tabs.standards,
            children: <StandardsEditor draft={draft} work={work} editable={editable} />,
          },
          {
            key: 'check',
            label: tab(draftText.tabs.check, data?.errors.length ?? 0),
            children: data === undefined ? waiting : <ErrorList errors={data.errors} checking={checking} />,
          },
          {
            key: 'examples',
            label: tab(draftText.tabs.examples, failing),
            children:
              data === undefined ? (
                waiting
              ) : (
                <ExamplesPanel draft={draft} work={work} review={data} editable={editable} />
              ),
          },
          {
            key: 'difference',
            label: draftText.tabs.difference,
            children: data === undefined ? waiting : <DifferenceView review={data} />,
          },
          ...(mayTry
            ? [
                {
                  key: 'simulation',
                  label: draftText.tabs.simulation,
                  children: (
                    <SimulationPanel
                      content={work.content}
                      asOf={work.effectiveOn ?? undefined}
                      standards={draft.standards}
                      division={session?.post.division ?? ''}
                    />
                  ),
                },
              ]
            : []),
        ]}
      />
    </section>
  )
}

function LoadedDraft({ draft }: { draft: DraftDetail }): ReactNode {
  const work = useDraftWork(draft)
  const editable = draft.own && draft.status === 'draft'
  const { unsaved } = work
  useEffect(() => {
    if (!unsaved) return undefined
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [unsaved])
  return (
    <>
      <header className="page-head">
        <h1>{work.title}</h1>
      </header>
      <DraftHead draft={draft} work={work} editable={editable} />
      <DraftTabs draft={draft} work={work} editable={editable} />
    </>
  )
}

/** One change of policy: worded, checked, tried out, submitted and confirmed. */
export function DraftPage(): ReactNode {
  const { folder = '', id = '' } = useParams()
  const { data: draft, error, refetch } = useDraft(id)
  return (
    <div className="policies">
      <p className="policy-back">
        <Link to={`/policies/${folder}?tab=drafts`}>{draftText.back(folderTitles[folder] ?? folder)}</Link>
      </p>
      {error === null ? null : <Failed error={error} retry={() => void refetch()} />}
      {draft === undefined ? error === null ? <Skeleton active /> : null : <LoadedDraft key={draft.id} draft={draft} />}
    </div>
  )
}
