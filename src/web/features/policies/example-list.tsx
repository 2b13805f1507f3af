import type { ReactNode } from 'react'
import type { Example } from '#contracts/policy-register'
import { policyText } from '#web/features/policies/text.zh.ts'
import { count, longDay } from '#web/format.ts'
import { ToneTag } from '#web/ui/tone-tag.tsx'

function Tick({ passed }: { passed: boolean }): ReactNode {
  return (
    <ToneTag tone={passed ? 'green' : 'red'}>{passed ? `✓ ${policyText.passed}` : `✗ ${policyText.failed}`}</ToneTag>
  )
}

/** Worked households: what they must get by which clause, and what the rules give today. */
export function ExampleList({ examples }: { examples: readonly Example[] }): ReactNode {
  if (examples.length === 0) return <p className="quiet">{policyText.noExamplesHint}</p>
  const passed = examples.filter((example) => example.passed).length
  return (
    <>
      <p className="quiet">{policyText.examplesPassed(count(passed), count(examples.length))}</p>
      {examples.map((example) => (
        <article key={example.name} className="example">
          <h2>
            {example.name} <Tick passed={example.passed} />
          </h2>
          <p className="quiet">
            {policyText.exampleDay(longDay(example.day))}
            {example.clause === null ? null : `　${example.clause}`}
          </p>
          <table className="plain-table example-table" aria-label={example.name}>
            <thead>
              <tr>
                <th scope="col">{policyText.decision}</th>
                <th scope="col" className="number">
                  {policyText.expected}
                </th>
                <th scope="col" className="number">
                  {policyText.found}
                </th>
                <th scope="col">{policyText.state}</th>
              </tr>
            </thead>
            <tbody>
              {example.expectations.map((expectation) => (
                <tr key={expectation.decision}>
                  <td>{expectation.decision}</td>
                  <td className="number">{expectation.expected}</td>
                  <td className="number">{expectation.found}</td>
                  <td>
                    <Tick passed={expectation.passed} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </article>
      ))}
    </>
  )
}
