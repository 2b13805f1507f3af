import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { type AbilityDetail, dimensions, type Item, itemsOf } from '#contracts/ability-assessment'
import {
  adjustmentNames,
  backgroundNames,
  dimensionNames,
  healthIssueNames,
  incidentNames,
  itemNames,
  levelNames,
  reasonNames,
  relationNames,
} from '#messages/ability-assessment'
import { LevelTag } from '#web/features/ability/marks.tsx'
import { abilityText } from '#web/features/ability/text.zh.ts'
import { longDay } from '#web/format.ts'

type Line = readonly [label: string, value: ReactNode]

function Lines({ of }: { of: readonly (Line | null)[] }): ReactNode {
  return (
    <dl className="ability-facts">
      {of.map((line) =>
        line === null ? null : (
          <div key={line[0]}>
            <dt>{line[0]}</dt>
            <dd>{line[1]}</dd>
          </div>
        ),
      )}
    </dl>
  )
}

/** The level, and how it was come to. */
export function OutcomePanel({ of }: { of: AbilityDetail }): ReactNode {
  const { outcome } = of
  return (
    <section className="panel" aria-labelledby="ability-outcome-title">
      <h2 id="ability-outcome-title">{abilityText.resultTitle}</h2>
      {outcome === null ? null : (
        <Lines
          of={[
            [abilityText.finalLevel, <LevelTag key="level" level={outcome.level} />],
            [
              abilityText.firstLevel,
              `${abilityText.total(outcome.score)}，${abilityText.levelOf(outcome.firstLevel, levelNames[outcome.firstLevel] ?? '')}`,
            ],
            [abilityText.adjustment, adjustmentNames[outcome.adjustment]],
          ]}
        />
      )}
      <Lines
        of={[
          [abilityText.reason, reasonNames[of.reason]],
          [abilityText.assessedOn, longDay(of.assessedOn)],
          [abilityText.placeOf, of.place],
          [abilityText.recordedBy, `${of.recordedBy}　${longDay(of.recordedOn)}`],
          of.signedOn === null ? null : [abilityText.signedOn, longDay(of.signedOn)],
          of.confirmedOn === null
            ? null
            : [abilityText.confirmedBy, `${of.confirmedBy ?? ''}　${longDay(of.confirmedOn)}`],
          of.nextDueOn === null ? null : [abilityText.nextDue, longDay(of.nextDueOn)],
        ]}
      />
      {of.confirmedOn === null ? null : (
        <p className="quiet">
          {of.holds ? abilityText.holdsFrom(longDay(of.assessedOn)) : abilityText.notHolding}
          {of.holds && of.status === 'confirmed' && of.objectUntil !== null
            ? `　${abilityText.objectUntil(longDay(of.objectUntil))}`
            : ''}
        </p>
      )}
    </section>
  )
}

/** Each dimension with its sum, and every item on demand. */
export function ScoresPanel({ of }: { of: AbilityDetail }): ReactNode {
  const scores = new Map(of.scores.map(({ item, score }) => [item, score]))
  const most = new Map(of.standard.items.map(({ item, most }) => [item, most]))
  const sum = (list: readonly Item[], from: ReadonlyMap<Item, number>): number =>
    list.reduce((total, item) => total + (from.get(item) ?? 0), 0)
  return (
    <section className="panel" aria-labelledby="ability-scores-title">
      <h2 id="ability-scores-title">{abilityText.byDimension}</h2>
      {dimensions.map((dimension) => {
        const list: readonly Item[] = itemsOf[dimension]
        return (
          <details key={dimension} className="ability-dimension">
            <summary>
              {dimensionNames[dimension]}
              <strong className="digits">{abilityText.sumOf(sum(list, scores), sum(list, most))}</strong>
            </summary>
            <table className="plain-table">
              <caption className="ability-hidden">{abilityText.itemScores}</caption>
              <tbody>
                {list.map((item) => (
                  <tr key={item}>
                    <th scope="row">{itemNames[item]}</th>
                    <td className="number">{`${scores.get(item) ?? abilityText.none}/${most.get(item) ?? ''}`}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </details>
        )
      })}
    </section>
  )
}

export function FindingsPanel({ of }: { of: AbilityDetail }): ReactNode {
  if (of.healthWithheld) {
    return (
      <section className="panel" aria-labelledby="ability-findings-title">
        <h2 id="ability-findings-title">{abilityText.health}</h2>
        <p className="quiet">{abilityText.healthWithheld}</p>
      </section>
    )
  }
  const { findings } = of
  const { informant, incidents } = findings
  const told =
    incidents === null
      ? abilityText.yesNoUnknown(null)
      : incidents.length === 0
        ? abilityText.incidentChoices.none
        : incidents.map(({ kind, on }) => `${longDay(on)} ${incidentNames[kind]}`).join('、')
  return (
    <section className="panel" aria-labelledby="ability-findings-title">
      <h2 id="ability-findings-title">{abilityText.health}</h2>
      <Lines
        of={[
          [abilityText.coma, abilityText.yesNoUnknown(findings.coma)],
          [abilityText.dementia, abilityText.yesNoUnknown(findings.dementia)],
          [abilityText.disorder, abilityText.yesNoUnknown(findings.disorder)],
          [abilityText.incidents(of.standard.incidentDays), told],
          findings.illnesses === '' ? null : [abilityText.illnesses, findings.illnesses],
          findings.medication === '' ? null : [abilityText.medication, findings.medication],
          findings.healthIssues.length === 0
            ? null
            : [abilityText.healthIssues, findings.healthIssues.map((issue) => healthIssueNames[issue]).join('、')],
          findings.healthNote === '' ? null : [abilityText.healthNote, findings.healthNote],
          informant === null
            ? null
            : [
                abilityText.informantShort,
                [informant.name, relationNames[informant.relation], informant.phone]
                  .filter((word) => word !== '')
                  .join('　'),
              ],
        ]}
      />
    </section>
  )
}

/** Who assessed, with their hands. */
export function SignaturesPanel({ of }: { of: AbilityDetail }): ReactNode {
  const paths = new Map(of.signatures.map(({ name, path }) => [name, path]))
  return (
    <section className="panel" aria-labelledby="ability-signatures-title">
      <h2 id="ability-signatures-title">{abilityText.signatures}</h2>
      <div className="ability-pair">
        {of.assessors.map(({ name, background, employer }) => (
          <div key={name} className="ability-lines">
            <span>
              <strong>{name}</strong>
              <span className="quiet">{`　${[backgroundNames[background], employer].filter((word) => word !== '').join('　')}`}</span>
            </span>
            {paths.has(name) ? (
              <svg className="ability-signature" viewBox="0 0 300 100" role="img" aria-label={name}>
                <path d={paths.get(name) ?? ''} />
              </svg>
            ) : (
              <span className="quiet">{abilityText.missingSignature}</span>
            )}
          </div>
        ))}
      </div>
    </section>
  )
}

export function ObjectionPanel({ of }: { of: AbilityDetail }): ReactNode {
  if (of.objection === null && of.objectedId === null) return null
  return (
    <section className="panel" aria-labelledby="ability-objection-title">
      <h2 id="ability-objection-title">{abilityText.objection}</h2>
      {of.objection === null || of.objectedOn === null ? null : (
        <Lines
          of={[
            [abilityText.objectedOn, longDay(of.objectedOn)],
            [abilityText.objection, of.objection],
          ]}
        />
      )}
      {of.objectedId === null ? null : (
        <Link to={`/ability-assessments/${of.objectedId}`}>{abilityText.openObjected}</Link>
      )}
    </section>
  )
}
