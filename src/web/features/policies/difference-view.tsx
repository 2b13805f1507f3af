import type { ReactNode } from 'react'
import type { DifferentDecision, DifferentStandard, DraftReview, Pair } from '#contracts/policy-register'
import { draftText } from '#web/features/policies/draft-text.zh.ts'
import { Expression } from '#web/ui/expression.tsx'
import { hitPolicyText, policyText } from '#web/features/policies/text.zh.ts'
import { ScrollFrame } from '#web/ui/scroll-frame.tsx'
import { type Tone, ToneTag } from '#web/ui/tone-tag.tsx'

type Change = DifferentDecision['change']
const tones: Readonly<Record<Change, Tone>> = { added: 'green', removed: 'red', changed: 'yellow', same: 'quiet' }

/** Both wordings of a cell; what is taken away is struck through, so that colour is not all that tells. */
function Cell({ of, plain }: { of: Pair; plain?: true }): ReactNode {
  const shown = (text: string): ReactNode => (plain === true ? text : <Expression of={text} />)
  if (of.before === of.after) return of.after === null ? null : shown(of.after)
  return (
    <>
      {of.before === null || of.before === '' ? null : <del>{shown(of.before)}</del>}
      {of.after === null || of.after === '' ? null : <ins>{shown(of.after)}</ins>}
    </>
  )
}

function cellClass(row: Change, column: Change, of: Pair): string {
  const change =
    row === 'added' || row === 'removed' ? row : column === 'added' || column === 'removed' ? column : undefined
  if (change !== undefined) return `difference-${change}`
  return of.before === of.after ? '' : 'difference-changed'
}

function TableDifference({ name, of }: { name: string; of: NonNullable<DifferentDecision['table']> }): ReactNode {
  const policy = (code: string | null): string | null => (code === null ? null : (hitPolicyText[code] ?? code))
  return (
    <>
      {of.hitPolicy.before === of.hitPolicy.after ? null : (
        <p>
          {draftText.hitPolicy}：
          <Cell plain of={{ before: policy(of.hitPolicy.before), after: policy(of.hitPolicy.after) }} />
        </p>
      )}
      <ScrollFrame label={name}>
        <table className="rule-table" aria-label={name}>
          <thead>
            <tr>
              <th scope="col">{draftText.ruleRow}</th>
              {of.columns.map((column, index) => (
                // Columns stand in the order of the two tables, which is theirs.
                <th key={index} scope="col" className={column.change === 'same' ? '' : `difference-${column.change}`}>
                  <Cell of={column.title} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {of.rows.map((row, index) => (
              // The rows of a table have a fixed order, which is part of the law.
              <tr key={index}>
                <td>
                  <ToneTag tone={tones[row.change]}>{draftText.changes[row.change]}</ToneTag>
                </td>
                {row.cells.map((cell, column) => (
                  <td key={column} className={cellClass(row.change, of.columns[column]?.change ?? 'same', cell)}>
                    <Cell of={cell} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollFrame>
    </>
  )
}

function DecisionDifference({ of }: { of: DifferentDecision }): ReactNode {
  return (
    <article className="decision">
      <h2>
        {of.name} <ToneTag tone={tones[of.change]}>{draftText.changes[of.change]}</ToneTag>
      </h2>
      {of.description.before === of.description.after ? null : (
        <p className="difference-text">
          {draftText.description}：<Cell plain of={of.description} />
        </p>
      )}
      {of.expression === null || of.expression.before === of.expression.after ? null : (
        <div className="difference-sides">
          <div>
            <p className="quiet">{draftText.before}</p>
            <p className={of.expression.before === null ? '' : 'decision-expression difference-removed'}>
              {of.expression.before === null ? '—' : <Expression of={of.expression.before} />}
            </p>
          </div>
          <div>
            <p className="quiet">{draftText.after}</p>
            <p className={of.expression.after === null ? '' : 'decision-expression difference-added'}>
              {of.expression.after === null ? '—' : <Expression of={of.expression.after} />}
            </p>
          </div>
        </div>
      )}
      {of.table === null ? null : <TableDifference name={of.name} of={of.table} />}
    </article>
  )
}

function StandardDifference({ of }: { of: DifferentStandard }): ReactNode {
  return (
    <article className="decision">
      <h2>{of.name}</h2>
      <ScrollFrame label={of.name}>
        <table className="rule-table" aria-label={of.name}>
          <thead>
            <tr>
              {[
                policyText.state,
                policyText.place,
                policyText.dimension,
                policyText.from,
                policyText.value,
                draftText.until,
                policyText.document,
              ].map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {of.rows.map((row) => (
              <tr key={[row.division, ...Object.values(row.dimensions), row.from].join(' ')}>
                <td>
                  <ToneTag tone={tones[row.change]}>{draftText.changes[row.change]}</ToneTag>
                </td>
                <td>{row.divisionName === '' ? row.division : row.divisionName}</td>
                <td>{Object.values(row.dimensions).join('、') || '—'}</td>
                <td className="digits">{row.from}</td>
                {[row.value, row.until, row.document].map((pair, index) => (
                  // Three columns that never change places.
                  <td key={index} className={cellClass(row.change, 'same', pair)}>
                    <Cell plain of={pair} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollFrame>
    </article>
  )
}

/** What a draft changes against the policies in force, cell by cell. */
export function DifferenceView({ review }: { review: DraftReview }): ReactNode {
  const broken = review.errors.length > 0
  if (!broken && review.decisions.length + review.standards.length === 0) {
    return <p className="quiet">{draftText.noDifference}</p>
  }
  return (
    <>
      <p className="quiet">{draftText.differenceHint}</p>
      {broken ? <p role="alert">{draftText.differenceAfterErrors}</p> : null}
      {review.standards.map((standard) => (
        <StandardDifference key={`${standard.folder} ${standard.name}`} of={standard} />
      ))}
      {review.decisions.map((decision) => (
        <DecisionDifference key={`${decision.folder} ${decision.name}`} of={decision} />
      ))}
    </>
  )
}
