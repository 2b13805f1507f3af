import type { ReactNode } from 'react'
import type { ReasonStep } from '#contracts/policy-register'
import { Masked } from '#web/features/households/masked.tsx'
import { householdText } from '#web/features/households/text.zh.ts'
import { FactGrid, splitName } from '#web/ui/fact-grid.tsx'

type Input = ReasonStep['inputs'][number]

function Value({ of }: { of: Input }): ReactNode {
  if (of.value === householdText.masked) return <Masked />
  return <span className={of.known ? '' : 'reason-unknown'}>{of.value}</span>
}

/** What one step read: values and standards with their documents, then the facts of each person. */
export function ReasonInputs({ of, nameOf }: { of: readonly Input[]; nameOf: (subject: string) => string }): ReactNode {
  const whole = of.filter(({ name }) => splitName(name) === undefined)
  return (
    <>
      {whole.length === 0 ? null : (
        <table className="plain-table reason-inputs" aria-label={householdText.inputs}>
          <tbody>
            {whole.map((input) => (
              <tr key={`${input.kind}-${input.name}`}>
                <th scope="row">{input.name}</th>
                <td className="number">
                  <Value of={input} />
                </td>
                <td className="quiet">
                  {householdText.kinds[input.kind]}
                  {input.source === null ? null : `　${householdText.source(input.source)}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <FactGrid
        label={householdText.inputs}
        nameOf={nameOf}
        facts={of.map((input) => ({ name: input.name, value: <Value of={input} /> }))}
      />
    </>
  )
}
