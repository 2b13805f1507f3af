import type { ReactNode } from 'react'
import type { Standard, StandardRow } from '#contracts/policy-register'
import { policyText } from '#web/features/policies/text.zh.ts'
import { yuan } from '#web/format.ts'
import { type Tone, ToneTag } from '#web/ui/tone-tag.tsx'

type State = 'current' | 'upcoming' | 'expired'
const tones: Readonly<Record<State, Tone>> = { current: 'green', upcoming: 'blue', expired: 'quiet' }

function stateOf(row: StandardRow, today: string): State {
  if (row.from > today) return 'upcoming'
  // The until day is the first on which the row holds no longer.
  return row.until !== null && row.until <= today ? 'expired' : 'current'
}

function shown(value: string): string {
  return /^-?\d+(\.\d+)?$/.test(value) ? (Math.abs(Number(value)) < 10 ? value : yuan(value)) : value
}

function Grid({ standard, today }: { standard: Standard; today: string }): ReactNode {
  const dimensions = [...new Set(standard.rows.flatMap((row) => Object.keys(row.dimensions)))]
  const sorted = [...standard.rows].sort(
    (a, b) => a.division.localeCompare(b.division) || (a.from < b.from ? 1 : a.from > b.from ? -1 : 0),
  )
  return (
    <article className="standard">
      <h2>
        {standard.name}
        {standard.unit === null ? null : <small className="quiet">{`　${policyText.unit(standard.unit)}`}</small>}
      </h2>
      <div className="rule-table-frame">
        <table className="rule-table" aria-label={standard.name}>
          <thead>
            <tr>
              <th scope="col">{policyText.place}</th>
              {dimensions.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
              <th scope="col" className="number">
                {policyText.value}
              </th>
              <th scope="col">{policyText.from}</th>
              <th scope="col">{policyText.until}</th>
              <th scope="col">{policyText.state}</th>
              <th scope="col">{policyText.document}</th>
              <th scope="col">{policyText.source}</th>
            </tr>
          </thead>
          <tbody>
            {sorted.map((row) => {
              const state = stateOf(row, today)
              const key = [row.division, row.from, ...Object.values(row.dimensions)].join(' ')
              return (
                <tr key={key} className={state === 'current' ? 'standard-current' : 'standard-other'}>
                  <td>{row.divisionName === '' ? policyText.wholeCountry : row.divisionName}</td>
                  {dimensions.map((name) => (
                    <td key={name}>{row.dimensions[name] ?? '—'}</td>
                  ))}
                  <td className="number">{shown(row.value)}</td>
                  <td className="standard-day">{row.from}</td>
                  <td className="standard-day">{row.until ?? policyText.untilFurther}</td>
                  <td>
                    <ToneTag tone={tones[state]}>{policyText[state]}</ToneTag>
                  </td>
                  <td>{row.document ?? '—'}</td>
                  <td>{row.source ?? '—'}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </article>
  )
}

/** The standards by place and day, what holds today marked; earlier rows stay, since past decisions rest on them. */
export function StandardGrids({ standards, today }: { standards: readonly Standard[]; today: string }): ReactNode {
  if (standards.length === 0) return <p className="quiet">{policyText.noStandards}</p>
  return standards.map((standard) => <Grid key={standard.name} standard={standard} today={today} />)
}
