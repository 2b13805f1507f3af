import { Alert, App, Button } from 'antd'
import { type ReactNode, useCallback, useState } from 'react'
import {
  type AbilityDetail,
  type Dimension,
  dimensions,
  type Item,
  items,
  itemsOf,
} from '#contracts/ability-assessment'
import { dimensionNames, levelNames, partNames } from '#messages/ability-assessment'
import { useAbilityStep } from '#web/features/ability/api.ts'
import { draftOf, type FormDraft, formOf, sumOf, totalOf } from '#web/features/ability/form-draft.ts'
import { HealthFields } from '#web/features/ability/health-fields.tsx'
import { ItemChoices } from '#web/features/ability/item-choices.tsx'
import { BasicFields, TeamFields } from '#web/features/ability/people-fields.tsx'
import { SignPanel } from '#web/features/ability/sign-panel.tsx'
import { abilityText } from '#web/features/ability/text.zh.ts'
import { useSession } from '#web/features/session/api.ts'
import { newCommandKey } from '#web/request.ts'

function DimensionPanel(props: {
  readonly dimension: Dimension
  readonly most: ReadonlyMap<Item, number>
  readonly scores: FormDraft['scores']
  readonly onScore: (item: Item, score: number) => void
}): ReactNode {
  const { dimension, most, scores, onScore } = props
  const { answered, sum } = sumOf(scores, dimension)
  const inDimension: readonly Item[] = itemsOf[dimension]
  const highest = inDimension.reduce((total, item) => total + (most.get(item) ?? 0), 0)
  const title = `ability-${dimension}-title`
  return (
    <section className="panel" aria-labelledby={title}>
      <div className="panel-head">
        <h2 id={title}>{dimensionNames[dimension]}</h2>
        <span className="digits" aria-live="polite">
          {abilityText.answered(answered, inDimension.length)}
          <strong className="ability-sum">{abilityText.sumOf(sum, highest)}</strong>
        </span>
      </div>
      {inDimension.map((item) => (
        <ItemChoices
          key={item}
          item={item}
          number={items.indexOf(item) + 1}
          most={most.get(item) ?? 0}
          score={scores[item]}
          onScore={onScore}
        />
      ))}
    </section>
  )
}

/** What is still missing, by the form as it was last saved. */
function Missing({ of }: { of: AbilityDetail }): ReactNode {
  const parts = of.missingParts.map((part) => partNames[part])
  const scores = of.missingItems.length === 0 ? [] : [abilityText.missingItems(of.missingItems.length)]
  const all = [...scores, ...parts]
  return all.length === 0 ? (
    <span>{abilityText.nothingMissing}</span>
  ) : (
    <span>{`${abilityText.missing}：${all.join('、')}`}</span>
  )
}

function levelWords(of: AbilityDetail, isDirty: boolean, answered: number): string {
  if (of.outcome !== null && !isDirty) {
    return abilityText.levelNow(of.outcome.level, levelNames[of.outcome.level] ?? '')
  }
  return isDirty && answered === items.length ? abilityText.levelAfterSave : abilityText.levelWaits
}

/** The form of 26 items on a tablet: large choices, running sums, and a level once nothing is missing. */
export function AssessmentForm({ of }: { of: AbilityDetail }): ReactNode {
  const { message } = App.useApp()
  const today = useSession().data?.today
  const save = useAbilityStep(of.id, 'save')
  const [key, setKey] = useState(newCommandKey)
  const [draft, setDraft] = useState(() => draftOf(of))
  const [isDirty, setDirty] = useState(false)
  const most = new Map(of.standard.items.map(({ item, most }) => [item, most]))
  const change = useCallback((given: (draft: FormDraft) => FormDraft): void => {
    setDraft(given)
    setDirty(true)
  }, [])
  const onScore = useCallback(
    (item: Item, score: number) => change((old) => ({ ...old, scores: { ...old.scores, [item]: score } })),
    [change],
  )
  const given = (part: Partial<FormDraft>): void => change((old) => ({ ...old, ...part }))
  const { answered, sum } = totalOf(draft.scores)
  const send = (): void =>
    save.mutate(
      { key, version: of.version, form: formOf(draft) },
      {
        onSuccess: () => {
          setDirty(false)
          setKey(newCommandKey())
          void message.success(abilityText.saved)
        },
        onError: ({ status }) => {
          if (status >= 400 && status < 500) setKey(newCommandKey())
        },
      },
    )
  return (
    <div className="ability-stack">
      <BasicFields draft={draft} onChange={given} today={today} />
      {dimensions.map((dimension) => (
        <DimensionPanel key={dimension} dimension={dimension} most={most} scores={draft.scores} onScore={onScore} />
      ))}
      <p className="quiet">{abilityText.anchorsNote}</p>
      <HealthFields
        findings={draft.findings}
        incidentDays={of.standard.incidentDays}
        latest={draft.assessedOn}
        onChange={(part) => change((old) => ({ ...old, findings: { ...old.findings, ...part } }))}
      />
      <TeamFields draft={draft} onChange={given} barred={of.barredAssessors} />
      <SignPanel of={of} isDirty={isDirty} />
      <footer className="ability-foot">
        {save.error === null ? null : <Alert type="error" showIcon role="alert" title={save.error.message} />}
        <div className="ability-foot-line">
          <span className="ability-lines" aria-live="polite">
            <span className="ability-sums">
              <strong className="digits">{abilityText.answered(answered, items.length)}</strong>
              <strong className="digits">{abilityText.total(sum)}</strong>
              <strong>{levelWords(of, isDirty, answered)}</strong>
            </span>
            <span className="quiet">{isDirty ? abilityText.unsaved : <Missing of={of} />}</span>
          </span>
          <Button type="primary" size="large" disabled={!isDirty} loading={save.isPending} onClick={send}>
            {abilityText.save}
          </Button>
        </div>
      </footer>
    </div>
  )
}
