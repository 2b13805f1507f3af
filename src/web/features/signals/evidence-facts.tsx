import type { ReactNode } from 'react'
import type { SignalDetail } from '#contracts/monitoring'
import { never } from '#kernel/day'
import { signalText } from '#web/features/signals/text.zh.ts'
import { FactGrid, splitName } from '#web/ui/fact-grid.tsx'
import { uiText } from '#web/ui/text.zh.ts'

type Fact = SignalDetail['evidenceFacts'][number]

function valueOf({ value, unit }: Fact): string {
  if (value === never) return uiText.never
  return `${value}${unit === null ? '' : ` ${unit}`}`
}

/** The facts that a signal rests on: those of the household, then those of each person. */
export function EvidenceFacts({ facts }: { facts: readonly Fact[] }): ReactNode {
  const whole = facts.filter(({ name }) => splitName(name) === undefined)
  return (
    <>
      {whole.length === 0 ? null : (
        <table className="plain-table" aria-label={signalText.facts}>
          <tbody>
            {whole.map((fact) => (
              <tr key={fact.name}>
                <th scope="row">{fact.name}</th>
                <td className="number">{valueOf(fact)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <FactGrid
        label={signalText.facts}
        nameOf={(subject) => subject}
        facts={facts.map((fact) => ({ name: fact.name, value: valueOf(fact) }))}
      />
    </>
  )
}
