import type { ReactNode } from 'react'

type Line = readonly [label: string, value: ReactNode]

/** Labels and what stands beside them; what is not there is left out. */
export function Lines({ of }: { of: readonly (Line | null)[] }): ReactNode {
  return (
    <dl className="case-lines-list">
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
