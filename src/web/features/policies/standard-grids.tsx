import { Fragment, type ReactNode } from 'react'
import type { Standard, StandardRow } from '#contracts/policy-register'
import { addDays, parseDay } from '#kernel/day'
import { policyText } from '#web/features/policies/text.zh.ts'
import { yuan } from '#web/format.ts'
import { ScrollFrame } from '#web/ui/scroll-frame.tsx'
import { type Tone, ToneTag } from '#web/ui/tone-tag.tsx'

type State = 'current' | 'upcoming' | 'expired'
const tones: Readonly<Record<State, Tone>> = { current: 'green', upcoming: 'blue', expired: 'quiet' }

/** The last day on which a row holds, as officers read a period; the row itself names the first day after it. */
function lastDay(row: StandardRow): string {
  const until = parseDay(row.until ?? '')
  return until === undefined ? policyText.untilFurther : addDays(until, -1)
}

function stateOf(row: StandardRow, today: string): State {
  if (row.from > today) return 'upcoming'
  // The until day is the first on which the row holds no longer.
  return row.until !== null && row.until <= today ? 'expired' : 'current'
}

/** Ratios stay as written; amounts get thousands separators. */
function shown(value: string): string {
  return /^-?\d+(\.\d+)?$/.test(value) ? (Math.abs(Number(value)) < 10 ? value : yuan(value)) : value
}

/** The highest place first, then what it applies to, the newest row first. */
function inOrder(rows: readonly StandardRow[]): StandardRow[] {
  const key = (row: StandardRow): string => [row.division, ...Object.values(row.dimensions)].join(' ')
  return rows.toSorted((a, b) =>
    key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a.from < b.from ? 1 : a.from > b.from ? -1 : 0,
  )
}

function Rows({
  standard,
  today,
  withDimension,
}: {
  standard: Standard
  today: string
  withDimension: boolean
}): ReactNode {
  const rows = inOrder(standard.rows)
  return (
    <Fragment>
      {rows.map((row, index) => {
        const state = stateOf(row, today)
        const key = [row.division, row.from, ...Object.values(row.dimensions)].join(' ')
        return (
          <tr key={key} className={state === 'current' ? 'standard-current' : 'standard-other'}>
            {index === 0 ? (
              <th scope="rowgroup" rowSpan={rows.length}>
                {standard.name}
              </th>
            ) : null}
            <td>{row.divisionName === '' ? policyText.wholeCountry : row.divisionName}</td>
            {withDimension ? <td>{Object.values(row.dimensions).join('、') || '—'}</td> : null}
            <td className="number">{shown(row.value)}</td>
            <td className="quiet">{standard.unit ?? '—'}</td>
            <td className="digits">{row.from}</td>
            <td className="digits">{lastDay(row)}</td>
            <td>
              <ToneTag tone={tones[state]}>{policyText[state]}</ToneTag>
            </td>
            <td>{row.document ?? '—'}</td>
            <td className="quiet">{row.source ?? '—'}</td>
          </tr>
        )
      })}
    </Fragment>
  )
}

/** The standards by place and day, what holds today marked; earlier rows stay, since past decisions rest on them. */
export function StandardGrids({ standards, today }: { standards: readonly Standard[]; today: string }): ReactNode {
  if (standards.length === 0) return <p className="quiet">{policyText.noStandards}</p>
  // Where no standard tells one group from another, a column of dashes says nothing.
  const withDimension = standards.some(({ rows }) => rows.some((row) => Object.keys(row.dimensions).length > 0))
  return (
    <ScrollFrame label={policyText.tabs.standards}>
      <table className="rule-table standard-table" aria-label={policyText.tabs.standards}>
        <thead>
          <tr>
            <th scope="col">{policyText.standard}</th>
            <th scope="col">{policyText.place}</th>
            {withDimension ? <th scope="col">{policyText.dimension}</th> : null}
            <th scope="col" className="number">
              {policyText.value}
            </th>
            <th scope="col">{policyText.unitLabel}</th>
            <th scope="col">{policyText.from}</th>
            <th scope="col">{policyText.until}</th>
            <th scope="col">{policyText.state}</th>
            <th scope="col">{policyText.document}</th>
            <th scope="col">{policyText.source}</th>
          </tr>
        </thead>
        {standards.map((standard) => (
          <tbody key={standard.name}>
            <Rows standard={standard} today={today} withDimension={withDimension} />
          </tbody>
        ))}
      </table>
    </ScrollFrame>
  )
}
